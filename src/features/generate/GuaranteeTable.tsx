import type { AnsweredGuarantee } from '#core/policy/generate/guarantees.ts';
import { Badge } from '#ui/Badge.tsx';
import { Disclosure } from '#ui/Disclosure.tsx';
import type { Tone } from '#ui/tone.ts';
import styles from './Generate.module.css';

const answers = {
  held: { word: 'Held', tone: 'ok' },
  open: { word: 'Left open', tone: 'risk' },
  untried: { word: 'Not tried', tone: 'neutral' },
  impossible: { word: 'No policy can', tone: 'note' },
} as const satisfies Record<AnsweredGuarantee['answer'], { readonly word: string; readonly tone: Tone }>;

/** What people ask of a policy for their pod, with the rule that answers and the requests that tried it. */
export function GuaranteeTable({ guarantees }: { readonly guarantees: readonly AnsweredGuarantee[] }) {
  return (
    <section aria-labelledby="generate-guarantees">
      <h3 id="generate-guarantees" className={styles.title}>
        What it holds, and what it cannot
      </h3>
      <ul className={styles.guarantees}>
        {guarantees.map((guarantee) => {
          const { word, tone } = answers[guarantee.answer];
          return (
            <li key={guarantee.question}>
              <Disclosure
                summary={<span className={styles.question}>{guarantee.question}</span>}
                aside={
                  <Badge tone={tone} icon>
                    {word}
                  </Badge>
                }
              >
                <Details guarantee={guarantee} />
              </Disclosure>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function Details({
  guarantee: { remark, rules, stopped, through },
}: {
  readonly guarantee: AnsweredGuarantee;
}) {
  return (
    <div className={styles.details}>
      <p>{remark}</p>
      <p className={styles.muted}>
        Rules{' '}
        {rules.map((rule, index) => (
          <span key={rule}>
            {index > 0 && ', '}
            <code className={styles.code}>{rule}</code>
          </span>
        ))}
      </p>
      <Attacks words="Gets through" titles={through} />
      <Attacks words="Stopped" titles={stopped} />
    </div>
  );
}

function Attacks({ words, titles }: { readonly words: string; readonly titles: readonly string[] }) {
  if (titles.length === 0) return null;
  return (
    <div className={styles.tries}>
      <p className={styles.muted}>{words}</p>
      <ul>
        {titles.map((title) => (
          <li key={title}>{title}</li>
        ))}
      </ul>
    </div>
  );
}
