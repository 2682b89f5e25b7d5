import type { EventAnswer } from '#workers/policy-run-calls.ts';
import {
  cancelPaste,
  openEvent,
  openLogLine,
  pasteStore,
  readEvents,
  replayLog,
} from '#state/policy-paste.ts';
import { areSameInputs, policyTab } from '#state/policy-text.ts';
import { revealPlace } from '#state/view.ts';
import { Button } from '#ui/Button.tsx';
import { CodeBlock } from '#ui/CodeBlock.tsx';
import { CopyButton } from '#ui/CopyButton.tsx';
import { TextArea } from '#ui/TextField.tsx';
import { useRef } from 'react';
import { useStore } from 'zustand';
import styles from './Events.module.css';
import { OutcomeMark } from './OutcomeMark.tsx';
import { outcomeCounts } from './outcome-words.ts';
import { useChosenProfile, usePolicyText } from './use-policy.ts';
import { WorkState } from './WorkState.tsx';

/** From what a person has, an event or a log, to the requests that are in it. */
export function EventPanel() {
  const { text, answer, work } = useStore(pasteStore);
  const picker = useRef<HTMLInputElement>(null);
  return (
    <div className={styles.events}>
      <div className={styles.top}>
        <TextArea
          label="Event, error or log"
          description="An event of the kubelet, an error of containerd, or the agent’s policy.jsonl. It stays on this page."
          code
          rows={4}
          value={text}
          onChange={(typed) => void readEvents(typed)}
        />
        <div className={styles.actions}>
          <input
            ref={picker}
            type="file"
            hidden
            onChange={(event) => {
              const [file] = event.target.files ?? [];
              event.target.value = '';
              if (file !== undefined) void file.text().then(readEvents);
            }}
          />
          <Button size="small" onClick={() => picker.current?.click()}>
            Choose a file…
          </Button>
          {text !== '' && (
            <Button size="small" variant="quiet" onClick={() => void readEvents('')}>
              Clear
            </Button>
          )}
        </div>
        <WorkState
          work={work}
          what="Looking at it"
          onCancel={cancelPaste}
          onRetry={() => void readEvents(text)}
        />
      </div>
      {answer !== undefined && answer.events.length === 0 && answer.log === undefined && (
        <p className={styles.none}>
          No message of the agent is in this text. Such a message reads “… is blocked by policy: …” or “…:
          internal error …”; a log has one JSON object per line, with <code>kind</code> and{' '}
          <code>request</code>.
        </p>
      )}
      {answer?.log !== undefined && <Log log={answer.log} />}
      {answer?.events.map((event) => (
        <Event key={event.message} event={event} />
      ))}
    </div>
  );
}

function Event({ event }: { readonly event: EventAnswer }) {
  const { kind, entrypoint, message, layers, complete, prints, input, error } = event;
  return (
    <section aria-label={entrypoint} className={styles.event}>
      <h3 className={styles.name}>
        <code>{entrypoint}</code> {kind === 'denied' ? 'was denied' : 'ended with an internal error'}
      </h3>
      <p className={styles.facts}>
        {layers === 0
          ? 'It was not quoted.'
          : `It was quoted ${layers === 1 ? 'once' : `${String(layers)} times`}.`}
        {!complete && ' Its end is cut off: events of Kubernetes end after 1 024 bytes.'}
        {kind === 'internal' && ' No rule answered, or the evaluation failed: that is no denial.'}
      </p>
      <div className={styles.actions}>
        {input === undefined ? (
          <p className={styles.facts}>
            The request itself is not in it: only a policy that prints its input shows it.
          </p>
        ) : (
          <Button
            size="small"
            variant="primary"
            onClick={() => {
              openEvent(event);
            }}
          >
            Open the request in the simulator
          </Button>
        )}
      </div>
      {error !== undefined && (
        <p className={styles.facts}>
          Line {error.line}, column {error.column} of {error.file}: {error.message}
        </p>
      )}
      {prints.map(({ rule, lines }, index) => (
        <div key={rule?.span.from ?? `none ${String(index)}`} className={styles.prints}>
          <p className={styles.rule}>
            {rule === undefined ? (
              'Prints of no rule of this policy'
            ) : (
              <>
                Prints of{' '}
                <button
                  type="button"
                  className={styles.place}
                  onClick={() => {
                    revealPlace(policyTab, rule.span);
                  }}
                >
                  {rule.name}
                </button>
              </>
            )}
          </p>
          <CodeBlock text={lines.join('\n')} label="Prints" wrap="lines" height="limited" />
        </div>
      ))}
      {prints.length === 0 && (
        <CodeBlock
          text={message}
          label="The message without its quotes"
          wrap="lines"
          height="limited"
          actions={<CopyButton text={message} what="message" iconOnly />}
        />
      )}
    </section>
  );
}

/** A longer list would only be scrolled past. */
const mostShown = 200;

function Log({
  log: { requests, unread },
}: {
  readonly log: { readonly requests: number; readonly unread: readonly number[] };
}) {
  const replayed = useStore(pasteStore, (state) => state.replayed);
  const policy = usePolicyText();
  const { id: profile } = useChosenProfile();
  const isOld =
    replayed !== undefined &&
    !areSameInputs(replayed.of, policy === undefined ? undefined : { policy, profile });
  const refused = replayed?.requests.filter(({ outcome }) => outcome !== 'allowed') ?? [];
  return (
    <section aria-label="Log of requests" className={styles.event}>
      <div className={styles.heading}>
        <h3 className={styles.name}>
          {requests} requests
          {replayed !== undefined && `: ${outcomeCounts(replayed.requests.map(({ outcome }) => outcome))}`}
        </h3>
        <Button size="small" onClick={() => void replayLog()}>
          {replayed === undefined ? 'Send them to the policy' : 'Send them again'}
        </Button>
      </div>
      {isOld && <p className={styles.facts}>As the policy was before the last change.</p>}
      {unread.length > 0 && (
        <p className={styles.facts}>
          {unread.length === 1 ? 'One line is' : `${String(unread.length)} lines are`} no request: line{' '}
          {unread.slice(0, 5).join(', ')}
          {unread.length > 5 ? ' and others' : ''}.
        </p>
      )}
      <ul className={styles.requests}>
        {refused.slice(0, mostShown).map(({ line, entrypoint, outcome }) => (
          <li key={line} className={styles.request}>
            <span className={styles.line}>line {line}</span>
            <code className={styles.entrypoint}>{entrypoint}</code>
            <OutcomeMark outcome={outcome} />
            <Button
              size="small"
              variant="quiet"
              aria-label={`Open line ${String(line)} in the simulator`}
              onClick={() => void openLogLine(line)}
            >
              Open
            </Button>
          </li>
        ))}
      </ul>
      {refused.length > mostShown && (
        <p className={styles.facts}>{refused.length - mostShown} more are not listed.</p>
      )}
    </section>
  );
}
