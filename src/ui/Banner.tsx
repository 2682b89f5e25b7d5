import X from 'lucide-react/icons/x';
import type { ReactNode } from 'react';
import styles from './Banner.module.css';
import { classes } from './classes.ts';
import { IconButton } from './IconButton.tsx';
import { ToneIcon } from './ToneIcon.tsx';
import { VisuallyHidden } from './VisuallyHidden.tsx';

const words = { note: 'Note', ok: 'Done', risk: 'Risk', error: 'Error' } as const;

/** A message that stays until it is dealt with. Messages that vanish by themselves are not made here. */
export function Banner({
  tone,
  title,
  word = words[tone],
  children,
  actions,
  onDismiss,
}: {
  readonly tone: keyof typeof words;
  readonly title: ReactNode;
  /** The tone in words, for those who cannot see its colour. */
  readonly word?: string;
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
  readonly onDismiss?: () => void;
}) {
  return (
    <section className={classes(styles.banner, styles[tone])} aria-label={word}>
      <ToneIcon tone={tone} className={styles.icon} />
      <div className={styles.words}>
        <p className={styles.title}>
          <VisuallyHidden>{word}: </VisuallyHidden>
          {title}
        </p>
        {children !== undefined && <div className={styles.body}>{children}</div>}
        {actions !== undefined && <div className={styles.actions}>{actions}</div>}
      </div>
      {onDismiss !== undefined && <IconButton label="Dismiss" icon={X} size="small" onClick={onDismiss} />}
    </section>
  );
}
