import type { Example } from '#examples/example.ts';
import { classes } from '#ui/classes.ts';
import { nextIndex } from '#ui/roving.ts';
import { ToneIcon } from '#ui/ToneIcon.tsx';
import { VisuallyHidden } from '#ui/VisuallyHidden.tsx';
import { useId, useRef, type KeyboardEvent } from 'react';
import { formatCount } from '../common/format.ts';
import { countBySeverity, severities, severityWords } from '../common/severity.ts';
import styles from './Starters.module.css';
import type { Findings } from './use-findings.ts';

/** One group of examples; arrows move and select. */
export function StarterList({
  title,
  examples,
  findings,
  selected,
  onSelect,
  onChoose,
}: {
  readonly title: string;
  readonly examples: readonly Example[];
  readonly findings: Findings;
  readonly selected: string | undefined;
  readonly onSelect: (id: string) => void;
  /** A choice that was pressed, not passed by with the arrows. */
  readonly onChoose: () => void;
}) {
  const heading = useId();
  const list = useRef<HTMLUListElement>(null);
  const at = examples.findIndex(({ id }) => id === selected);

  function onKeyDown(event: KeyboardEvent) {
    const next = nextIndex(event.key, at, examples.length, 'vertical');
    const example = next === undefined ? undefined : examples[next];
    if (example === undefined) return;
    event.preventDefault();
    onSelect(example.id);
    list.current?.querySelector<HTMLElement>(`[data-example="${CSS.escape(example.id)}"]`)?.focus();
  }

  return (
    <section aria-labelledby={heading}>
      <h3 id={heading} className={styles.group}>
        {title}
      </h3>
      <ul ref={list} className={styles.list}>
        {examples.map(({ id, title: name }, index) => (
          <li key={id}>
            <button
              type="button"
              data-example={id}
              aria-current={id === selected ? 'true' : undefined}
              tabIndex={id === selected || (at < 0 && index === 0) ? 0 : -1}
              className={classes(styles.choice, id === selected && styles.selected)}
              onKeyDown={onKeyDown}
              onClick={() => {
                onSelect(id);
                onChoose();
              }}
            >
              <span>{name}</span>
              <Counts findings={findings} id={id} />
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Counts({ findings, id }: { readonly findings: Findings; readonly id: string }) {
  const analysis = findings.get(id);
  if (analysis === undefined) return null;
  const counts = countBySeverity(analysis.diagnostics);
  return (
    <span className={styles.counts}>
      {severities
        .filter((severity) => counts[severity] > 0 && severity !== 'info')
        .map((severity) => (
          <span key={severity} className={styles.count}>
            <ToneIcon tone={severityWords[severity].tone} size={14} />
            <span aria-hidden="true">{counts[severity]}</span>
            <VisuallyHidden>{formatCount(counts[severity], severityWords[severity].word)}</VisuallyHidden>
          </span>
        ))}
    </span>
  );
}
