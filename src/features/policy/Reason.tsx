import type { Span } from '#core/text/span.ts';
import type { Explained } from '#workers/policy-run-calls.ts';
import { relationWords, type OutcomeKind } from './outcome-words.ts';
import styles from './Steps.module.css';

/** Where the closest attempt stopped, what was seen there and what was wanted. */
export function Reason({
  entrypoint,
  outcome,
  explained,
  onPlace,
}: {
  readonly entrypoint: string;
  readonly outcome: OutcomeKind;
  readonly explained: Explained;
  /** Shows a statement in the policy. */
  readonly onPlace: (span: Span) => void;
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
              onPlace(stop.span);
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
