import ChevronRight from 'lucide-react/icons/chevron-right';
import type { RequestVerdict } from '#core/policy/matrix/verdict.ts';
import { openRow, pointAt, policyView } from '#state/policy-view.ts';
import { classes } from '#ui/classes.ts';
import { Icon } from '#ui/Icon.tsx';
import { ToneIcon } from '#ui/ToneIcon.tsx';
import { memo, useId } from 'react';
import { useStore } from 'zustand';
import { differs, relationLabels, type Compared } from './comparing.ts';
import { answerLabel, answerTone, meaningOf } from './matrix-words.ts';
import styles from './Matrix.module.css';
import { MatrixDetails } from './MatrixDetails.tsx';

/** One request: its answer and what that means; opened, everything that is known about it. */
export const MatrixRow = memo(function MatrixRow({
  row,
  policy,
  compared,
}: {
  readonly row: RequestVerdict;
  readonly policy: string;
  readonly compared: Compared | undefined;
}) {
  const details = useId();
  const isOpen = useStore(policyView, ({ openRows }) => openRows.has(row.name));
  const isUnderCursor = useStore(policyView, ({ underCursor }) => underCursor === row.name);
  const tone = answerTone(row);
  const point = () => {
    pointAt(row.name);
  };
  return (
    <li
      data-request={row.name}
      className={classes(styles.row, isOpen && styles.open, isUnderCursor && styles.underCursor)}
    >
      <button
        type="button"
        aria-expanded={isOpen}
        aria-controls={isOpen ? details : undefined}
        className={styles.line}
        onPointerEnter={point}
        onFocus={point}
        onClick={() => {
          openRow(row.name, !isOpen);
        }}
      >
        <Icon of={ChevronRight} size={14} className={styles.chevron} />
        <span className={styles.name}>{row.name}</span>
        <span className={classes(styles.answer, styles[tone])}>
          {(tone === 'risk' || tone === 'error') && <ToneIcon tone={tone} size={14} />}
          {answerLabel(row)}
        </span>
        <span className={styles.meaning}>
          {meaningOf(row)}
          {compared !== undefined && compared.relation !== 'same' && (
            <span className={classes(styles.relation, differs(compared) && styles.differs)}>
              {relationLabels[compared.relation]}
            </span>
          )}
        </span>
      </button>
      {isOpen && (
        <div id={details} className={styles.details}>
          <MatrixDetails row={row} policy={policy} compared={compared} />
        </div>
      )}
    </li>
  );
});
