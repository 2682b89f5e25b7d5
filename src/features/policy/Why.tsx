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
import { afterwardsWords, relationWords, type OutcomeKind } from './outcome-words.ts';
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
      <Reason entrypoint={entrypoint} outcome={outcome} explained={found.explained} />
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

function Reason({
  entrypoint,
  outcome,
  explained,
}: {
  readonly entrypoint: string;
  readonly outcome: OutcomeKind;
  readonly explained: Explained;
}) {
  const { kind, way, stop, fields } = explained;
  switch (kind) {
    case 'no-rule':
      return (
        <p>
          No rule called <code>{entrypoint}</code> was tried
          {outcome === 'undefined' ? ', and there is no default: nothing decides.' : ': its default decides.'}
        </p>
      );
    case 'answered':
      return (
        <p>
          A rule called <code>{entrypoint}</code> held, and its answer was no.
        </p>
      );
    case 'failed':
      return <p>The evaluation ended with an error before there was an answer.</p>;
    case 'stopped': {
      if (stop === undefined) return <p>A rule was tried and gave nothing.</p>;
      const through = way.map(({ name }) => name).filter((name, index, all) => all.indexOf(name) === index);
      return (
        <>
          <p>
            It stopped in <code>{through.join(' → ')}</code>, line {stop.line}, at a statement that was{' '}
            {stop.outcome}:
          </p>
          <button
            type="button"
            className={styles.stop}
            onClick={() => {
              revealPlace(policyTab, stop.span);
            }}
          >
            {stop.text}
          </button>
          <dl className={styles.facts}>
            {fields.length > 0 && (
              <>
                <dt>Field</dt>
                <dd>
                  <code>{fields.map(({ name }) => `input.${name}`).join(', ')}</code>
                </dd>
              </>
            )}
            <Values explained={explained} />
          </dl>
        </>
      );
    }
  }
}

function Values({ explained: { saw, wanted, relation, fields, stop } }: { readonly explained: Explained }) {
  const [field] = fields;
  const seen = saw ?? field?.value;
  return (
    <>
      <dt>Seen</dt>
      <dd>{seen === undefined ? 'nothing: it is not there' : <code>{shortened(seen)}</code>}</dd>
      {relation !== undefined && (
        <>
          <dt>Wanted</dt>
          <dd>
            {relation === 'holds' && stop?.outcome === 'undefined'
              ? 'something that has a value'
              : relationWords[relation]}{' '}
            {wanted !== undefined && <code>{shortened(wanted)}</code>}
          </dd>
        </>
      )}
    </>
  );
}

/** Values may be whole environments. */
const mostShown = 600;

function shortened(text: string): string {
  return text.length <= mostShown ? text : `${text.slice(0, mostShown)}…`;
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
