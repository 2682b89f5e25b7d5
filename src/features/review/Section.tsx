import { useId, type ReactNode } from 'react';
import { classes } from '#ui/classes.ts';
import styles from './Section.module.css';

/** A titled part of the answer; F6 stops at those that have a pane's name. */
export function Section({
  title,
  aside,
  pane,
  id,
  className,
  children,
}: {
  readonly title: ReactNode;
  /** At the end of the title's line. */
  readonly aside?: ReactNode;
  readonly pane?: 'findings' | 'files' | 'measured';
  /** The element that evidence leads to. */
  readonly id?: string;
  readonly className?: string | undefined;
  readonly children: ReactNode;
}) {
  const heading = useId();
  return (
    <section
      id={id}
      data-pane={pane}
      tabIndex={-1}
      aria-labelledby={heading}
      className={classes(styles.section, className)}
    >
      <div className={styles.head}>
        <h2 id={heading} className={styles.title}>
          {title}
        </h2>
        {aside !== undefined && <div className={styles.aside}>{aside}</div>}
      </div>
      {children}
    </section>
  );
}
