import { continueInCopy, saveNow, takeOverDocument } from '#state/documents.ts';
import { session, type Saving } from '#state/session.ts';
import { openDialog } from '#state/view.ts';
import { Button } from '#ui/Button.tsx';
import { PopoverButton } from '#ui/Popover.tsx';
import { ToneIcon } from '#ui/ToneIcon.tsx';
import { useStore } from 'zustand';
import { saveTexts } from '../errors/save-texts.ts';
import styles from './Strip.module.css';
import { savingWords } from './saving-words.ts';

/** Whether this browser keeps what is on screen, and what can be done where it does not. */
export function SaveState() {
  const saving = useStore(session, (state) => state.saving);
  const { word, tone, explanation } = savingWords(saving);
  return (
    <PopoverButton
      label={`Storage: ${word}`}
      variant="quiet"
      size="small"
      className={styles.saving}
      panelClassName={styles.panel}
      content={
        <div className={styles.savingPanel}>
          <p>{explanation}</p>
          <Actions saving={saving} />
        </div>
      }
    >
      {tone !== 'neutral' && <ToneIcon tone={tone} size={14} />}
      {word}
    </PopoverButton>
  );
}

function Actions({ saving }: { readonly saving: Saving }) {
  const documents = (
    <Button
      size="small"
      onClick={() => {
        openDialog('documents');
      }}
    >
      Documents and storage
    </Button>
  );
  switch (saving.kind) {
    case 'saved':
    case 'pending':
    case 'private':
      return <div className={styles.actions}>{documents}</div>;
    case 'failed':
      return (
        <div className={styles.actions}>
          <Button size="small" onClick={() => void saveNow()}>
            Try again
          </Button>
          <Button size="small" onClick={saveTexts}>
            Save as files
          </Button>
          {documents}
        </div>
      );
    case 'elsewhere':
      return (
        <div className={styles.actions}>
          <Button size="small" onClick={() => void takeOverDocument()}>
            Save here from now on
          </Button>
          <Button size="small" onClick={continueInCopy}>
            Continue in a copy
          </Button>
        </div>
      );
  }
}
