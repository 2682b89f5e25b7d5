import Ban from 'lucide-react/icons/ban';
import Check from 'lucide-react/icons/check';
import CircleHelp from 'lucide-react/icons/circle-help';
import CircleX from 'lucide-react/icons/circle-x';
import { classes } from '#ui/classes.ts';
import { Icon, type IconDrawing } from '#ui/Icon.tsx';
import { outcomeWords, type OutcomeKind } from './outcome-words.ts';
import styles from './Steps.module.css';

const icons = {
  allowed: Check,
  denied: Ban,
  undefined: CircleHelp,
  failed: CircleX,
  unreadable: CircleX,
} as const satisfies Record<OutcomeKind, IconDrawing>;

/** An outcome, by shape and word and colour. */
export function OutcomeMark({ outcome }: { readonly outcome: OutcomeKind }) {
  return (
    <span className={classes(styles.outcome, styles[outcome])}>
      <Icon of={icons[outcome]} size={14} />
      {outcomeWords[outcome]}
    </span>
  );
}
