import type { DiffRow, LineDiff } from '#core/review/compare/line-diff.ts';
import { Button } from '#ui/Button.tsx';
import { classes } from '#ui/classes.ts';
import { VisuallyHidden } from '#ui/VisuallyHidden.tsx';
import { useState } from 'react';
import { formatCount } from '../common/format.ts';
import { inlineRows, hasSeveralEnds, lineEndNames, pairedRows, withVisibleSpaces } from './diff-rows.ts';
import styles from './DiffView.module.css';

const atOnce = 1_000;

/** The lines that differ, with a few around them; in those, white space and line ends are written out. */
export function DiffView({
  diff,
  form,
  label,
}: {
  readonly diff: LineDiff;
  readonly form: 'inline' | 'beside';
  readonly label: string;
}) {
  const [most, setMost] = useState(atOnce);
  const rows = form === 'inline' ? inlineRows(diff) : pairedRows(diff);
  const ends = hasSeveralEnds(diff);
  return (
    <>
      <figure aria-label={`Differences of ${label}`} className={styles.view}>
        {/* Keys can scroll what has focus alone: WCAG 2.1.1 asks for this stop, the rule does not know it. */}
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
        <div tabIndex={0} className={styles.scroll}>
          <table className={classes(styles.table, form === 'beside' && styles.beside)}>
            {form === 'beside' && (
              <colgroup>
                <col className={styles.numbers} />
                <col />
                <col className={styles.numbers} />
                <col />
              </colgroup>
            )}
            <thead>
              <tr>
                {form === 'beside' ? (
                  <>
                    <th colSpan={2} scope="colgroup">
                      under review
                    </th>
                    <th colSpan={2} scope="colgroup">
                      the other one
                    </th>
                  </>
                ) : (
                  <>
                    <th scope="col">
                      <VisuallyHidden>line under review</VisuallyHidden>
                    </th>
                    <th scope="col">
                      <VisuallyHidden>line of the other one</VisuallyHidden>
                    </th>
                    <th scope="col">
                      <VisuallyHidden>text</VisuallyHidden>
                    </th>
                  </>
                )}
              </tr>
            </thead>
            <tbody>
              {rows.slice(0, most).map((row, index) => {
                // Rows have no other identity than their order.
                const key = index;
                if (row.kind === 'gap') return <Gap key={key} lines={row.lines} />;
                if (row.kind === 'pair') {
                  return (
                    <tr key={key}>
                      <Cells row={row.a} side="a" ends={ends} />
                      <Cells row={row.b} side="b" ends={ends} />
                    </tr>
                  );
                }
                return (
                  <tr key={key} className={styles[row.kind]}>
                    <td className={styles.number}>{row.kind === 'added' ? '' : row.a}</td>
                    <td className={styles.number}>{row.kind === 'removed' ? '' : row.b}</td>
                    <td className={styles.line}>
                      <LineText row={row} ends={ends} />
                    </td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </div>
      </figure>
      {rows.length > most && (
        <Button
          size="small"
          onClick={() => {
            setMost(most + atOnce);
          }}
        >
          Show {formatCount(Math.min(atOnce, rows.length - most), 'more row')}
        </Button>
      )}
    </>
  );
}

function Gap({ lines }: { readonly lines: number }) {
  return (
    <tr className={styles.gap}>
      <td colSpan={4}>{formatCount(lines, 'line')} the same</td>
    </tr>
  );
}

function Cells({
  row,
  side,
  ends,
}: {
  readonly row: DiffRow | undefined;
  readonly side: 'a' | 'b';
  readonly ends: boolean;
}) {
  if (row === undefined) {
    return (
      <td colSpan={2} className={styles.empty}>
        <VisuallyHidden>no such line</VisuallyHidden>
      </td>
    );
  }
  const number = side === 'a' ? (row.kind === 'added' ? '' : row.a) : row.kind === 'removed' ? '' : row.b;
  return (
    <>
      <td className={classes(styles.number, styles[row.kind])}>{number}</td>
      <td className={classes(styles.line, styles[row.kind])}>
        <LineText row={row} ends={ends} />
      </td>
    </>
  );
}

const signs = { same: ' ', removed: '−', added: '+' } as const;
const names = { same: '', removed: 'removed: ', added: 'added: ' } as const;

/** Longer lines are cut: a value on one line says little in a diff. */
const longest = 2_000;

function LineText({ row, ends }: { readonly row: DiffRow; readonly ends: boolean }) {
  const { kind, line } = row;
  const text = line.text.slice(0, longest);
  const isCut = line.text.length > longest;
  if (kind === 'same') {
    return (
      <code>
        <span className={styles.sign}>{signs.same}</span>
        {text}
        {isCut && '…'}
      </code>
    );
  }
  const { from, to } = row.changed ?? { from: 0, to: 0 };
  return (
    <code>
      <VisuallyHidden>{names[kind]}</VisuallyHidden>
      <span aria-hidden="true" className={styles.sign}>
        {signs[kind]}
      </span>
      {withVisibleSpaces(text.slice(0, from))}
      {to > from && <mark className={styles.changed}>{withVisibleSpaces(text.slice(from, to))}</mark>}
      {withVisibleSpaces(text.slice(to))}
      {isCut && '…'}
      {(ends || line.end !== 'lf') && <span className={styles.end}>{lineEndNames[line.end]}</span>}
    </code>
  );
}
