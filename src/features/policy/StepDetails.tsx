import type { PlannedStep, RanStep, SavedTest } from '#workers/policy-run-calls.ts';
import { runStore } from '#state/policy-run.ts';
import { addTests } from '#state/policy-tests.ts';
import { Button } from '#ui/Button.tsx';
import { CodeBlock } from '#ui/CodeBlock.tsx';
import { CopyButton } from '#ui/CopyButton.tsx';
import { Disclosure } from '#ui/Disclosure.tsx';
import { useStore } from 'zustand';
import { outcomeSentence } from './outcome-words.ts';
import { RequestEditor } from './RequestEditor.tsx';
import { changedLines } from './state-lines.ts';
import styles from './Steps.module.css';
import { Why } from './Why.tsx';

/** Everything about one request: outcome, the agent's words, prints, state, why it was not allowed, and its input. */
export function StepDetails({
  step,
  result,
  index,
  editable,
}: {
  readonly step: PlannedStep;
  readonly result: RanStep | undefined;
  readonly index: number;
  readonly editable: boolean;
}) {
  const edited = useStore(runStore, (state) => (editable ? state.edited.get(index) : undefined));
  const input = edited ?? step.input;
  return (
    <>
      {result !== undefined && <Outcome step={step} result={result} input={input} />}
      {editable && result !== undefined && result.outcome.kind !== 'unreadable' && (
        <SaveTest step={step} input={input} expected={result.outcome.kind} />
      )}
      {editable ? (
        <RequestEditor step={step} index={index} text={input} isEdited={edited !== undefined} />
      ) : (
        <Disclosure summary="Input">
          <CodeBlock
            text={step.input}
            label={`Input of ${step.entrypoint}`}
            wrap="lines"
            height="limited"
            actions={<CopyButton text={step.input} what="input" iconOnly />}
          />
        </Disclosure>
      )}
    </>
  );
}

function Outcome({
  step,
  result,
  input,
}: {
  readonly step: PlannedStep;
  readonly result: RanStep;
  readonly input: string;
}) {
  const { outcome, answer, prints, before, after, dropped, misfits } = result;
  const isRefused = outcome.kind === 'denied' || outcome.kind === 'undefined' || outcome.kind === 'failed';
  return (
    <>
      <p className={styles.sentence}>{outcomeSentence(outcome, step.entrypoint)}</p>
      {isRefused && before !== undefined && (
        <Why entrypoint={step.entrypoint} outcome={outcome.kind} input={input} before={before} />
      )}
      {answer !== undefined && (
        <Labelled label="The agent answers">
          <CodeBlock
            text={answer}
            label="What the agent answers"
            wrap="lines"
            height="limited"
            actions={<CopyButton text={answer} what="answer" iconOnly />}
          />
        </Labelled>
      )}
      {prints.length > 0 && (
        <Labelled label={prints.length === 1 ? '1 print' : `${String(prints.length)} prints`}>
          <CodeBlock text={prints.join('\n')} label="Prints" wrap="lines" height="limited" />
        </Labelled>
      )}
      {dropped.length > 0 && (
        <p className={styles.remark}>
          The message has no {dropped.join(', ')}: the agent drops it, and the policy never sees it.
        </p>
      )}
      {misfits.length > 0 && (
        <p className={styles.remark}>No request can have such a value: {misfits.join(', ')}.</p>
      )}
      <StateChange before={before} after={after} />
    </>
  );
}

/** The state around the request; one text where it stays as it was. */
function StateChange({
  before,
  after,
}: {
  readonly before: string | undefined;
  readonly after: string | undefined;
}) {
  if (before === undefined || after === undefined) {
    return <p className={styles.remark}>The state holds a number that has no JSON text.</p>;
  }
  if (before === after) {
    return (
      <Disclosure summary="State" aside={<span className={styles.aside}>unchanged</span>}>
        <CodeBlock text={after} label="State" wrap="lines" height="limited" />
      </Disclosure>
    );
  }
  return (
    <Disclosure summary="State" aside={<span className={styles.aside}>changed</span>} open>
      <div className={styles.states}>
        <Labelled label="Before">
          <CodeBlock
            text={before}
            label="State before"
            wrap="lines"
            height="limited"
            marks={changedLines(after, before)}
          />
        </Labelled>
        <Labelled label="After">
          <CodeBlock
            text={after}
            label="State after"
            wrap="lines"
            height="limited"
            marks={changedLines(before, after)}
          />
        </Labelled>
      </div>
    </Disclosure>
  );
}

function Labelled({ label, children }: { readonly label: string; readonly children: React.ReactNode }) {
  return (
    <div className={styles.labelled}>
      <p className={styles.label}>{label}</p>
      {children}
    </div>
  );
}

/** Keeps the request with the outcome that it has now. */
function SaveTest({
  step,
  input,
  expected,
}: {
  readonly step: PlannedStep;
  readonly input: string;
  readonly expected: SavedTest['expected'];
}) {
  return (
    <div>
      <Button
        size="small"
        onClick={() => {
          addTests([{ description: step.title, entrypoint: step.entrypoint, input, expected }]);
        }}
      >
        Save as a test that expects {expected}
      </Button>
    </div>
  );
}
