import { TextField } from '#ui/TextField.tsx';
import { useState } from 'react';

/** A name typed in place: Enter keeps it, Escape and leaving the field do not. */
export function NameField({
  label,
  initial,
  onSubmit,
  onCancel,
}: {
  readonly label: string;
  readonly initial: string;
  readonly onSubmit: (name: string) => void;
  readonly onCancel: () => void;
}) {
  const [name, setName] = useState(initial);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (name === '') onCancel();
        else onSubmit(name);
      }}
    >
      <TextField
        label={label}
        hideLabel
        code
        value={name}
        onChange={setName}
        ref={focusAndSelect}
        onBlur={onCancel}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          event.stopPropagation();
          onCancel();
        }}
      />
    </form>
  );
}

/** Stable, so that it runs once when the field appears and not at every letter. */
function focusAndSelect(field: HTMLInputElement | null): void {
  field?.focus();
  field?.select();
}
