import type { FoundDigest } from '#core/recognition/found.ts';
import type { RequestLog, TokenFacts } from '#core/review/review.ts';
import { reviewStore, setExpected } from '#state/review.ts';
import { Button } from '#ui/Button.tsx';
import { CodeBlock } from '#ui/CodeBlock.tsx';
import { HexGroups } from '#ui/HexGroups.tsx';
import { formatCount, formatNumber } from '../common/format.ts';
import { explainEvents } from '../policy/receive.ts';
import { Section } from './Section.tsx';
import styles from './Tables.module.css';

const mostShown = 200;

/** The claims of an attestation token, as it makes them: nothing here looked at its signature. */
export function Token({ token }: { readonly token: TokenFacts }) {
  const { algorithm, type, signature, claims, submodule } = token;
  const header = [type, algorithm].filter((part) => part !== undefined).join(', ');
  return (
    <Section title="Claims of an attestation token" aside={header === '' ? undefined : <code>{header}</code>}>
      <p className={styles.words}>
        {signature === 'empty'
          ? 'The token carries no signature: anybody can have written it.'
          : 'The signature was not looked at: these are claims, and anybody can have written them.'}
        {submodule !== undefined && ` The claim about Init-Data stands under ${submodule}.`}
      </p>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">Claim</th>
            <th scope="col">Value</th>
          </tr>
        </thead>
        <tbody>
          {claims.slice(0, mostShown).map(({ path, value }) => (
            <tr key={path}>
              <th scope="row">
                <code className={styles.field}>{path}</code>
              </th>
              <td>
                <code className={styles.field}>{value}</code>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {claims.length > mostShown && (
        <p className={styles.words}>{formatNumber(claims.length - mostShown)} more claims are not listed.</p>
      )}
    </Section>
  );
}

/** Requests to an agent policy, as an event or a log tells them. */
export function Requests({ requests }: { readonly requests: RequestLog }) {
  const { kind, entries } = requests;
  return (
    <Section
      title={kind === 'denial' ? 'A request that a policy blocked' : 'Requests to an agent policy'}
      aside={formatCount(entries.length, 'request')}
    >
      <p className={styles.words}>
        This is not Init-Data: it is what an agent asked its policy. The policy itself is in the Init-Data of
        the pod.
      </p>
      <div>
        <Button size="small" onClick={() => void lookInto()}>
          Look into it in Policy
        </Button>
      </div>
      <ul className={styles.rows}>
        {entries.slice(0, mostShown).map(({ request, input }, index) => (
          // The same request may come many times.
          // oxlint-disable-next-line react/no-array-index-key
          <li key={index} className={styles.row}>
            <code className={styles.main}>{request}</code>
            {input !== undefined && (
              <CodeBlock text={input} label={`Input of ${request}`} wrap="lines" height="limited" />
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** The paste as a whole, because the Policy mode reads more of it than is shown here. */
async function lookInto(): Promise<void> {
  const { paste } = reviewStore.getState();
  if (paste === undefined) return;
  await explainEvents(
    paste.kind === 'text'
      ? paste.text
      : paste.kind === 'file'
        ? await paste.file.text()
        : new TextDecoder().decode(paste.bytes),
  );
}

/** Digests that stood in the paste; each can become the value to compare with. */
export function PastedDigests({
  digests,
  canCompare,
}: {
  readonly digests: readonly FoundDigest[];
  readonly canCompare: boolean;
}) {
  if (digests.length === 0) return null;
  return (
    <Section title="Digests in the paste" aside={formatCount(digests.length, 'value')}>
      <ul className={styles.rows}>
        {digests.slice(0, mostShown).map(({ hex, written, bytes, encoding, zeroTail, label, span }) => (
          <li key={`${written} ${String(span?.from)}`} className={styles.row}>
            <span className={styles.main}>
              <HexGroups hex={hex} name={label ?? 'digest'} tone="neutral" />
              <span className={styles.second}>
                {[
                  label,
                  `${formatNumber(bytes)} bytes, ${encoding}`,
                  zeroTail > 0 ? `the last ${formatNumber(zeroTail)} are zero` : undefined,
                ]
                  .filter((part) => part !== undefined)
                  .join(' · ')}
              </span>
            </span>
            {canCompare && (
              <Button
                size="small"
                onClick={() => {
                  setExpected(written);
                }}
              >
                Compare with it
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}
