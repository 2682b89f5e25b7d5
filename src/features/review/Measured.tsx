import type { Binding, HexAndBase64 } from '#core/analysis/analysis.ts';
import { algorithms, type Algorithm } from '#core/initdata/algorithm.ts';
import { platformOf, type PlatformId } from '#core/platform/platform.ts';
import type { ReviewedDocument, Subject } from '#core/review/review.ts';
import { preferences } from '#state/preferences.ts';
import { Banner } from '#ui/Banner.tsx';
import { CopyButton } from '#ui/CopyButton.tsx';
import { Disclosure } from '#ui/Disclosure.tsx';
import { HexGroups } from '#ui/HexGroups.tsx';
import { useStore } from 'zustand';
import { derivationOf } from '../outputs/binding-words.ts';
import { MeasuredValue } from '../outputs/MeasuredValue.tsx';
import { PlatformChecks, titleOf } from '../outputs/PlatformBinding.tsx';
import { scriptOf } from '../outputs/script-of.ts';
import { ShellCommand } from '../outputs/ShellCommand.tsx';
import { Expected } from './Expected.tsx';
import styles from './Measured.module.css';
import { anchors } from './review-view.ts';
import { Section } from './Section.tsx';

/** What the hardware would carry of these bytes, and the value that they are compared with. */
export function Measured({ subject }: { readonly subject: Subject }) {
  const { document, comparison, expectedFrom } = subject;
  return (
    <Section pane="measured" id={anchors.digest()} title="What would be measured" className={styles.measured}>
      <Expected
        comparison={comparison}
        measured={document && decidedHex(document)}
        fromPaste={expectedFrom === 'paste'}
      />
      {document === undefined ? (
        <p className={styles.words}>Nothing: no document comes out of the layers.</p>
      ) : (
        <Values document={document} />
      )}
    </Section>
  );
}

function decidedHex({ digests }: ReviewedDocument): string | undefined {
  return digests.kind === 'computed' && digests.decided !== undefined
    ? digests.of[digests.decided].hex
    : undefined;
}

function Values({ document }: { readonly document: ReviewedDocument }) {
  const platform = platformOf(useStore(preferences, (state) => state.platform));
  const { digests, binding } = document;
  if (digests.kind === 'unavailable') {
    return (
      <Banner tone="risk" title="No digest in this page">
        Browsers offer the digest functions (WebCrypto) on https, on localhost and for files only.
        <ShellCommand command={scriptOf('digest', { algorithm: 'sha384' })} what="the digest" />
      </Banner>
    );
  }
  const { decided, of } = digests;
  if (decided === undefined) {
    return (
      <>
        <p className={styles.words}>
          The document names no algorithm that the components know: nothing is bound, and none of these is its
          digest.
        </p>
        {algorithms.map((algorithm) => (
          <Value key={algorithm} title={`If it were ${algorithm}`} value={of[algorithm]} />
        ))}
      </>
    );
  }
  const isWhole = binding.kind === 'field' && binding.fitting === 'exact';
  return (
    <>
      <Carried binding={binding} decided={decided} platform={platform.id} />
      {!isWhole && <Value title={`Digest of the document, ${decided}`} value={of[decided]} />}
      <Disclosure summary="In base64, and by shell">
        <Spellings binding={binding} decided={decided} platform={platform.id} value={of[decided]} />
      </Disclosure>
      <Disclosure summary="Under the other two algorithms">
        <p className={styles.words}>
          For comparing only: another algorithm in the document changes its bytes, and so every digest.
        </p>
        {algorithms
          .filter((algorithm) => algorithm !== decided)
          .map((algorithm) => (
            <Value key={algorithm} title={algorithm} value={of[algorithm]} />
          ))}
      </Disclosure>
      <PlatformChecks platform={platform} />
    </>
  );
}

/** A digest where it is read: in hex, to be copied. */
function Value({ title, value }: { readonly title: string; readonly value: HexAndBase64 }) {
  return (
    <div className={styles.part}>
      <h3 className={styles.title}>{title}</h3>
      <div className={styles.value}>
        <HexGroups hex={value.hex} name={title} />
        <CopyButton text={value.hex} what={title} iconOnly size="small" />
      </div>
    </div>
  );
}

function Carried({
  binding,
  decided,
  platform,
}: {
  readonly binding: Binding;
  readonly decided: Algorithm;
  readonly platform: PlatformId;
}) {
  switch (binding.kind) {
    case 'undecided':
      return null;
    case 'none':
      return (
        <div className={styles.part}>
          <h3 className={styles.title}>{titleOf(binding, platformOf(platform).name)}</h3>
          <p className={styles.words}>{binding.reason}</p>
        </div>
      );
    case 'field':
    case 'pcr8':
      return (
        <div className={styles.part}>
          <Value title={titleOf(binding, platformOf(platform).name)} value={binding.value} />
          <p className={styles.words}>{derivationOf(binding, decided)}</p>
        </div>
      );
  }
}

function Spellings({
  binding,
  decided,
  platform,
  value,
}: {
  readonly binding: Binding;
  readonly decided: Algorithm;
  readonly platform: PlatformId;
  readonly value: HexAndBase64;
}) {
  return (
    <div className={styles.spellings}>
      <MeasuredValue value={value} name={`${decided} digest`} />
      <ShellCommand command={scriptOf('digest', { algorithm: decided })} what={`the ${decided} digest`} />
      {(binding.kind === 'field' || binding.kind === 'pcr8') && (
        <>
          <MeasuredValue value={binding.value} name={titleOf(binding, platformOf(platform).name)} />
          <ShellCommand
            command={scriptOf('field', { algorithm: decided, platform })}
            what={titleOf(binding, platformOf(platform).name)}
          />
        </>
      )}
    </div>
  );
}
