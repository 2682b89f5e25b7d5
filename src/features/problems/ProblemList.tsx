import type { Fix } from '#core/diagnostics/diagnostic.ts';
import { revealPlace } from '#state/view.ts';
import { nextIndex } from '#ui/roving.ts';
import { useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { ProblemItem } from './ProblemItem.tsx';
import styles from './Problems.module.css';
import type { ProblemRow } from './rows.ts';

/** A text full of mistakes may have thousands; nobody reads them and every letter would render them. */
const mostShown = 300;

/** Findings, one stop of the Tab key: arrows move, Enter goes to the place, right and left open and close details. */
export function ProblemList({
  rows,
  onFix,
  reasonOf,
  more,
}: {
  readonly rows: readonly ProblemRow[];
  readonly onFix: (fix: Fix) => void;
  /** Why a person accepted a finding. */
  readonly reasonOf?: (row: ProblemRow) => string | undefined;
  /** What else can be done about a finding, below its details. */
  readonly more?: (row: ProblemRow) => ReactNode;
}) {
  const [active, setActive] = useState<string>();
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const list = useRef<HTMLUListElement>(null);
  const current = rows.find(({ id }) => id === active) ?? rows[0];

  const toggle = (id: string, wanted: boolean) => {
    setOpen((old) => {
      const next = new Set(old);
      if (wanted) next.add(id);
      else next.delete(id);
      return next;
    });
  };
  const go = ({ id, diagnostic }: ProblemRow) => {
    setActive(id);
    toggle(id, true);
    revealPlace(diagnostic.source, diagnostic.span);
  };

  function onKeyDown(event: KeyboardEvent) {
    if (event.altKey || event.ctrlKey || event.metaKey || current === undefined) return;
    if (event.key === 'ArrowRight' || event.key === 'ArrowLeft') {
      toggle(current.id, event.key === 'ArrowRight');
      event.preventDefault();
      return;
    }
    const next = nextIndex(event.key, rows.indexOf(current), rows.length, 'vertical');
    const row = next === undefined ? undefined : rows[next];
    if (row === undefined) return;
    event.preventDefault();
    setActive(row.id);
    list.current?.querySelector<HTMLElement>(`[data-problem="${CSS.escape(row.id)}"]`)?.focus();
  }

  return (
    <>
      <ul ref={list} aria-label="Problems" className={styles.list}>
        {rows.slice(0, mostShown).map((row) => (
          <ProblemItem
            key={row.id}
            row={row}
            isCurrent={row === current}
            isOpen={open.has(row.id)}
            onKeyDown={onKeyDown}
            onGo={go}
            onToggle={toggle}
            onFix={onFix}
            reason={reasonOf?.(row)}
            more={more?.(row)}
          />
        ))}
      </ul>
      {rows.length > mostShown && (
        <p className={styles.more}>
          {rows.length - mostShown} more are not listed: narrow the list with the filter.
        </p>
      )}
    </>
  );
}
