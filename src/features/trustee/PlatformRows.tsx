import type { BindingRow } from '#core/measurement/binding.ts';
import { platformOf } from '#core/platform/platform.ts';
import { CopyButton } from '#ui/CopyButton.tsx';
import { ToneIcon } from '#ui/ToneIcon.tsx';
import { MeasuredValue } from '../outputs/MeasuredValue.tsx';
import { Derivation } from './Derivation.tsx';
import { fixDocument } from './fix-document.ts';
import { FindingList } from './FindingList.tsx';
import {
  carriedTitle,
  claimTitle,
  deliveryWords,
  fittingWords,
  mismatchWords,
  plaintextWords,
  routeName,
  verifierMismatchWords,
  writerWords,
} from './route-words.ts';
import styles from './Trustee.module.css';
import { Unfolding } from './Unfolding.tsx';

/** What the usual way of a platform carries, for the line of a list. */
export function PlatformAside({ rows }: { readonly rows: readonly BindingRow[] }) {
  const [row] = rows;
  if (row === undefined) return null;
  const { carried } = row;
  const worst =
    row.traps.find(({ severity }) => severity === 'error') ??
    row.traps.find(({ severity }) => severity === 'warning');
  return (
    <span className={styles.aside}>
      {carried.kind === 'value' ? (
        <>
          <code className={styles.short}>{carried.value.hex.slice(0, 8)}…</code>
          {carried.field}, {fittingWords(carried)}
        </>
      ) : (
        carriedTitle(carried)
      )}
      {worst !== undefined && <ToneIcon tone={worst.severity === 'error' ? 'error' : 'risk'} size={14} />}
    </span>
  );
}

/** All ways of one platform: the chosen one, or the usual one, in full and the others below it. */
export function PlatformRows({
  rows,
  chosen,
}: {
  readonly rows: readonly BindingRow[];
  readonly chosen: string | undefined;
}) {
  const main = rows.find(({ route }) => route.id === chosen) ?? rows[0];
  if (main === undefined) return null;
  const others = rows.filter((row) => row !== main);
  return (
    <div className={styles.rows}>
      <RowDetails row={main} />
      {others.map((row) => (
        <Unfolding
          key={row.route.id}
          summary={routeName(row.route)}
          aside={<Difference row={row} from={main} />}
        >
          {() => <RowDetails row={row} />}
        </Unfolding>
      ))}
    </div>
  );
}

function Difference({ row, from }: { readonly row: BindingRow; readonly from: BindingRow }) {
  const words =
    row.carried.kind !== from.carried.kind
      ? carriedTitle(row.carried)
      : row.carried.kind === 'value' && !row.carried.confirmed
        ? 'not confirmed'
        : 'the same value';
  return <span className={styles.aside}>{words}</span>;
}

function RowDetails({ row }: { readonly row: BindingRow }) {
  const { route, carried, launch, verifier, claim, traps } = row;
  const { name } = platformOf(route.platform);
  return (
    <div className={styles.row}>
      <FindingList findings={traps} label={`Findings on ${routeName(route)}`} onFix={fixDocument} />
      <div className={styles.value}>
        <h4 className={styles.subheading}>
          {carriedTitle(carried)}
          {carried.kind === 'value' && <span className={styles.aside}>{fittingWords(carried)}</span>}
        </h4>
        {carried.kind === 'value' && (
          <MeasuredValue value={carried.value} name={`${carried.field} on ${name}`} />
        )}
        {carried.kind === 'refused' && (
          <p className={styles.words}>
            It logs <code>{carried.message}</code>
          </p>
        )}
        {carried.kind === 'nothing' && <p className={styles.words}>{carried.reason}</p>}
      </div>
      <dl className={styles.facts}>
        <dt>Class and host</dt>
        <dd>{routeName(route)}</dd>
        <dt>Releases</dt>
        <dd>{route.releases}</dd>
        <dt>Who writes it</dt>
        <dd>
          {writerWords(route)}
          {route.writer.kind === 'host' && <code className={styles.code}>{route.writer.option}</code>}
        </dd>
        <dt>How the document gets in</dt>
        <dd>{deliveryWords(route)}</dd>
        <dt>The guest at launch</dt>
        <dd>
          {launch.does} <strong>On a mismatch:</strong> {mismatchWords(launch)}
          {launch.kind === 'compares' && <LogLine message={launch.message} />}
          {launch.kind === 'extends' && launch.refusal !== undefined && <LogLine message={launch.refusal} />}
        </dd>
        <dt>Document sent to Trustee</dt>
        <dd>{plaintextWords(route)}</dd>
        <dt>Trustee’s verifier</dt>
        <dd>
          {verifier.does} <strong>On a mismatch:</strong> {verifierMismatchWords(verifier)}
          {verifier.kind === 'compares' && verifier.message !== undefined && (
            <LogLine message={verifier.message} />
          )}
        </dd>
        <dt>
          Claim <code>init_data</code>
        </dt>
        <dd>
          {claimTitle(row)}
          {claim.kind === 'value' && (
            <span className={styles.claim}>
              <code>{claim.value}</code>
              <CopyButton text={claim.value} what={`the claim of ${name}`} iconOnly size="small" />
            </span>
          )}
        </dd>
      </dl>
      <Unfolding summary="How the value comes out of the document, byte by byte">
        {() => <Derivation steps={row.steps} />}
      </Unfolding>
      <p className={styles.source}>Read in {route.source}</p>
    </div>
  );
}

function LogLine({ message }: { readonly message: string }) {
  return (
    <>
      {' '}
      Search the logs for <code>{message}</code>
    </>
  );
}
