import type { ReactNode } from 'react';
import styles from './EmptyState.module.css';
import { Icon, type IconDrawing } from './Icon.tsx';

/** What a panel says when it has nothing to show: what was looked at, and what can be done. */
export function EmptyState({
  icon,
  title,
  children,
  actions,
}: {
  readonly icon?: IconDrawing;
  readonly title: string;
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
}) {
  return (
    <div className={styles.empty}>
      {icon !== undefined && <Icon of={icon} size={20} className={styles.icon} />}
      <p className={styles.title}>{title}</p>
      {children !== undefined && <div className={styles.words}>{children}</div>}
      {actions !== undefined && <div className={styles.actions}>{actions}</div>}
    </div>
  );
}
