import type { PolicyGlance, RequestAnswer, RequestRow } from '#core/review/policy-glance.ts';
import { Banner } from '#ui/Banner.tsx';
import { classes } from '#ui/classes.ts';
import { Icon, type IconDrawing } from '#ui/Icon.tsx';
import { ToneIcon } from '#ui/ToneIcon.tsx';
import Ban from 'lucide-react/icons/ban';
import CircleHelp from 'lucide-react/icons/circle-help';
import CircleX from 'lucide-react/icons/circle-x';
import LockOpen from 'lucide-react/icons/lock-open';
import Split from 'lucide-react/icons/split';
import { formatNumber } from '../common/format.ts';
import styles from './Glance.module.css';
import { anchors, showPlace } from './review-view.ts';
import { Section } from './Section.tsx';

interface AnswerWords {
  readonly title: string;
  readonly words: string;
  readonly icon: IconDrawing;
}

const answers = [
  'allowed',
  'conditional',
  'failed',
  'undefined',
  'denied',
] as const satisfies readonly RequestAnswer[];

const answerWords = {
  allowed: { title: 'Allowed', words: 'whatever the request says', icon: LockOpen },
  conditional: { title: 'Conditional', words: 'depends on the request', icon: Split },
  undefined: { title: 'Undefined', words: 'the agent answers with an internal error', icon: CircleHelp },
  failed: {
    title: 'Fails',
    words: 'the engine fails, the agent answers with an internal error',
    icon: CircleX,
  },
  denied: { title: 'Denied', words: 'whatever the request says', icon: Ban },
} as const satisfies Record<RequestAnswer, AnswerWords>;

/** What the policy answers to each request of the agent's interface. */
export function Glance({ policy }: { readonly policy: PolicyGlance }) {
  const { rows, refusal, basis, allowsFailures } = policy;
  return (
    <Section
      title="The policy at a glance"
      aside={basis === 'evaluation' ? 'by asking the engine' : 'by reading the rules'}
    >
      {refusal !== undefined && (
        <Banner tone="error" title="The engine does not load this policy, so the agent does not start">
          <p>
            <button
              type="button"
              className={styles.refusal}
              onClick={() => {
                showPlace('entry:policy.rego', refusal.span);
              }}
            >
              <code>{refusal.message}</code>
            </button>
          </p>
        </Banner>
      )}
      {allowsFailures && (
        <Banner tone="risk" title="Requests that fail this policy are let through all the same">
          <p>
            <code>AllowRequestsFailingPolicy</code> is true: the agent logs a denial and carries on.
          </p>
        </Banner>
      )}
      {rows.length > 0 && (
        <div className={styles.groups}>
          {answers.map((answer) => (
            <Group key={answer} answer={answer} rows={rows.filter((row) => row.answer === answer)} />
          ))}
        </div>
      )}
    </Section>
  );
}

function Group({ answer, rows }: { readonly answer: RequestAnswer; readonly rows: readonly RequestRow[] }) {
  if (rows.length === 0) return null;
  const { title, words, icon } = answerWords[answer];
  const shared = sharedReason(rows);
  const isPlain = rows.every(({ reason, effect }) => reason === shared && effect === 'plain');
  return (
    <section
      aria-label={`${title}: ${String(rows.length)}`}
      className={classes(styles.group, styles[answer])}
    >
      <h3 className={styles.title}>
        <Icon of={icon} size={14} />
        {title}
        <span className={styles.count}>{formatNumber(rows.length)}</span>
        <span className={styles.words}>{shared ?? words}</span>
      </h3>
      <ul className={classes(styles.rows, isPlain && styles.plain)}>
        {rows.map((row) => (
          <Row key={row.name} row={row} shared={shared} />
        ))}
      </ul>
    </section>
  );
}

/** What is true of most requests of a group is said once. */
function sharedReason(rows: readonly RequestRow[]): string | undefined {
  const counts = new Map<string, number>();
  for (const { reason } of rows) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  const [most] = [...counts].toSorted(([, a], [, b]) => b - a);
  return most !== undefined && rows.length > 1 && most[1] * 2 > rows.length ? most[0] : undefined;
}

function Row({ row, shared }: { readonly row: RequestRow; readonly shared: string | undefined }) {
  const { name, reason, consequence, effect, overridden, span } = row;
  return (
    <li className={styles.row}>
      {span === undefined ? (
        <code id={anchors.request(name)} tabIndex={-1} className={styles.name}>
          {name}
        </code>
      ) : (
        <button
          type="button"
          id={anchors.request(name)}
          className={classes(styles.name, styles.go)}
          onClick={() => {
            showPlace('entry:policy.rego', span);
          }}
        >
          <code>{name}</code>
        </button>
      )}
      {reason !== shared && <span className={styles.reason}>{reason}</span>}
      {effect !== 'plain' && (
        <span className={styles.effect}>
          <ToneIcon tone="risk" size={14} />
          <span>
            {consequence}
            {overridden && ' (let through all the same)'}
          </span>
        </span>
      )}
    </li>
  );
}
