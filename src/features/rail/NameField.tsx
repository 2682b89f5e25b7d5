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
  /** By Escape, which leaves focus to be placed, or by going elsewhere, which has placed it. */
  readonly onCancel: (by: 'escape' | 'leaving') => void;
}) {
  const [name, setName] = useState(initial);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (name === '') onCancel('escape');
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
        onBlur={() => {
          onCancel('leaving');
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          event.stopPropagation();
          onCancel('escape');
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
