import { TextArea, TextField } from '#ui/TextField.tsx';
import { useState, type ReactNode } from 'react';

/**
 * A field that shows what the text says and writes when it is left or Enter is pressed. While it is being typed in, the
 * text may change: what is typed stays, and wins when it is left; Escape gives it up.
 */
export function TextSetting({
  label,
  description,
  value,
  error,
  several = false,
  placeholder,
  disabled = false,
  onCommit,
}: {
  readonly label: string;
  readonly description?: ReactNode;
  readonly value: string;
  readonly error?: string | undefined;
  /** Takes several lines, such as a certificate. */
  readonly several?: boolean;
  readonly placeholder?: string;
  readonly disabled?: boolean;
  readonly onCommit: (value: string) => void;
}) {
  const [draft, setDraft] = useState<string>();
  const commit = () => {
    if (draft !== undefined && draft !== value) onCommit(draft);
    setDraft(undefined);
  };
  const shared = {
    label,
    description,
    error,
    disabled,
    placeholder,
    code: true,
    value: draft ?? value,
    onChange: setDraft,
    onBlur: commit,
  };
  if (several) return <TextArea {...shared} rows={3} onKeyDown={giveUpOnEscape} />;
  return (
    <TextField
      {...shared}
      onKeyDown={(event) => {
        if (event.key === 'Enter') commit();
        else giveUpOnEscape(event);
      }}
    />
  );

  function giveUpOnEscape(event: { readonly key: string; readonly stopPropagation: () => void }) {
    if (event.key !== 'Escape' || draft === undefined) return;
    event.stopPropagation();
    setDraft(undefined);
  }
}
