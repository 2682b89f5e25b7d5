import type { Digests } from '#core/analysis/analysis.ts';
import { algorithms } from '#core/initdata/algorithm.ts';
import { analysisStore } from '#state/analysis.ts';
import { Badge } from '#ui/Badge.tsx';
import { Banner } from '#ui/Banner.tsx';
import { Disclosure } from '#ui/Disclosure.tsx';
import { useStore } from 'zustand';
import { StaleWhile } from '../common/StaleWhile.tsx';
import { MeasuredValue } from './MeasuredValue.tsx';
import { NotMeasured } from './NotMeasured.tsx';
import styles from './Outputs.module.css';
import { PlatformBinding } from './PlatformBinding.tsx';
import { Section } from './Section.tsx';
import { scriptOf } from './script-of.ts';
import { ShellCommand } from './ShellCommand.tsx';

/** What the hardware carries of the document, the digest it comes from, and who looks at it. */
export function DigestTab() {
  const analysis = useStore(analysisStore, (state) => state.analysis);
  if (analysis === undefined) return <p className={styles.note}>Computing…</p>;
  const { digests, binding } = analysis;
  const { utf8 } = analysis.document;
  if (digests.kind === 'unavailable') {
    return (
      <Banner tone="risk" title="No digest in this page">
        Browsers offer the digest functions (WebCrypto) on https, on localhost and for files only. Open the
        studio there, or use the shell:
        <ShellCommand command={scriptOf('digest', { algorithm: 'sha384' })} what="the digest" />
      </Banner>
    );
  }
  return (
    <StaleWhile className={styles.sections}>
      <NotMeasured />
      <PlatformBinding binding={binding} decided={digests.decided} utf8={utf8} />
      <DocumentDigests
        digests={digests}
        utf8={utf8}
        isWhole={binding.kind === 'field' && binding.fitting === 'exact'}
      />
    </StaleWhile>
  );
}

function DocumentDigests({
  digests,
  utf8,
  isWhole,
}: {
  readonly digests: Extract<Digests, { readonly kind: 'computed' }>;
  readonly utf8: boolean;
  /** The hardware carries the digest as it is, which is on screen already. */
  readonly isWhole: boolean;
}) {
  const { decided } = digests;
  const others = algorithms.filter((algorithm) => algorithm !== decided);
  if (decided === undefined) {
    return (
      <Section
        title="Digest of the document"
        tools={
          <Badge tone="risk" icon>
            undecided
          </Badge>
        }
      >
        <p className={styles.note}>
          {utf8
            ? 'The document names no algorithm that components know, so none of these is its digest. Problems says who refuses it and who crashes.'
            : 'Every component refuses a document that is not UTF-8 before it looks for the algorithm, so none of these is its digest.'}
        </p>
        {algorithms.map((algorithm) => (
          <div key={algorithm} className={styles.undecided}>
            <h4 className={styles.subtitle}>if it were {algorithm}</h4>
            <MeasuredValue value={digests.of[algorithm]} name={`${algorithm} of the bytes`} />
          </div>
        ))}
      </Section>
    );
  }
  return (
    <>
      <Section title={`Digest of the document, ${decided}`}>
        {isWhole ? (
          <p className={styles.note}>The same value: the field takes the digest as it is.</p>
        ) : (
          <>
            <MeasuredValue value={digests.of[decided]} name={`${decided} digest`} />
            <ShellCommand
              command={scriptOf('digest', { algorithm: decided })}
              what={`the ${decided} digest`}
            />
          </>
        )}
      </Section>
      <Disclosure summary="The other two algorithms over the same bytes">
        <p className={styles.note}>
          For comparing only: writing another algorithm into the document changes its bytes, and so every
          digest.
        </p>
        {others.map((algorithm) => (
          <div key={algorithm} className={styles.undecided}>
            <h4 className={styles.subtitle}>{algorithm}</h4>
            <MeasuredValue value={digests.of[algorithm]} name={`${algorithm} of the bytes`} />
            <ShellCommand command={scriptOf('digest', { algorithm })} what={algorithm} />
          </div>
        ))}
      </Disclosure>
    </>
  );
}
