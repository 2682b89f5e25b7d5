import { useId, type ReactNode } from 'react';
import { Icon, type IconDrawing } from './Icon.tsx';
import styles from './Segmented.module.css';

export interface Segment<Value extends string = string> {
  readonly value: Value;
  readonly label: string;
  readonly icon?: IconDrawing;
  readonly disabled?: boolean;
  readonly mark?: ReactNode;
}

/** One choice of two to five, all in sight: native radio buttons side by side. */
export function Segmented<Value extends string>({
  label,
  hideLabel = false,
  value,
  segments,
  onChange,
}: {
  readonly label: string;
  readonly hideLabel?: boolean;
  /** `undefined` while nothing is chosen. */
  readonly value: Value | undefined;
  readonly segments: readonly Segment<Value>[];
  readonly onChange: (value: Value) => void;
}) {
  const name = useId();
  return (
    <fieldset className={styles.set}>
      <legend className={hideLabel ? styles.hidden : styles.legend}>{label}</legend>
      <div className={styles.row}>
        {segments.map((segment) => (
          <label key={segment.value} className={styles.segment}>
            <input
              type="radio"
              name={name}
              value={segment.value}
              checked={segment.value === value}
              disabled={segment.disabled}
              className={styles.radio}
              onChange={() => {
                onChange(segment.value);
              }}
            />
            {segment.icon !== undefined && <Icon of={segment.icon} size={14} />}
            {segment.label}
            {segment.mark}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
