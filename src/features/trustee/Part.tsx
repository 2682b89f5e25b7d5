import { useId, type ReactNode } from 'react';
import styles from './Part.module.css';

/** A titled part of a panel, with what belongs to it as a whole at the end of the title's line. */
export function Part({
  title,
  aside,
  lead,
  children,
}: {
  readonly title: ReactNode;
  readonly aside?: ReactNode;
  /** A sentence or two on what is shown. */
  readonly lead?: ReactNode;
  readonly children: ReactNode;
}) {
  const id = useId();
  return (
    <section aria-labelledby={id} className={styles.part}>
      <div className={styles.head}>
        <h3 id={id} className={styles.title}>
          {title}
        </h3>
        {aside !== undefined && <div className={styles.aside}>{aside}</div>}
      </div>
      {lead !== undefined && <p className={styles.lead}>{lead}</p>}
      {children}
    </section>
  );
}
