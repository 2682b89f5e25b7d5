import { lazy, Suspense, useState } from 'react';
import { useStore } from 'zustand';
import { ErrorBoundary } from '#features/errors/ErrorBoundary.tsx';
import { closeDialog, view, type DialogName } from '#state/view.ts';
import { allCommands } from './commands.ts';
import { Starters } from './lazy-panels.ts';

// Loaded when first opened: none of them is needed to see the page.
const Palette = lazy(async () => ({ default: (await import('#features/palette/Palette.tsx')).Palette }));
const ShortcutsDialog = lazy(async () => ({
  default: (await import('#features/shortcuts/ShortcutsDialog.tsx')).ShortcutsDialog,
}));
const PrivacyDialog = lazy(async () => ({
  default: (await import('#features/privacy/PrivacyDialog.tsx')).PrivacyDialog,
}));
const PreferencesDialog = lazy(async () => ({
  default: (await import('#features/preferences/PreferencesDialog.tsx')).PreferencesDialog,
}));

/** The dialogs that any part of the page may open by name. One at a time; focus returns to where it came from. */
export function Dialogs() {
  const open = useStore(view, (state) => state.dialog);
  return (
    <ErrorBoundary part="A dialog">
      <Suspense>
        <Once open={open === 'palette'}>
          <Palette
            open={open === 'palette'}
            onClose={close('palette')}
            commands={allCommands().filter(({ id }) => id !== 'palette')}
          />
        </Once>
        <Once open={open === 'shortcuts'}>
          <ShortcutsDialog
            open={open === 'shortcuts'}
            onClose={close('shortcuts')}
            commands={allCommands()}
          />
        </Once>
        <Once open={open === 'privacy'}>
          <PrivacyDialog open={open === 'privacy'} onClose={close('privacy')} />
        </Once>
        <Once open={open === 'preferences'}>
          <PreferencesDialog open={open === 'preferences'} onClose={close('preferences')} />
        </Once>
        <Once open={open === 'starters'}>
          <Starters open={open === 'starters'} onClose={close('starters')} />
        </Once>
      </Suspense>
    </ErrorBoundary>
  );
}

/** A dialog that closes late must not close the one that was opened in its place. */
function close(name: DialogName): () => void {
  return () => {
    if (view.getState().dialog === name) closeDialog();
  };
}

/** Renders its child from the first time it is open, and keeps it, so that closing can be seen through. */
function Once({ open, children }: { readonly open: boolean; readonly children: React.ReactNode }) {
  const [wasOpen, setWasOpen] = useState(open);
  if (open && !wasOpen) setWasOpen(true);
  return wasOpen || open ? children : undefined;
}
