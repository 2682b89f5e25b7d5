import type { GeneratedAnswer, TriedAnswer, TriedRelease } from '#workers/policy-generate-calls.ts';
import { profileOf } from '#core/rego/profile.ts';
import type { Diagnostic } from '#core/diagnostics/diagnostic.ts';
import { announce } from '#state/announcer.ts';
import {
  cancelTrying,
  generateAgain,
  generateStore,
  takeGenerated,
  useLabel,
} from '#state/policy-generate.ts';
import { Badge } from '#ui/Badge.tsx';
import { Banner } from '#ui/Banner.tsx';
import { Button } from '#ui/Button.tsx';
import { CopyButton } from '#ui/CopyButton.tsx';
import { Disclosure } from '#ui/Disclosure.tsx';
import { download } from '#ui/download.ts';
import { ToneIcon } from '#ui/ToneIcon.tsx';
import { useState } from 'react';
import { useStore } from 'zustand';
import { severities, severityWords } from '../common/severity.ts';
import { Refusal } from '../common/Refusal.tsx';
import { usePolicyText } from '../policy/use-policy.ts';
import { WorkState } from '../policy/WorkState.tsx';
import styles from './Generate.module.css';

/** What the policy came to when it was tried, what it leaves open, and what can be done with it. */
export function Offer({
  generated,
  tried,
}: {
  readonly generated: GeneratedAnswer;
  readonly tried: TriedAnswer | undefined;
}) {
  const [refused, setRefused] = useState<readonly Diagnostic[]>([]);
  const trying = useStore(generateStore, (state) => state.trying);
  const isInUse = usePolicyText() === generated.policy;
  const lives = tried?.kind === 'tried' && tried.releases.every(isAlive);
  return (
    <>
      <div className={styles.offer}>
        {trying.kind === 'idle' ? (
          <Verdict tried={tried} openPoints={generated.findings.length} />
        ) : (
          <div className={styles.verdict}>
            <WorkState
              work={trying}
              what="Trying the policy"
              onCancel={cancelTrying}
              onRetry={generateAgain}
            />
          </div>
        )}
        <div className={styles.actions}>
          <Button
            variant="primary"
            disabled={!lives || isInUse}
            onClick={() => {
              const refusal = takeGenerated(generated.policy);
              setRefused(refusal);
              if (refusal.length === 0) announce(`Done: ${useLabel}`);
            }}
          >
            {isInUse ? 'In use' : 'Use this policy'}
          </Button>
          <CopyButton text={generated.policy} what="policy" />
          <Button
            onClick={() => {
              download('policy.rego', generated.policy);
              announce('Saved policy.rego');
            }}
          >
            Save
          </Button>
        </div>
      </div>
      <Refusal
        title="The policy was not put into the document"
        diagnostics={refused}
        onDismiss={() => {
          setRefused([]);
        }}
      />
      {tried?.kind === 'refused' && (
        <Banner tone="error" title={`${profileOf(tried.profile).name} does not load the policy`}>
          <p>{tried.message}</p>
        </Banner>
      )}
      <OpenPoints findings={generated.findings} />
    </>
  );
}

/** Denials that a setting asks for end nothing. */
function isAlive({ denied }: TriedRelease): boolean {
  return denied.every(({ chosen }) => chosen);
}

function Verdict({
  tried,
  openPoints,
}: {
  readonly tried: TriedAnswer | undefined;
  readonly openPoints: number;
}) {
  const settings = useStore(generateStore, (state) => state.settings);
  if (tried === undefined) return <p className={styles.verdict}>The policy is offered once it was tried.</p>;
  if (tried.kind === 'refused') return <p className={styles.verdict}>This policy is not offered.</p>;
  const stuck = tried.releases.find((release) => !isAlive(release));
  if (stuck !== undefined) {
    return (
      <p className={styles.verdict}>
        <ToneIcon tone="error" />
        <span>
          <strong>The pod does not live in {profileOf(stuck.profile).name}:</strong> what stops it is below.
          The policy is not offered.
        </span>
      </p>
    );
  }
  const [first] = tried.releases;
  const hasGivenUp = settings.stdin || settings.copied === 'any' || settings.commands.length > 0;
  const through = new Set(tried.releases.flatMap((release) => release.through.map(({ id }) => id))).size;
  const count = first?.attacks ?? 0;
  return (
    <p className={styles.verdict}>
      <ToneIcon tone={through === 0 ? 'ok' : 'risk'} />
      <span>
        <strong>
          The pod lives, and{' '}
          {through === 0
            ? `all ${String(count)} attacks that were tried are stopped`
            : `${String(through)} of ${String(count)} attacks get through`}
        </strong>
        {through === 0
          ? '.'
          : hasGivenUp
            ? ', by what is left open and by the settings.'
            : ', by what is left open.'}
        {openPoints === 0 && ' Nothing is left open.'}
      </span>
    </p>
  );
}

function OpenPoints({ findings }: { readonly findings: readonly Diagnostic[] }) {
  if (findings.length === 0) return null;
  const sorted = findings.toSorted((a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity));
  return (
    <Disclosure
      summary={
        findings.length === 1 ? 'One thing is left open' : `${String(findings.length)} things are left open`
      }
      aside={<Badge tone="neutral">{findings.length}</Badge>}
      open={findings.length < 4}
    >
      <ul className={styles.findings}>
        {sorted.map(({ code, message, hint, severity }) => (
          <li key={`${code} ${message}`} className={styles.finding}>
            <ToneIcon tone={severityWords[severity].tone} size={14} />
            <div>
              <p>
                <span className={styles.severity}>{severityWords[severity].word}</span> {message}
              </p>
              {hint !== undefined && <p className={styles.hint}>{hint}</p>}
            </div>
          </li>
        ))}
      </ul>
    </Disclosure>
  );
}
