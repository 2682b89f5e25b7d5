import { catalogue } from '#core/diagnostics/catalogue.ts';
import type { Diagnostic } from '#core/diagnostics/diagnostic.ts';
import { revealPlace } from '#state/view.ts';
import { labelOfSource } from '../common/sources.ts';
import { ConsumerTable } from './ConsumerTable.tsx';
import { RuleExamples } from './LazyRuleExamples.tsx';
import styles from './Problems.module.css';

/** Why it matters, what to do, who says what about it, and where the fact can be read. */
export function ProblemDetails({ diagnostic }: { readonly diagnostic: Diagnostic }) {
  const { why, hint, consumers = [], related = [], code } = diagnostic;
  return (
    <>
      {why !== undefined && (
        <p>
          <strong>Why it matters</strong> {why}
        </p>
      )}
      {hint !== undefined && (
        <p>
          <strong>What to do</strong> {hint}
        </p>
      )}
      <ConsumerTable consumers={consumers} />
      <RuleExamples code={code} />
      {related.length > 0 && (
        <ul className={styles.related}>
          {related.map(({ source, span, message }) => (
            <li key={`${source} ${String(span.from)} ${message}`}>
              <button
                type="button"
                className={styles.link}
                onClick={() => {
                  revealPlace(source, span);
                }}
              >
                {labelOfSource(source)}: {message}
              </button>
            </li>
          ))}
        </ul>
      )}
      <Fact code={code} />
    </>
  );
}

function Fact({ code }: { readonly code: Diagnostic['code'] }) {
  const { reference } = catalogue[code];
  const isAddress = reference.startsWith('https://');
  return (
    <p className={styles.fact}>
      <code>{code}</code>
      {isAddress ? (
        <a href={reference} target="_blank" rel="noreferrer">
          Read the fact at its source (leaves this page)
        </a>
      ) : (
        <span>Source: {reference}</span>
      )}
    </p>
  );
}
