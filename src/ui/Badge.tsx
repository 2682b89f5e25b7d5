import type { ReactNode } from 'react';
import styles from './Badge.module.css';
import { classes } from './classes.ts';
import { ToneIcon } from './ToneIcon.tsx';
import type { Tone } from './tone.ts';

/** A short word or count with a meaning. With `icon` the tone also has a shape. */
export function Badge({
  tone = 'neutral',
  icon = false,
  title,
  children,
}: {
  readonly tone?: Tone;
  readonly icon?: boolean;
  readonly title?: string;
  readonly children: ReactNode;
}) {
  return (
    <span className={classes(styles.badge, styles[tone])} title={title}>
      {icon && <ToneIcon tone={tone} size={14} />}
      {children}
    </span>
  );
}
