import { outcomeCounts } from './outcome-words.ts';
import { useAnnounce } from '#ui/announce.ts';
import { Banner } from '#ui/Banner.tsx';
import { Checkbox } from '#ui/Checkbox.tsx';
import { cancelRun, followRun, runAgain, runStore, setWithSetup, type RunState } from '#state/policy-run.ts';
import { Disclosure } from '#ui/Disclosure.tsx';
import type { RanStep } from '#workers/policy-run-calls.ts';
import { useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import { ActionChooser } from './ActionChooser.tsx';
import { ActionForm } from './ActionForm.tsx';
import { StepList } from './StepList.tsx';
import styles from './Simulate.module.css';
import { WorkState } from './WorkState.tsx';

/** Choose what somebody does, see the requests that it causes, and what becomes of each. */
export function SimulatePanel() {
  useEffect(followRun, []);
  const work = useStore(runStore, (state) => state.work);
  return (
    <div className={styles.simulate}>
      <div className={styles.top}>
        <ActionChooser />
        <ActionForm />
        <WorkState work={work} what="Sending requests" onCancel={cancelRun} onRetry={runAgain} />
      </div>
      <Sequence />
    </div>
  );
}

function Sequence() {
  const plan = useStore(runStore, (state) => state.plan);
  const result = useStore(runStore, (state) => state.result);
  const withSetup = useStore(runStore, (state) => state.withSetup);
  const scene = useStore(runStore, (state) => state.scene);
  const answer = result?.answer;
  const ran = answer?.kind === 'ran' ? answer : undefined;
  useSpoken(ran === undefined ? '' : outcomeCounts(kindsOf(ran.steps)));
  if (plan === undefined) return null;
  const notAllowed = ran?.setup.filter(({ outcome }) => outcome.kind !== 'allowed').length ?? 0;
  return (
    <>
      {answer?.kind === 'refused' && (
        <Banner tone="error" title="The engine does not load this policy, so no request is answered">
          <p>{answer.message}</p>
        </Banner>
      )}
      {plan.setup.length > 0 && (
        <div className={styles.setup}>
          <Checkbox
            label={`After ${String(plan.setup.length)} requests that come before`}
            description="State carries over from them. Without them, the agent has seen nothing yet."
            checked={withSetup}
            onChange={setWithSetup}
          />
          {withSetup && ran !== undefined && ran.setup.length > 0 && (
            <Disclosure
              key={scene.kind === 'action' ? scene.id : scene.title}
              summary="The requests before"
              aside={<span className={styles.aside}>{outcomeCounts(kindsOf(ran.setup))}</span>}
              open={notAllowed > 0 && notAllowed < 3}
            >
              <StepList list="setup" steps={plan.setup} ran={ran.setup} />
            </Disclosure>
          )}
        </div>
      )}
      <div className={styles.heading}>
        <h3 className={styles.title}>{plan.steps.length === 0 ? 'No request is sent' : 'Requests'}</h3>
        {ran !== undefined && plan.steps.length > 0 && (
          <p className={styles.aside}>{outcomeCounts(kindsOf(ran.steps))}</p>
        )}
      </div>
      <StepList list="steps" steps={plan.steps} ran={ran?.steps} editable />
      <WhenDenied />
    </>
  );
}

/** Tells a screen reader what a run came to, when that is something else than before. */
function useSpoken(counts: string): void {
  const announce = useAnnounce();
  const spoken = useRef('');
  useEffect(() => {
    if (counts === '' || counts === spoken.current) return;
    spoken.current = counts;
    announce(`Requests: ${counts}`);
  }, [counts, announce]);
}

/** What the person at the other end sees, once something was not allowed. */
function WhenDenied() {
  const words = useStore(runStore, seenWhenDenied);
  return words === undefined ? null : (
    <p className={styles.seen}>
      <strong>What is seen</strong> {words}
    </p>
  );
}

function seenWhenDenied({ scene, actions, result }: RunState): string | undefined {
  if (scene.kind !== 'action' || result?.answer.kind !== 'ran') return undefined;
  if (result.answer.steps.every(({ outcome }) => outcome.kind === 'allowed')) return undefined;
  return actions.find(({ id }) => id === scene.id)?.whenDenied;
}

function kindsOf(steps: readonly RanStep[]) {
  return steps.map(({ outcome }) => outcome.kind);
}
