import type { Explained } from '#workers/policy-run-calls.ts';
import { policyView, setShowsCoverage, showExplained } from '#state/policy-view.ts';
import { policyInputs, policyTab } from '#state/policy-text.ts';
import { runningCalls } from '#state/policy-workers.ts';
import { revealPlace } from '#state/view.ts';
import { Button } from '#ui/Button.tsx';
import { Checkbox } from '#ui/Checkbox.tsx';
import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { perform } from './actions.ts';
import { afterwardsWords, type OutcomeKind } from './outcome-words.ts';
import { Reason } from './Reason.tsx';
import styles from './Steps.module.css';
import { useChosenProfile, usePolicyText } from './use-policy.ts';

/** Why a request was not allowed: where the closest attempt stopped, what was seen and wanted, and the smallest change. */
export function Why({
  entrypoint,
  outcome,
  input,
  before,
}: {
  readonly entrypoint: string;
  readonly outcome: OutcomeKind;
  readonly input: string;
  readonly before: string;
}) {
  const policy = usePolicyText();
  const { id: profile } = useChosenProfile();
  const showsCoverage = useStore(policyView, (state) => state.showsCoverage);
  const [found, setFound] = useState<{ readonly policy: string; readonly explained: Explained }>();
  useEffect(() => {
    let isWanted = true;
    if (policy === undefined) return undefined;
    void runningCalls
      .call('explain', { policy, profile, entrypoint, input, before })
      .then((explained) => {
        if (isWanted && explained !== undefined) setFound({ policy, explained });
      })
      // A run that is stopped ends its worker, and this question with it; the next run asks again.
      .catch(() => undefined);
    return () => {
      isWanted = false;
    };
  }, [policy, profile, entrypoint, input, before]);
  const inStep = found !== undefined && found.policy === policy ? found.explained : undefined;
  useEffect(() => {
    if (inStep === undefined || policy === undefined) return undefined;
    showExplained({ policy, stop: inStep.stop?.span, covered: inStep.covered });
    return () => {
      showExplained(undefined);
    };
  }, [inStep, policy]);
  if (found === undefined) return null;
  return (
    <section aria-label="Why" className={styles.why}>
      <Reason
        entrypoint={entrypoint}
        outcome={outcome}
        explained={found.explained}
        onPlace={(span) => {
          revealPlace(policyTab, span);
        }}
      />
      {inStep !== undefined && <Changes explained={inStep} />}
      {found.explained.covered.length > 0 && (
        <Checkbox
          label="Colour in the policy what held, and what did not"
          checked={showsCoverage}
          onChange={setShowsCoverage}
        />
      )}
    </section>
  );
}

function Changes({ explained: { changes } }: { readonly explained: Explained }) {
  if (changes.length === 0) return null;
  return (
    <ul className={styles.changes} aria-label="Smallest changes">
      {changes.map((change) => (
        <li key={change.title} className={styles.change}>
          <Button
            size="small"
            onClick={() => {
              if (policyInputs() !== undefined) perform(change.title, change.edits);
            }}
          >
            {change.title}
          </Button>
          <p>
            {afterwardsWords[change.afterwards]} {change.risk}
          </p>
        </li>
      ))}
    </ul>
  );
}
