import Search from 'lucide-react/icons/search';
import type { InputHTMLAttributes, Ref, TextareaHTMLAttributes } from 'react';
import { classes } from './classes.ts';
import { Field, type FieldWords } from './Field.tsx';
import styles from './Field.module.css';
import { Icon } from './Icon.tsx';

type Native = Omit<InputHTMLAttributes<HTMLInputElement>, 'onChange' | 'value' | 'id'>;

interface TextProps extends FieldWords {
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** The value is code: set in the code face, with no help from spelling or correction. */
  readonly code?: boolean;
}

const plain = { spellCheck: false, autoCapitalize: 'off', autoCorrect: 'off', autoComplete: 'off' } as const;

/** One line of text. */
export function TextField({
  label,
  hideLabel,
  description,
  error,
  value,
  onChange,
  code = false,
  ...rest
}: TextProps & Native & { readonly ref?: Ref<HTMLInputElement> }) {
  return (
    <Field label={label} hideLabel={hideLabel ?? false} description={description} error={error}>
      {(links) => (
        <input
          type="text"
          {...plain}
          {...rest}
          {...links}
          value={value}
          className={classes(styles.input, code && styles.code)}
          onChange={(event) => {
            onChange(event.target.value);
          }}
        />
      )}
    </Field>
  );
}

/** Several lines of text. */
export function TextArea({
  label,
  hideLabel,
  description,
  error,
  value,
  onChange,
  code = false,
  ...rest
}: TextProps &
  Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, 'onChange' | 'value' | 'id'> & {
    readonly ref?: Ref<HTMLTextAreaElement>;
  }) {
  return (
    <Field label={label} hideLabel={hideLabel ?? false} description={description} error={error}>
      {(links) => (
        <textarea
          {...plain}
          {...rest}
          {...links}
          value={value}
          className={classes(styles.input, code && styles.code)}
          onChange={(event) => {
            onChange(event.target.value);
          }}
        />
      )}
    </Field>
  );
}

/** A field that filters what stands below it; Escape empties it first. */
export function SearchField({
  label,
  hideLabel = true,
  description,
  value,
  onChange,
  ...rest
}: Omit<TextProps, 'error' | 'code'> & Native & { readonly ref?: Ref<HTMLInputElement> }) {
  return (
    <Field label={label} hideLabel={hideLabel} description={description}>
      {(links) => (
        <div className={styles.search}>
          <Icon of={Search} size={14} className={styles.glass} />
          <input
            type="search"
            {...plain}
            {...rest}
            {...links}
            value={value}
            className={styles.input}
            onChange={(event) => {
              onChange(event.target.value);
            }}
            onKeyDown={(event) => {
              if (event.key === 'Escape' && value !== '') {
                event.preventDefault();
                event.stopPropagation();
                onChange('');
              }
              rest.onKeyDown?.(event);
            }}
          />
        </div>
      )}
    </Field>
  );
}
