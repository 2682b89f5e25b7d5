import type { RequestVerdict, VerdictPlace } from '#core/policy/matrix/verdict.ts';
import { requestNamed } from '#core/policy/requests/request.ts';
import type { Span } from '#core/text/span.ts';
import { policyTab } from '#state/policy-text.ts';
import { revealPlace } from '#state/view.ts';
import { Button } from '#ui/Button.tsx';
import type { ReactNode } from 'react';
import { setDefault } from './actions.ts';
import type { Compared } from './comparing.ts';
import { answerReason, genpolicyWords, needWords } from './matrix-words.ts';
import styles from './Matrix.module.css';
import { WitnessRequest } from './WitnessRequest.tsx';
import { lineCounter } from './use-policy.ts';

/** Why the answer is what it is, where it comes from, what is at stake, and a request that shows it. */
export function MatrixDetails({
  row,
  policy,
  compared,
}: {
  readonly row: RequestVerdict;
  readonly policy: string;
  readonly compared: Compared | undefined;
}) {
  const request = requestNamed(row.name);
  const lineAt = lineCounter(policy);
  return (
    <>
      <p className={styles.reason}>{answerReason(row)}</p>
      <dl className={styles.facts}>
        <Fact term="What it does">
          {request.purpose} {request.sentWhen}
        </Fact>
        <Fact term="For the pod">
          {row.consequence.text} {needWords[request.need]}
        </Fact>
        {(row.fields.length > 0 || row.readsState) && (
          <Fact term="Depends on">
            <ul className={styles.chips}>
              {row.fields.map(({ text, spans }) => (
                <li key={text}>
                  <Place span={spans[0]} label={`input.${text}`} />
                </li>
              ))}
              {row.readsState && <li>what was decided before</li>}
            </ul>
          </Fact>
        )}
        <Fact term="Comes from">
          {row.places.length === 0 ? (
            'Nothing of this name is in the policy.'
          ) : (
            <ul className={styles.chips}>
              {row.places.map(({ role, span, name }) => (
                <li key={span.from}>
                  <Place span={name} label={`${role}, line ${String(lineAt(span.from))}`} />
                </li>
              ))}
            </ul>
          )}
        </Fact>
        <Fact term="genpolicy">By default {genpolicyWords[request.genpolicy]}.</Fact>
      </dl>
      <DefaultToggle row={row} policy={policy} />
      {row.allowed !== undefined && <WitnessRequest witness={row.allowed} title="A request that it allows" />}
      {row.refused !== undefined && (
        <WitnessRequest
          witness={row.refused}
          title={`A request that it ${row.refused.answer === 'denied' ? 'denies' : `answers with ${row.refused.answer}`}`}
        />
      )}
      {compared?.looser !== undefined && (
        <WitnessRequest witness={compared.looser} title="Allowed by the other one, not here" />
      )}
      {compared?.stricter !== undefined && (
        <WitnessRequest witness={compared.stricter} title="Allowed here, not by the other one" />
      )}
    </>
  );
}

function Fact({ term, children }: { readonly term: string; readonly children: ReactNode }) {
  return (
    <>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </>
  );
}

function Place({ span, label }: { readonly span: Span | undefined; readonly label: string }) {
  if (span === undefined) return <code>{label}</code>;
  return (
    <button
      type="button"
      className={styles.place}
      onClick={() => {
        revealPlace(policyTab, span);
      }}
    >
      {label}
    </button>
  );
}

/** What the request comes to where no rule answers, and the way to change that in the text. */
function DefaultToggle({ row, policy }: { readonly row: RequestVerdict; readonly policy: string }) {
  const value = defaultOf(row.places, policy);
  const offered = value === undefined ? [false, true] : [!value];
  return (
    <div className={styles.actions}>
      <span>{value === undefined ? 'It has no default.' : `Its default is ${String(value)}.`}</span>
      {offered.map((wanted) => (
        <Button key={String(wanted)} size="small" onClick={() => void setDefault(row.name, wanted)}>
          {value === undefined ? `Add default ${String(wanted)}` : `Set the default to ${String(wanted)}`}
        </Button>
      ))}
    </div>
  );
}

/** Of several defaults the engine takes the first. One that is neither true nor false counts as false. */
function defaultOf(places: readonly VerdictPlace[], policy: string): boolean | undefined {
  const found = places.find(({ role }) => role === 'default');
  if (found === undefined) return undefined;
  return /=\s*true\s*$/.test(policy.slice(found.span.from, found.span.to));
}
