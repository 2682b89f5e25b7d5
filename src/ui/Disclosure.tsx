import ChevronRight from 'lucide-react/icons/chevron-right';
import type { ReactNode } from 'react';
import styles from './Disclosure.module.css';
import { Icon } from './Icon.tsx';

/** A heading that opens and closes what stands below it. */
export function Disclosure({
  summary,
  aside,
  open = false,
  onToggle,
  children,
}: {
  readonly summary: ReactNode;
  /** At the end of the line, such as a count. */
  readonly aside?: ReactNode;
  /** Open at first; afterwards the person decides. */
  readonly open?: boolean;
  readonly onToggle?: (open: boolean) => void;
  readonly children: ReactNode;
}) {
  return (
    <details
      className={styles.details}
      open={open}
      onToggle={(event) => {
        onToggle?.(event.currentTarget.open);
      }}
    >
      <summary className={styles.summary}>
        <Icon of={ChevronRight} size={14} className={styles.chevron} />
        <span className={styles.words}>{summary}</span>
        {aside}
      </summary>
      <div className={styles.content}>{children}</div>
    </details>
  );
}
