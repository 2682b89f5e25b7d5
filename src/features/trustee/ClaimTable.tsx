import type { Json } from '#core/trustee/json.ts';
import type { ClaimRow } from '#core/trustee/read-token.ts';
import { ToneIcon } from '#ui/ToneIcon.tsx';
import { HexGroups } from '#ui/HexGroups.tsx';
import { relationSentence, relationWords } from './token-words.ts';
import styles from './Token.module.css';

/** Claims of the preview and of a pasted token, row by row, with what is different set off by word and mark. */
export function ClaimTable({ rows }: { readonly rows: readonly ClaimRow[] }) {
  return (
    <>
      <p className={styles.sum} aria-live="polite">
        {relationSentence(rows)}
      </p>
      {rows.length > 0 && (
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">Claim</th>
              <th scope="col">Previewed</th>
              <th scope="col">In the token</th>
              <th scope="col">Comparison</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ path, previewed, found, relation }) => {
              const { word, tone } = relationWords[relation];
              return (
                <tr key={path}>
                  <th scope="row">
                    <code>{path}</code>
                  </th>
                  <td data-label="Previewed">
                    <Claim value={previewed} />
                  </td>
                  <td data-label="In the token">
                    {relation === 'same' ? (
                      <span className={styles.muted}>the same</span>
                    ) : (
                      <Claim value={found} compareTo={previewed} />
                    )}
                  </td>
                  <td>
                    <span className={styles.relation}>
                      {tone !== 'neutral' && <ToneIcon tone={tone} size={14} />}
                      {word}
                    </span>
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      )}
    </>
  );
}

const longest = 1_200;

function Claim({
  value,
  compareTo,
}: {
  readonly value: Json | undefined;
  readonly compareTo?: Json | undefined;
}) {
  if (value === undefined) return <span className={styles.muted}>not there</span>;
  if (typeof value === 'string' && /^[0-9a-f]{64,128}$/.test(value)) {
    const other = typeof compareTo === 'string' && compareTo.length === value.length ? compareTo : undefined;
    return (
      <HexGroups
        hex={value}
        name="claim"
        compareTo={other}
        tone={compareTo === undefined ? 'measured' : 'neutral'}
      />
    );
  }
  const text = typeof value === 'string' ? value : JSON.stringify(value, undefined, 1);
  return <code className={styles.json}>{text.length <= longest ? text : `${text.slice(0, longest)}…`}</code>;
}
