import { useId, type ReactNode } from 'react';
import styles from './Checkbox.module.css';
import { classes } from './classes.ts';

interface CheckProps {
  readonly label: ReactNode;
  readonly description?: ReactNode;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  readonly disabled?: boolean;
}

export function Checkbox(props: CheckProps) {
  return <Check {...props} kind="checkbox" />;
}

/** A setting that takes effect at once. */
export function Switch(props: CheckProps) {
  return <Check {...props} kind="switch" />;
}

function Check({
  label,
  description,
  checked,
  onChange,
  disabled = false,
  kind,
}: CheckProps & { readonly kind: 'checkbox' | 'switch' }) {
  const id = useId();
  return (
    <div className={styles.row}>
      <input
        type="checkbox"
        role={kind === 'switch' ? 'switch' : undefined}
        id={id}
        checked={checked}
        disabled={disabled}
        aria-describedby={description === undefined ? undefined : `${id}-description`}
        className={classes(styles.box, styles[kind])}
        onChange={(event) => {
          onChange(event.target.checked);
        }}
      />
      <label htmlFor={id} className={styles.label}>
        {label}
      </label>
      {description !== undefined && (
        <p id={`${id}-description`} className={styles.description}>
          {description}
        </p>
      )}
    </div>
  );
}
