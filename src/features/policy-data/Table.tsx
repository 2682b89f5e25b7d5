import type { Json } from '#core/policy/simulate/json.ts';
import type { Span } from '#core/text/span.ts';
import { policyTab } from '#state/policy-text.ts';
import { revealPlace } from '#state/view.ts';
import type { ReactNode } from 'react';
import styles from './Data.module.css';

export interface TableRow {
  readonly key: string;
  /** One for each column. */
  readonly cells: readonly ReactNode[];
}

/** A plain table; where it has no room, each row stands as a group of lines with the names of their columns. */
export function Table({
  label,
  columns,
  rows,
}: {
  readonly label: string;
  readonly columns: readonly string[];
  readonly rows: readonly TableRow[];
}) {
  return (
    <table className={styles.table} aria-label={label}>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column} scope="col">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, cells }) => (
          <tr key={key}>
            {columns.map((column, index) => (
              <td key={column} data-column={column}>
                {cells[index]}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Leads to where it stands in the policy. */
export function Place({ span, children }: { readonly span: Span; readonly children: ReactNode }) {
  return (
    <button
      type="button"
      className={styles.place}
      onClick={() => {
        revealPlace(policyTab, span);
      }}
    >
      {children}
    </button>
  );
}

/** A constant; the items of a list one below the other. */
export function Value({ value }: { readonly value: Json }) {
  const items = Array.isArray(value) ? (value as readonly Json[]) : [value];
  if (items.length === 0) return <span className={styles.muted}>none</span>;
  return items.map((item, index) => (
    <code key={`${String(index)} ${jsonText(item)}`} className={styles.json}>
      {jsonText(item)}
    </code>
  ));
}

export function jsonText(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
