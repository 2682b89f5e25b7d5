import type { ContrastManifest } from '#core/measurement/contrast.ts';
import { workspace } from '#state/workspace.ts';
import type { ContrastAnswer } from '#workers/trustee-calls.ts';
import { Banner } from '#ui/Banner.tsx';
import { CodeBlock } from '#ui/CodeBlock.tsx';
import { CopyButton } from '#ui/CopyButton.tsx';
import { Disclosure } from '#ui/Disclosure.tsx';
import { HexGroups } from '#ui/HexGroups.tsx';
import { TextArea } from '#ui/TextField.tsx';
import { ToneIcon } from '#ui/ToneIcon.tsx';
import { useMemo } from 'react';
import { useStore } from 'zustand';
import { MeasuredValue } from '../outputs/MeasuredValue.tsx';
import { shortenedValue } from '../outputs/shortened.ts';
import styles from './Contrast.module.css';
import { Derivation } from './Derivation.tsx';
import { Part } from './Part.tsx';
import pages from './Trustee.module.css';
import { pasted, setPasted } from './pasted.ts';
import { useAnswer } from './use-answer.ts';

const policyKey = 'io.katacontainers.config.agent.policy';

/** The flows beside Init-Data: the policy alone as HOSTDATA, and Contrast's current one with what its manifest lists. */
export function ContrastPanel() {
  const document = useStore(workspace, (state) => state.document);
  const manifest = useStore(workspace, (state) => state.manifest);
  const listing = useStore(pasted, (state) => state.listing);
  const request = useMemo(() => ({ document, manifest, pasted: listing }), [document, manifest, listing]);
  const answer = useAnswer('contrast', request)?.answer;
  if (answer === undefined) return <p className={pages.waiting}>Measuring the policy…</p>;
  return (
    <div className={pages.page}>
      <PolicyAlone answer={answer} />
      <Current answer={answer} />
      <Part
        title="What Contrast’s manifest lists"
        lead="Paste manifest.json. It says which workloads the coordinator knows, by what HOSTDATA carries of each."
      >
        <TextArea
          label="manifest.json of Contrast"
          code
          rows={4}
          value={listing}
          maxLength={2_000_000}
          onChange={(value) => {
            setPasted({ listing: value });
          }}
        />
        {answer.listed !== undefined && listing.trim() !== '' && <Listed listed={answer.listed} />}
      </Part>
    </div>
  );
}

function PolicyAlone({ answer: { policy, carried } }: { readonly answer: ContrastAnswer }) {
  return (
    <Part
      title="The policy alone: AKS and older Contrast"
      lead={
        <>
          The host puts the SHA-256 of the agent policy into HOSTDATA and hands the policy over with SetPolicy
          once the guest runs; an agent patched for it refuses a policy with another digest. aa.toml and
          cdh.toml are measured by nobody there. The value stands under <code>{policyKey}</code>, as base64
          without gzip.
        </>
      }
    >
      {policy === undefined ? (
        <p className={styles.words}>The document has no policy.rego, so there is nothing to measure alone.</p>
      ) : (
        <>
          <MeasuredValue value={policy.hostdata} name="HOSTDATA of the policy alone" />
          <Disclosure summary="How the value comes out of policy.rego, byte by byte">
            <Derivation steps={policy.steps} />
          </Disclosure>
          <CodeBlock
            text={`${policyKey}: ${shortenedValue(policy.annotation)}`}
            label="Annotation of the policy alone"
            wrap="anywhere"
            actions={
              <CopyButton
                text={policy.annotation}
                what="the annotation of the policy"
                iconOnly
                size="small"
              />
            }
          />
        </>
      )}
      {carried !== undefined && <Carried carried={carried} />}
    </Part>
  );
}

function Carried({ carried }: { readonly carried: NonNullable<ContrastAnswer['carried']> }) {
  if (carried.reading === 'unreadable') {
    return (
      <Banner tone="error" title={`The pod carries ${policyKey}, and nobody can read it`}>
        {carried.reason}
      </Banner>
    );
  }
  return (
    <Banner
      tone={carried.isThis ? 'note' : 'risk'}
      title={
        carried.isThis
          ? 'The pod carries this very policy under the older key'
          : 'The pod carries another policy under the older key'
      }
    >
      <HexGroups hex={carried.hostdata ?? ''} name="HOSTDATA of the policy in the pod" />
      <p>
        Kata’s Go runtime still hands it to the guest with SetPolicy after the start; runtime-rs does not know
        the key.
      </p>
    </Banner>
  );
}

function Current({ answer: { documentKey } }: { readonly answer: ContrastAnswer }) {
  return (
    <Part
      title="Contrast today"
      lead="Contrast writes Init-Data of its own and measures the whole document. Its init-data processor in the guest compares the common beginning of digest and field, at least 32 bytes; where they differ, it installs a policy that denies everything, and the guest runs on with it."
    >
      {documentKey === undefined ? (
        <p className={styles.words}>
          The document names no algorithm that components know: nothing is measured.
        </p>
      ) : (
        <dl className={styles.facts}>
          <dt>Key in its manifest</dt>
          <dd className={styles.key}>
            <HexGroups hex={documentKey} name="first 32 bytes of the digest" />
            <CopyButton text={documentKey} what="the key" iconOnly size="small" />
          </dd>
          <dt>What else it takes</dt>
          <dd>
            Contrast accepts sha-256, sha-384 and sha-512 with a hyphen, which no other component does. It
            writes every entry of the document to a file; the others read three.
          </dd>
        </dl>
      )}
    </Part>
  );
}

function Listed({ listed }: { readonly listed: NonNullable<ContrastAnswer['listed']> }) {
  const { policy, document } = listed;
  const known = document ?? policy;
  if (known === undefined) return null;
  if (known.kind === 'unreadable') {
    return (
      <Banner tone="risk" title="This is no manifest of Contrast">
        {known.reason}
      </Banner>
    );
  }
  return (
    <div className={styles.listed} aria-live="polite">
      <Answer what="This document" manifest={document} />
      <Answer what="Its policy alone" manifest={policy} />
      <ul className={styles.entries} aria-label="Workloads of the manifest">
        {known.entries.map(({ key, names, role }) => (
          <li key={key}>
            <HexGroups hex={key} name="key" tone="neutral" groups={4} />
            <span>{[...names, ...(role === undefined ? [] : [`role ${role}`])].join(', ')}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Answer({
  what,
  manifest,
}: {
  readonly what: string;
  readonly manifest: ContrastManifest | undefined;
}) {
  if (manifest?.kind !== 'entries') return null;
  const names = manifest.entries.find(({ isThis }) => isThis)?.names ?? [];
  return (
    <p className={styles.answer}>
      <ToneIcon tone={manifest.lists ? 'ok' : 'risk'} size={14} />
      {manifest.lists
        ? `${what} is listed${names.length > 0 ? `, for ${names.join(', ')}` : ''}.`
        : `${what} is not listed.`}
    </p>
  );
}
