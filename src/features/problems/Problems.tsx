import { analysisStore } from '#state/analysis.ts';
import { announce } from '#state/announcer.ts';
import { revealPlace } from '#state/view.ts';
import { applyFix } from '#state/workspace.ts';
import type { Diagnostic, Fix } from '#core/diagnostics/diagnostic.ts';
import { nextIndex } from '#ui/roving.ts';
import { useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { useStore } from 'zustand';
import { Refusal } from '../common/Refusal.tsx';
import { StaleWhile } from '../common/StaleWhile.tsx';
import { useFindings } from '../common/use-findings.ts';
import { NothingFound } from './NothingFound.tsx';
import { ProblemFilterBar } from './ProblemFilterBar.tsx';
import { ProblemItem } from './ProblemItem.tsx';
import styles from './Problems.module.css';
import { filterRows, problemRows, type ProblemRow } from './rows.ts';
import { problemFilter } from './show-problems.ts';

/** A text full of mistakes may have thousands; nobody reads them and every letter would render them. */
const mostShown = 300;

/** Everything that was found, errors first. Arrows move, Enter goes to the place, right and left open and close details. */
export function Problems() {
  const { analysis, analysed } = useStore(analysisStore);
  const filter = useStore(problemFilter);
  const findings = useFindings();
  const [active, setActive] = useState<string>();
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const [refused, setRefused] = useState<readonly Diagnostic[]>([]);
  const list = useRef<HTMLUListElement>(null);
  const rows = useMemo(
    () => (analysed === undefined ? [] : problemRows(findings, analysed)),
    [findings, analysed],
  );
  const shown = filterRows(rows, filter);
  const current = shown.find(({ id }) => id === active) ?? shown[0];

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
  const fix = (chosen: Fix) => {
    const reasons = applyFix(chosen);
    setRefused(reasons);
    announce(reasons.length === 0 ? `Done: ${chosen.title}` : 'The fix was not applied');
  };

  function onKeyDown(event: KeyboardEvent) {
    if (event.altKey || event.ctrlKey || event.metaKey || current === undefined) return;
    if (event.key === 'ArrowRight' || event.key === 'ArrowLeft') {
      toggle(current.id, event.key === 'ArrowRight');
      event.preventDefault();
      return;
    }
    const next = nextIndex(event.key, shown.indexOf(current), shown.length, 'vertical');
    const row = next === undefined ? undefined : shown[next];
    if (row === undefined) return;
    event.preventDefault();
    setActive(row.id);
    list.current?.querySelector<HTMLElement>(`[data-problem="${CSS.escape(row.id)}"]`)?.focus();
  }

  return (
    <div className={styles.problems}>
      <ProblemFilterBar rows={rows} shown={shown.length} />
      <Refusal
        title="The fix was not applied"
        diagnostics={refused}
        onDismiss={() => {
          setRefused([]);
        }}
      />
      {shown.length === 0 && analysis !== undefined && (
        <NothingFound checks={analysis.checks} hidden={rows.length} />
      )}
      <StaleWhile className={styles.scroll}>
        <ul ref={list} aria-label="Problems" className={styles.list}>
          {shown.slice(0, mostShown).map((row) => (
            <ProblemItem
              key={row.id}
              row={row}
              isCurrent={row === current}
              isOpen={open.has(row.id)}
              onKeyDown={onKeyDown}
              onGo={go}
              onToggle={toggle}
              onFix={fix}
            />
          ))}
        </ul>
        {shown.length > mostShown && (
          <p className={styles.more}>
            {shown.length - mostShown} more are not listed: narrow the list with the filter.
          </p>
        )}
      </StaleWhile>
    </div>
  );
}
