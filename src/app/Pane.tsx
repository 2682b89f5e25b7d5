import type { ReactNode } from 'react';
import { ErrorBoundary } from '#features/errors/ErrorBoundary.tsx';
import { classes } from '#ui/classes.ts';
import styles from './Pane.module.css';
import type { PaneName } from './panes.ts';

/** A part of the page with a name, a stop of F6, and a wall around its defects. */
export function Pane({
  name,
  label,
  className,
  children,
}: {
  readonly name: PaneName;
  readonly label: string;
  readonly className?: string | undefined;
  readonly children: ReactNode;
}) {
  return (
    <section data-pane={name} aria-label={label} tabIndex={-1} className={classes(styles.pane, className)}>
      <ErrorBoundary part={label}>{children}</ErrorBoundary>
    </section>
  );
}
