import { openStored, setPrivateSession } from '#state/documents.ts';
import { session } from '#state/session.ts';
import { renameDocument, workspace } from '#state/workspace.ts';
import { Banner } from '#ui/Banner.tsx';
import { Button } from '#ui/Button.tsx';
import { Switch } from '#ui/Checkbox.tsx';
import { Dialog } from '#ui/Dialog.tsx';
import { Disclosure } from '#ui/Disclosure.tsx';
import { TextField } from '#ui/TextField.tsx';
import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import styles from './Documents.module.css';
import { bringBack, forgetEverything, forgetOne, type Forgotten } from './forgotten.ts';
import { startNewDocument } from './new-document.ts';
import { followStored, readStored, storedList } from './stored.ts';
import { StoredList } from './StoredList.tsx';

/** Named documents of this browser: open, rename, delete, forget everything, or write nothing at all. */
export function DocumentsDialog({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }) {
  return (
    <Dialog
      open={open}
      onClose={onClose}
      size="medium"
      title="Documents"
      description="Kept in this browser on this machine, and nowhere else."
      footer={
        <Button
          variant="primary"
          onClick={() => {
            void startNewDocument();
            onClose();
          }}
        >
          New document
        </Button>
      }
    >
      <Contents onClose={onClose} />
    </Dialog>
  );
}

function Contents({ onClose }: { readonly onClose: () => void }) {
  const id = useStore(workspace, (state) => state.id);
  const name = useStore(workspace, (state) => state.name);
  const { isPrivate, saving } = useStore(session);
  const stored = useStore(storedList, (state) => state.list);
  const [forgotten, setForgotten] = useState<Forgotten>();
  useEffect(followStored, []);

  async function forgetting(what: Promise<Forgotten>) {
    setForgotten(await what);
    await readStored();
  }

  return (
    <div className={styles.contents}>
      <TextField label="Name of the document on screen" value={name} onChange={renameDocument} />
      {forgotten !== undefined && (
        <Banner
          tone="note"
          title={forgotten.what}
          actions={
            forgotten.documents.length > 0 && (
              <Button
                size="small"
                onClick={() => {
                  void bringBack(forgotten).then(readStored);
                  setForgotten(undefined);
                }}
              >
                Undo
              </Button>
            )
          }
          onDismiss={() => {
            setForgotten(undefined);
          }}
        >
          Undo works for as long as this page is open.
        </Banner>
      )}
      {saving.kind === 'failed' && (
        <Banner tone="error" title="This browser does not store anything at the moment">
          {saving.reason}. The text on screen is untouched: save it as a file.
        </Banner>
      )}
      <StoredList
        stored={stored}
        current={id}
        onOpen={(summary) => {
          void openStored(summary.id);
          onClose();
        }}
        onDelete={(summary) => void forgetting(forgetOne(summary))}
      />
      <Switch
        label="Private session"
        description="Writes nothing to this browser: no document, no preference. Add #private to the address to start in one."
        checked={isPrivate}
        onChange={setPrivateSession}
      />
      <div className={styles.actions}>
        <Button
          variant="danger"
          disabled={stored === undefined || stored.length === 0}
          onClick={() => void forgetting(forgetEverything())}
        >
          Forget everything
        </Button>
        <span className={styles.hint}>Deletes every document from this browser. Can be undone here.</span>
      </div>
      <Disclosure summary="What is stored where">
        <ul className={styles.where}>
          <li>Documents and their manifests: IndexedDB of this site, shortly after each change.</li>
          <li>Platform, theme, editor and widths of the panes: local storage of this site.</li>
          <li>Pane and tab on screen: the part of the address after “#”, which browsers send to nobody.</li>
          <li>
            Nothing else, and nothing on any server. Clearing this site’s data in the browser removes it all.
          </li>
        </ul>
      </Disclosure>
    </div>
  );
}
