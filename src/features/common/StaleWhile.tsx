import { classes } from '#ui/classes.ts';
import type { ReactNode } from 'react';
import styles from './StaleWhile.module.css';
import { useAnalysisStale } from './use-workspace.ts';

/** Fades what it holds while that is of an older text. What it holds is not rendered again for that. */
export function StaleWhile({
  className,
  children,
}: {
  readonly className?: string | undefined;
  readonly children: ReactNode;
}) {
  const stale = useAnalysisStale();
  return <div className={classes(className, stale && styles.stale)}>{children}</div>;
}
