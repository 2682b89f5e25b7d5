import ChevronDown from 'lucide-react/icons/chevron-down';
import type { SelectHTMLAttributes } from 'react';
import { classes } from './classes.ts';
import { Field, type FieldWords } from './Field.tsx';
import styles from './Field.module.css';
import { Icon } from './Icon.tsx';

export interface SelectOption<Value extends string = string> {
  readonly value: Value;
  readonly label: string;
  readonly disabled?: boolean;
}

export interface SelectGroup<Value extends string = string> {
  readonly label: string;
  readonly options: readonly SelectOption<Value>[];
}

/** One choice of several: the browser's own list, which every reader and every telephone knows how to show. */
export function Select<Value extends string>({
  label,
  hideLabel,
  description,
  error,
  value,
  options,
  onChange,
  quiet = false,
  ...rest
}: FieldWords &
  Omit<SelectHTMLAttributes<HTMLSelectElement>, 'onChange' | 'value' | 'id'> & {
    readonly value: Value;
    readonly options: readonly (SelectOption<Value> | SelectGroup<Value>)[];
    readonly onChange: (value: Value) => void;
    /** Without a border at rest, for rows of tools. */
    readonly quiet?: boolean;
  }) {
  const all = options.flatMap((entry) => ('options' in entry ? entry.options : [entry]));
  return (
    <Field label={label} hideLabel={hideLabel ?? false} description={description} error={error}>
      {(links) => (
        <div className={styles.selectBox}>
          <select
            {...rest}
            {...links}
            value={value}
            className={classes(styles.input, styles.select, quiet && styles.quiet)}
            onChange={(event) => {
              const chosen = all.find((option) => option.value === event.target.value);
              if (chosen !== undefined) onChange(chosen.value);
            }}
          >
            {options.map((entry) =>
              'options' in entry ? (
                <optgroup key={entry.label} label={entry.label}>
                  {entry.options.map(optionElement)}
                </optgroup>
              ) : (
                optionElement(entry)
              ),
            )}
          </select>
          <Icon of={ChevronDown} size={14} className={styles.chevron} />
        </div>
      )}
    </Field>
  );
}

function optionElement(option: SelectOption) {
  return (
    <option key={option.value} value={option.value} disabled={option.disabled}>
      {option.label}
    </option>
  );
}
