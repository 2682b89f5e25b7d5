import type { RequestVerdict } from '#core/policy/matrix/verdict.ts';
import { openRow, pointAt, policyView } from '#state/policy-view.ts';
import { compareStore } from '#state/policy-compare.ts';
import { policyStore } from '#state/policy-store.ts';
import { Banner } from '#ui/Banner.tsx';
import { classes } from '#ui/classes.ts';
import { Segmented } from '#ui/Segmented.tsx';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { Compare } from './Compare.tsx';
import { comparedByName, comparedWithGenpolicy, differs } from './comparing.ts';
import { groupOf, groupWords, countsSentence, type MeaningGroup, type ShownFilter } from './matrix-words.ts';
import styles from './Matrix.module.css';
import { MatrixRow } from './MatrixRow.tsx';

const groups = Object.keys(groupWords) as readonly MeaningGroup[];

/** All requests of the agent, with what the policy does with each, where that comes from and what it means. */
export function MatrixPanel() {
  const matrix = useStore(policyStore, (state) => state.matrix);
  const stale = useStore(policyStore, (state) => state.isBehind);
  const isSearching = useStore(policyStore, (state) => state.isSearching);
  const [filter, setFilter] = useState<ShownFilter>('all');
  const list = useRef<HTMLDivElement>(null);
  const compared = useCompared(matrix?.answer.rows);
  useFollowedCursor(list);
  if (matrix === undefined) return <p className={styles.waiting}>Asking the policy…</p>;
  const { answer, of } = matrix;
  const { rows } = answer;
  const different = rows.filter(({ name }) => {
    const found = compared?.get(name);
    return found !== undefined && differs(found);
  });
  const exposed = rows.filter(({ effect }) => effect === 'exposes');
  const broken = rows.filter(({ effect }) => effect === 'breaks');
  const shown = { all: rows, exposes: exposed, breaks: broken, differs: different }[
    filter === 'differs' && compared === undefined ? 'all' : filter
  ];
  return (
    <div className={styles.matrix}>
      <div className={styles.summary}>
        <Failures answer={answer} />
        <p className={styles.counts}>{countsSentence(rows)}</p>
        <Segmented<ShownFilter>
          label="Which requests"
          hideLabel
          value={filter}
          onChange={setFilter}
          segments={[
            { value: 'all', label: `All ${String(rows.length)}` },
            { value: 'exposes', label: `Wide open ${String(exposed.length)}` },
            { value: 'breaks', label: `Pod lacks ${String(broken.length)}` },
            ...(compared === undefined
              ? []
              : [{ value: 'differs' as const, label: `Differs ${String(different.length)}` }]),
          ]}
        />
        <Compare />
        {!answer.complete && (
          <p className={styles.partial}>
            {isSearching
              ? 'Inputs are still being tried.'
              : 'Not every input could be tried in the time there was.'}
          </p>
        )}
      </div>
      <div
        ref={list}
        className={classes(styles.groups, stale && styles.stale)}
        onPointerLeave={() => {
          pointAt(undefined);
        }}
      >
        {groups.map((group) => (
          <Group
            key={group}
            title={groupWords[group]}
            rows={shown.filter(({ name }) => groupOf[name] === group)}
            policy={of.policy}
            compared={compared}
          />
        ))}
        {shown.length === 0 && <p className={styles.waiting}>There is none.</p>}
      </div>
    </div>
  );
}

function Group({
  title,
  rows,
  policy,
  compared,
}: {
  readonly title: string;
  readonly rows: readonly RequestVerdict[];
  readonly policy: string;
  readonly compared: ReturnType<typeof comparedByName> | undefined;
}) {
  if (rows.length === 0) return null;
  return (
    <section className={styles.group}>
      <h3 className={styles.title}>{title}</h3>
      <ul className={styles.rows}>
        {rows.map((row) => (
          <MatrixRow key={row.name} row={row} policy={policy} compared={compared?.get(row.name)} />
        ))}
      </ul>
    </section>
  );
}

/** How the other side of a comparison stands to each request; undefined while nothing is compared. */
function useCompared(rows: readonly RequestVerdict[] | undefined) {
  const other = useStore(compareStore, (state) => state.other);
  const result = useStore(compareStore, (state) => state.result);
  return useMemo(() => {
    if (other?.kind === 'genpolicy' && rows !== undefined) return comparedWithGenpolicy(rows);
    return result?.answer.kind === 'compared' ? comparedByName(result.answer.rows) : undefined;
  }, [other, result, rows]);
}

/** What holds for every request at once. */
function Failures({
  answer: { loadError, failure, allowsFailures },
}: {
  readonly answer: {
    readonly loadError?: string;
    readonly failure?: string;
    readonly allowsFailures: boolean;
  };
}) {
  if (loadError !== undefined) {
    return (
      <Banner tone="error" title="The engine does not load this policy: the guest does not start with it">
        <p>{loadError}</p>
      </Banner>
    );
  }
  if (failure !== undefined) {
    return (
      <Banner tone="error" title="The engine loads this policy and then fails every request">
        <p>{failure}</p>
      </Banner>
    );
  }
  if (!allowsFailures) return null;
  return (
    <Banner tone="risk" title="AllowRequestsFailingPolicy is on: what is denied or undefined passes">
      <p>Only a request whose evaluation fails is refused. A later policy cannot turn this off reliably.</p>
    </Banner>
  );
}

/** Brings the row into view whose rule holds the cursor, unless the person is in the matrix themselves. */
function useFollowedCursor(list: { readonly current: HTMLElement | null }): void {
  useEffect(
    () =>
      policyView.subscribe((now, before) => {
        if (now.underCursor === before.underCursor || now.underCursor === undefined) return;
        if (list.current?.contains(document.activeElement) === true) return;
        list.current
          ?.querySelector(`[data-request="${now.underCursor}"]`)
          ?.scrollIntoView({ block: 'nearest' });
      }),
    [list],
  );
}

/** Opens a row of the matrix and brings it into view. */
export function showRow(name: RequestVerdict['name']): void {
  openRow(name, true);
  setTimeout(() => {
    const row = document.querySelector<HTMLElement>(`[data-request="${name}"] button`);
    row?.scrollIntoView({ block: 'nearest' });
    row?.focus();
  });
}
