import Redo from 'lucide-react/icons/redo-2';
import Undo from 'lucide-react/icons/undo-2';
import { workspace } from '#state/workspace.ts';
import { IconButton } from '#ui/IconButton.tsx';
import { useStore } from 'zustand';
import { redoChange, undoChange } from './travel.ts';

/** Takes named changes back and brings them again: form fields, quick fixes, entries added and removed. */
export function History() {
  const undoable = useStore(workspace, (state) => state.undoable.at(-1)?.label);
  const redoable = useStore(workspace, (state) => state.redoable.at(-1)?.label);
  return (
    <>
      <IconButton
        label={undoable === undefined ? 'No change to undo' : `Undo: ${undoable}`}
        icon={Undo}
        size="small"
        disabled={undoable === undefined}
        onClick={undoChange}
      />
      <IconButton
        label={redoable === undefined ? 'No change to redo' : `Redo: ${redoable}`}
        icon={Redo}
        size="small"
        disabled={redoable === undefined}
        onClick={redoChange}
      />
    </>
  );
}
