import { closeDialog, openDialog, view } from '#state/view.ts';
import { workspace } from '#state/workspace.ts';
import { MenuButton } from '#ui/Menu.tsx';
import FilePlus from 'lucide-react/icons/file-plus-2';
import Files from 'lucide-react/icons/files';
import Copy from 'lucide-react/icons/copy-plus';
import Sparkles from 'lucide-react/icons/layout-template';
import { useStore } from 'zustand';
import { continueInCopy } from '#state/documents.ts';
import styles from './Documents.module.css';
import { DocumentsDialog } from './DocumentsDialog.tsx';
import { startNewDocument } from './new-document.ts';

/** The name of the document on screen, and the way to the others. */
export function DocumentsButton() {
  const name = useStore(workspace, (state) => state.name);
  const open = useStore(view, (state) => state.dialog === 'documents');
  return (
    <>
      <MenuButton
        label={`Document: ${name}`}
        variant="quiet"
        className={styles.button}
        items={[
          {
            id: 'all',
            label: 'Documents and storage…',
            icon: Files,
            onSelect: () => {
              openDialog('documents');
            },
          },
          { kind: 'separator', id: 'line' },
          { id: 'new', label: 'New document', icon: FilePlus, onSelect: () => void startNewDocument() },
          {
            id: 'starter',
            label: 'New from a starter…',
            icon: Sparkles,
            onSelect: () => {
              openDialog('starters');
            },
          },
          { id: 'copy', label: 'Continue in a copy', icon: Copy, onSelect: continueInCopy },
        ]}
      >
        <span className={styles.name}>{name}</span>
      </MenuButton>
      <DocumentsDialog open={open} onClose={closeDialog} />
    </>
  );
}
