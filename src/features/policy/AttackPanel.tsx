import type { AttackAnswer } from '#workers/policy-run-calls.ts';
import { attackStore, cancelAttacks, openAttack, runAttackSuite } from '#state/policy-attacks.ts';
import { areSameInputs } from '#state/policy-text.ts';
import { Button } from '#ui/Button.tsx';
import { classes } from '#ui/classes.ts';
import { Disclosure } from '#ui/Disclosure.tsx';
import { ToneIcon } from '#ui/ToneIcon.tsx';
import { useEffect, type ReactNode } from 'react';
import { useStore } from 'zustand';
import styles from './Attacks.module.css';
import { attackGroupWords } from './outcome-words.ts';
import { useChosenProfile, usePolicyText } from './use-policy.ts';
import { WorkState } from './WorkState.tsx';

const groups = Object.keys(attackGroupWords) as readonly AttackAnswer['group'][];

/** What a hostile host tries, and which of it the policy lets through. */
export function AttackPanel() {
  const { result, work } = useStore(attackStore);
  const policy = usePolicyText();
  const { id: profile } = useChosenProfile();
  const isOld =
    result !== undefined && !areSameInputs(result.of, policy === undefined ? undefined : { policy, profile });
  useEffect(() => {
    if (attackStore.getState().result === undefined) void runAttackSuite();
  }, []);
  return (
    <div className={styles.attacks}>
      <div className={styles.top}>
        {result !== undefined && work.kind === 'idle' && (
          <div className={styles.verdict}>
            <Verdict answers={result.answers} isOld={isOld} />
            <Button size="small" onClick={() => void runAttackSuite()}>
              Run again
            </Button>
          </div>
        )}
        <WorkState
          work={work}
          what="Running the attacks"
          onCancel={cancelAttacks}
          onRetry={() => void runAttackSuite()}
        />
      </div>
      {result !== undefined && (
        <div className={classes(isOld && styles.stale)}>
          <Through answers={result.answers.filter(({ outcome }) => outcome === 'through')} />
          <Rest summary="Stopped" answers={result.answers.filter(({ outcome }) => outcome === 'stopped')} />
          <Rest
            summary="Not applicable to this pod"
            answers={result.answers.filter(({ outcome }) => outcome === 'not-applicable')}
          />
        </div>
      )}
    </div>
  );
}

function Verdict({ answers, isOld }: { readonly answers: readonly AttackAnswer[]; readonly isOld: boolean }) {
  if (answers.length === 0) {
    return (
      <p className={styles.words}>The engine does not load this policy, so there is nothing to attack.</p>
    );
  }
  const through = answers.filter(({ outcome }) => outcome === 'through').length;
  const tried = answers.filter(({ outcome }) => outcome !== 'not-applicable').length;
  const stopsPod = answers.filter(
    ({ outcome, honestAllowed }) => outcome === 'stopped' && honestAllowed === false,
  ).length;
  return (
    <p className={styles.words}>
      <strong>
        {through} of {tried} attacks get through
      </strong>
      {isOld ? ', as the policy was before the last change.' : '.'}
      {through === 0 && ' That says nothing of what is not in the list.'}
      {stopsPod > 0 &&
        ` For ${String(stopsPod)} that are stopped, the honest request in their place is refused as well: this policy is not for this pod, or stops it.`}
    </p>
  );
}

function Through({ answers }: { readonly answers: readonly AttackAnswer[] }) {
  return groups.map((group) => {
    const own = answers.filter((answer) => answer.group === group);
    return own.length === 0 ? null : (
      <section key={group} className={styles.group}>
        <h3 className={styles.title}>{attackGroupWords[group]}</h3>
        <ul className={styles.list}>
          {own.map((answer) => (
            <li key={answer.id} className={styles.attack}>
              <ToneIcon tone="error" size={14} />
              <Attack answer={answer}>
                <p className={styles.gain}>{answer.gain}</p>
              </Attack>
            </li>
          ))}
        </ul>
      </section>
    );
  });
}

function Rest({ summary, answers }: { readonly summary: string; readonly answers: readonly AttackAnswer[] }) {
  if (answers.length === 0) return null;
  return (
    <div className={styles.rest}>
      <Disclosure summary={summary} aside={<span className={styles.count}>{answers.length}</span>}>
        <ul className={styles.list}>
          {answers.map((answer) => (
            <li key={answer.id} className={styles.attack}>
              <Attack answer={answer}>
                {answer.honestAllowed === false && (
                  <p className={styles.gain}>
                    The honest request in its place is refused as well: this stops the pod, and no attack.
                  </p>
                )}
              </Attack>
            </li>
          ))}
        </ul>
      </Disclosure>
    </div>
  );
}

function Attack({ answer, children }: { readonly answer: AttackAnswer; readonly children: ReactNode }) {
  return (
    <>
      <div className={styles.about}>
        <p className={styles.name}>{answer.title}</p>
        {children}
      </div>
      {answer.outcome !== 'not-applicable' && (
        <Button
          size="small"
          variant="quiet"
          aria-label={`Open in the simulator: ${answer.title}`}
          onClick={() => void openAttack(answer)}
        >
          Open
        </Button>
      )}
    </>
  );
}
