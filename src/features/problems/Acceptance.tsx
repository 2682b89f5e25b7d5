import { Button } from '#ui/Button.tsx';
import { TextField } from '#ui/TextField.tsx';
import { useState } from 'react';
import styles from './Acceptance.module.css';

/** Accepting hides nothing: the finding stays in the list, with the reason beside it. */
export function Acceptance({
  reason,
  onAccept,
}: {
  /** Why a person accepted the finding. */
  readonly reason: string | undefined;
  /** Empty takes the acceptance back. */
  readonly onAccept: (reason: string) => void;
}) {
  const [draft, setDraft] = useState<string>();
  if (draft !== undefined) {
    const isEmpty = draft.trim() === '';
    return (
      <form
        className={styles.acceptance}
        onSubmit={(event) => {
          event.preventDefault();
          if (isEmpty) return;
          onAccept(draft.trim());
          setDraft(undefined);
        }}
      >
        <TextField
          label="Why it is acceptable here"
          value={draft}
          onChange={setDraft}
          maxLength={500}
          // The press that opened the form asked for this field.
          // oxlint-disable-next-line jsx-a11y/no-autofocus
          autoFocus
        />
        <div className={styles.buttons}>
          <Button type="submit" size="small" variant="primary" disabled={isEmpty}>
            Accept
          </Button>
          <Button
            size="small"
            onClick={() => {
              setDraft(undefined);
            }}
          >
            Cancel
          </Button>
        </div>
      </form>
    );
  }
  return (
    <div className={styles.acceptance}>
      {reason !== undefined && (
        <p>
          <strong>Accepted</strong> {reason}
        </p>
      )}
      <div className={styles.buttons}>
        <Button
          size="small"
          onClick={() => {
            setDraft(reason ?? '');
          }}
        >
          {reason === undefined ? 'Accept with a reason…' : 'Change the reason…'}
        </Button>
        {reason !== undefined && (
          <Button
            size="small"
            onClick={() => {
              onAccept('');
            }}
          >
            Take it back
          </Button>
        )}
      </div>
    </div>
  );
}
