import { SearchField } from '#ui/TextField.tsx';
import { Segmented } from '#ui/Segmented.tsx';
import { Select } from '#ui/Select.tsx';
import { useStore } from 'zustand';
import { countBySeverity, severities, severityWords } from '../common/severity.ts';
import { labelOfSource } from '../common/sources.ts';
import styles from './Problems.module.css';
import { sourcesOf, type ProblemRow } from './rows.ts';
import { problemFilter, setProblemFilter } from './show-problems.ts';

/** Narrows the list by severity, by text and by words. */
export function ProblemFilterBar({
  rows,
  shown,
}: {
  readonly rows: readonly ProblemRow[];
  readonly shown: number;
}) {
  const filter = useStore(problemFilter);
  const counts = countBySeverity(rows.map(({ diagnostic }) => diagnostic));
  const sources = sourcesOf(rows);
  return (
    <fieldset aria-label="Filter problems" className={styles.filter}>
      <Segmented
        label="Severity"
        hideLabel
        value={filter.severity ?? 'all'}
        segments={[
          { value: 'all' as const, label: `All ${String(rows.length)}` },
          ...severities.map((severity) => ({
            value: severity,
            label: `${severityWords[severity].plural} ${String(counts[severity])}`,
          })),
        ]}
        onChange={(value) => {
          setProblemFilter({ severity: value === 'all' ? undefined : value });
        }}
      />
      <Select
        label="Text"
        hideLabel
        value={filter.source ?? ''}
        options={[
          { value: '', label: 'All texts' },
          ...[...new Set([...sources, ...(filter.source === undefined ? [] : [filter.source])])].map(
            (source) => ({
              value: source as string,
              label: labelOfSource(source),
            }),
          ),
        ]}
        onChange={(value) => {
          setProblemFilter({ source: sources.find((source) => source === value) });
        }}
      />
      <SearchField
        label="Words in problems"
        placeholder="Filter"
        value={filter.text}
        onChange={(text) => {
          setProblemFilter({ text });
        }}
      />
      {shown !== rows.length && (
        <span className={styles.shown}>
          {shown} of {rows.length} shown
        </span>
      )}
    </fieldset>
  );
}
