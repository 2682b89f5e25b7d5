import { useId, type ReactNode } from 'react';
import styles from './Field.module.css';
import { ToneIcon } from './ToneIcon.tsx';

/** What every field has around its control. */
export interface FieldWords {
  readonly label: string;
  /** Keeps the label for screen readers alone, where the place already says it. */
  readonly hideLabel?: boolean;
  readonly description?: ReactNode;
  /** Why the value will not do; shown in place and read with the field. */
  readonly error?: string | undefined;
}

/** The ids and attributes that join a control to its words. */
export interface FieldLinks {
  readonly id: string;
  readonly 'aria-describedby': string | undefined;
  readonly 'aria-invalid': true | undefined;
}

/** Label above, control, description and error below. */
export function Field({
  label,
  hideLabel = false,
  description,
  error,
  children,
}: FieldWords & { readonly children: (links: FieldLinks) => ReactNode }) {
  const id = useId();
  const described = [description !== undefined && `${id}-description`, error !== undefined && `${id}-error`]
    .filter((part) => part !== false)
    .join(' ');
  return (
    <div className={styles.field}>
      <label htmlFor={id} className={hideLabel ? styles.hidden : styles.label}>
        {label}
      </label>
      {children({
        id,
        'aria-describedby': described === '' ? undefined : described,
        'aria-invalid': error === undefined ? undefined : true,
      })}
      {error !== undefined && (
        <p id={`${id}-error`} className={styles.error}>
          <ToneIcon tone="error" size={14} />
          {error}
        </p>
      )}
      {description !== undefined && (
        <p id={`${id}-description`} className={styles.description}>
          {description}
        </p>
      )}
    </div>
  );
}
