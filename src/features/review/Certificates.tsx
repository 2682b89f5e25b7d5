import type { CertificateRow } from '#core/review/review.ts';
import { reviewStore } from '#state/review.ts';
import { classes } from '#ui/classes.ts';
import { HexGroups } from '#ui/HexGroups.tsx';
import { ToneIcon } from '#ui/ToneIcon.tsx';
import { useStore } from 'zustand';
import { formatCount } from '../common/format.ts';
import { dateWords, validityWords } from './certificate-words.ts';
import { anchors, showPlace } from './review-view.ts';
import { Section } from './Section.tsx';
import styles from './Tables.module.css';
import { placesIn, type ReviewText } from './texts.ts';

/** Who is trusted: every certificate in the files, with the time that it is good for. Nothing here checks a chain. */
export function Certificates({
  certificates,
  texts,
}: {
  readonly certificates: readonly CertificateRow[];
  readonly texts: readonly ReviewText[];
}) {
  const now = useStore(reviewStore, (state) => state.answeredAt);
  if (certificates.length === 0) return null;
  const placeOf = placesIn(texts);
  return (
    <Section title="Certificates" aside={formatCount(certificates.length, 'certificate')}>
      <table className={classes(styles.table, styles.four)}>
        <thead>
          <tr>
            <th scope="col">Subject</th>
            <th scope="col">Valid</th>
            <th scope="col">Kind</th>
            <th scope="col">Where</th>
          </tr>
        </thead>
        <tbody>
          {certificates.map((row, index) => (
            <tr key={`${row.field} ${String(row.span.from)}`} id={anchors.certificate(index)} tabIndex={-1}>
              <th scope="row">
                {row.readable ? <span className={styles.quoted}>{row.subject}</span> : 'not a certificate'}
                {row.readable && (
                  <span className={styles.second}>
                    {row.selfSigned === true ? (
                      'signed by itself'
                    ) : (
                      <>
                        issued by <span className={styles.quoted}>{row.issuer}</span>
                      </>
                    )}
                  </span>
                )}
              </th>
              <td>
                <span className={styles.state}>
                  {row.state !== 'current' && (
                    <ToneIcon tone={row.state === 'unknown' ? 'neutral' : 'error'} size={14} />
                  )}
                  {validityWords(row, now)}
                </span>
                {row.notBefore !== undefined && row.notAfter !== undefined && (
                  <span className={styles.second}>
                    {dateWords(row.notBefore)} to {dateWords(row.notAfter)}
                  </span>
                )}
              </td>
              <td>
                {row.readable && (row.authority === true ? 'CA' : 'not a CA')}
                {row.key !== undefined && <span className={styles.second}>{row.key}</span>}
              </td>
              <td>
                <code className={styles.field}>{row.field}</code>
                <button
                  type="button"
                  className={styles.place}
                  onClick={() => {
                    showPlace(row.source, row.span);
                  }}
                >
                  {placeOf(row.source, row.span.from)}
                </button>
                {row.sha256 !== undefined && (
                  <span className={styles.second}>
                    SHA-256 <HexGroups hex={row.sha256} name="fingerprint" tone="neutral" groups={2} />
                  </span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}
