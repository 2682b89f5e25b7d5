import type { SavedTest, RequestOutcome } from '#workers/policy-run-calls.ts';
import {
  addTests,
  cancelTests,
  changeTest,
  removeTest,
  restoreTests,
  runTestsAgain,
  testStore,
} from '#state/policy-tests.ts';
import { simulateGiven } from '#state/policy-run.ts';
import { showPolicyPanel } from '#state/policy-view.ts';
import { runningCalls } from '#state/policy-workers.ts';
import { session } from '#state/session.ts';
import { Button } from '#ui/Button.tsx';
import { classes } from '#ui/classes.ts';
import { download } from '#ui/download.ts';
import { EmptyState } from '#ui/EmptyState.tsx';
import { Select } from '#ui/Select.tsx';
import { TextField } from '#ui/TextField.tsx';
import { ToneIcon } from '#ui/ToneIcon.tsx';
import { useRef, useState } from 'react';
import { useStore } from 'zustand';
import { announce } from '#state/announcer.ts';
import { tellPolicy } from './notices.ts';
import { OutcomeMark } from './OutcomeMark.tsx';
import { outcomeWords } from './outcome-words.ts';
import styles from './Tests.module.css';
import { WorkState } from './WorkState.tsx';

const expectations = [
  'allowed',
  'denied',
  'undefined',
  'failed',
] as const satisfies readonly SavedTest['expected'][];

/** Saved requests with the outcome that they should have; a change that turns one around is seen at once. */
export function TestPanel() {
  const { tests, result, flipped, work } = useStore(testStore);
  const isPrivate = useStore(session, (state) => state.isPrivate);
  const [removed, setRemoved] = useState<readonly SavedTest[]>();
  return (
    <div className={styles.tests}>
      <div className={styles.top}>
        <Summary />
        <div className={styles.actions}>
          <ImportButton />
          <Button size="small" disabled={tests.length === 0} onClick={() => void saveTests(tests)}>
            Save testcases.json
          </Button>
          {removed !== undefined && (
            <Button
              size="small"
              variant="quiet"
              onClick={() => {
                restoreTests(removed);
                setRemoved(undefined);
              }}
            >
              Undo the removal
            </Button>
          )}
        </div>
        <WorkState work={work} what="Running the tests" onCancel={cancelTests} onRetry={runTestsAgain} />
      </div>
      {tests.length === 0 && (
        <EmptyState title="No request is saved for this document">
          <p>
            Save one from the simulator, or open a testcases.json of genpolicy. Tests run in order, with state
            carried, whenever the policy changes.
            {isPrivate && ' In this private session they last until the page is closed.'}
          </p>
        </EmptyState>
      )}
      <ol className={styles.list} aria-label="Tests">
        {tests.map((test, index) => (
          <Test
            // Places are what a test has for a name: two may be the same in every word.
            key={`${String(index)} ${test.entrypoint}`}
            test={test}
            index={index}
            outcome={result?.outcomes[index]}
            was={flipped.get(index)}
            onRemove={() => {
              setRemoved(tests);
              removeTest(index);
            }}
          />
        ))}
      </ol>
    </div>
  );
}

function Summary() {
  const { tests, result, flipped } = useStore(testStore);
  if (tests.length === 0 || result === undefined) return null;
  const failing = tests.filter(({ expected }, index) => result.outcomes[index]?.kind !== expected).length;
  return (
    <p className={styles.summary}>
      <strong>
        {failing === 0
          ? `All ${String(tests.length)} come out as expected`
          : `${String(failing)} of ${String(tests.length)} come out otherwise`}
      </strong>
      {flipped.size > 0 &&
        `; the last change turned ${flipped.size === 1 ? 'one' : String(flipped.size)} around`}
      .
    </p>
  );
}

function Test({
  test,
  index,
  outcome,
  was,
  onRemove,
}: {
  readonly test: SavedTest;
  readonly index: number;
  readonly outcome: RequestOutcome | undefined;
  readonly was: RequestOutcome['kind'] | undefined;
  readonly onRemove: () => void;
}) {
  const isOther = outcome !== undefined && outcome.kind !== test.expected;
  const name = test.description === '' ? `test ${String(index + 1)}` : test.description;
  return (
    <li className={classes(styles.test, was !== undefined && styles.flipped)}>
      <div className={styles.head}>
        {isOther ? (
          <ToneIcon tone="error" size={14} />
        ) : (
          <ToneIcon tone="neutral" size={14} className={styles.quiet} />
        )}
        <div className={styles.description}>
          <TextField
            label={`Description of ${name}`}
            hideLabel
            value={test.description}
            onChange={(description) => {
              changeTest(index, { description });
            }}
          />
        </div>
        {outcome !== undefined && <OutcomeMark outcome={outcome.kind} />}
      </div>
      <div className={styles.foot}>
        <code className={styles.entrypoint}>{test.entrypoint}</code>
        {was !== undefined && <span className={styles.was}>was {outcomeWords[was].toLowerCase()}</span>}
        <div className={styles.expected}>
          <Select
            label={`Expected of ${name}`}
            hideLabel
            quiet
            value={test.expected}
            options={expectations.map((kind) => ({
              value: kind,
              label: `expected ${outcomeWords[kind].toLowerCase()}`,
            }))}
            onChange={(expected) => {
              changeTest(index, { expected });
            }}
          />
        </div>
        <Button
          size="small"
          variant="quiet"
          aria-label={`Open in the simulator: ${name}`}
          onClick={() => {
            openTest(index);
          }}
        >
          Open
        </Button>
        <Button size="small" variant="quiet" aria-label={`Remove ${name}`} onClick={onRemove}>
          Remove
        </Button>
      </div>
    </li>
  );
}

/** With the tests before it, because their state carries over. */
function openTest(index: number): void {
  const steps = testStore
    .getState()
    .tests.slice(0, index + 1)
    .map(({ entrypoint, input, description }, at) => ({
      entrypoint,
      input,
      title: description === '' ? `test ${String(at + 1)}` : description,
    }));
  simulateGiven(steps.at(-1)?.title ?? '', { setup: steps.slice(0, -1), steps: steps.slice(-1) });
  showPolicyPanel('simulate');
}

function ImportButton() {
  const picker = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={picker}
        type="file"
        accept=".json,application/json"
        hidden
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          event.target.value = '';
          if (file !== undefined) void file.text().then((text) => importTests(file.name, text));
        }}
      />
      <Button size="small" onClick={() => picker.current?.click()}>
        Open testcases.json…
      </Button>
    </>
  );
}

async function importTests(name: string, text: string): Promise<void> {
  const read = await runningCalls.call('readTests', { text });
  if (read.kind === 'refused') {
    tellPolicy({ title: `${name} was not opened`, reason: `It holds no tests: ${read.reason}.` });
    return;
  }
  addTests(read.tests);
  if (read.unread.length === 0) return;
  const [first] = read.unread;
  tellPolicy({
    title: `${String(read.unread.length)} cases of ${name} were left out`,
    reason: first === undefined ? '' : `Case ${String(first.index + 1)}: ${first.reason}.`,
  });
}

async function saveTests(tests: readonly SavedTest[]): Promise<void> {
  const { text, left } = await runningCalls.call('writeTests', { tests });
  download('testcases.json', text);
  announce('Saved testcases.json');
  if (left > 0) {
    tellPolicy({
      title: `${String(left)} tests are not in testcases.json`,
      reason: 'The file can only say allowed and denied, of requests that are JSON objects.',
    });
  }
}
