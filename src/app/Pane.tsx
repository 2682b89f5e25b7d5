import { useId, type ReactNode } from 'react';
import { ErrorBoundary } from '#features/errors/ErrorBoundary.tsx';
import { classes } from '#ui/classes.ts';
import { VisuallyHidden } from '#ui/VisuallyHidden.tsx';
import styles from './Pane.module.css';
import type { PaneName } from './panes.ts';

/** A part of the page with a heading for readers, a stop of F6, and a wall around its defects. */
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
  const id = useId();
  return (
    <section data-pane={name} aria-labelledby={id} tabIndex={-1} className={classes(styles.pane, className)}>
      <h2 id={id}>
        <VisuallyHidden>{label}</VisuallyHidden>
      </h2>
      <ErrorBoundary part={label}>{children}</ErrorBoundary>
    </section>
  );
}
