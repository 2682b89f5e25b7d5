import { catalogue } from '#core/diagnostics/catalogue.ts';
import type { Diagnostic, SourceName } from '#core/diagnostics/diagnostic.ts';
import type { Span } from '#core/text/span.ts';
import { revealPlace } from '#state/view.ts';
import { labelOfSource } from '../common/sources.ts';
import { ConsumerTable } from './ConsumerTable.tsx';
import { RuleExamples } from './LazyRuleExamples.tsx';
import styles from './Problems.module.css';

/** How the texts that findings point into are called where they are shown, and how one gets to a place in them. */
export interface Places {
  readonly nameOf: (source: SourceName) => string;
  readonly show: (source: SourceName, span: Span) => void;
}

const inEditors: Places = { nameOf: labelOfSource, show: revealPlace };

/** Why it matters, what to do, who says what about it, and where the fact can be read. */
export function ProblemDetails({
  diagnostic,
  places = inEditors,
}: {
  readonly diagnostic: Diagnostic;
  readonly places?: Places;
}) {
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
                  places.show(source, span);
                }}
              >
                {places.nameOf(source)}: {message}
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
