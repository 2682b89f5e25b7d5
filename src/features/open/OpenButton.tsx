import ClipboardPaste from 'lucide-react/icons/clipboard-paste';
import FolderOpen from 'lucide-react/icons/folder-open';
import LayoutTemplate from 'lucide-react/icons/layout-template';
import { openDialog } from '#state/view.ts';
import { MenuButton } from '#ui/Menu.tsx';
import { useEffect, useRef } from 'react';
import { openFiles } from './open.ts';
import { forgetPicker, offerPicker, pasteFromClipboard, pickFiles } from './picker.ts';

/** Opens a file, what is in the clipboard, or a starter. */
export function OpenButton() {
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const show = () => input.current?.click();
    offerPicker(show);
    return () => {
      forgetPicker(show);
    };
  }, []);
  return (
    <>
      <MenuButton
        label="Open"
        icon={FolderOpen}
        items={[
          {
            id: 'file',
            label: 'Open files…',
            description: 'Init-Data, an entry, an annotation, a manifest, a disk image, a zip',
            icon: FolderOpen,
            shortcut: 'Mod+O',
            onSelect: pickFiles,
          },
          {
            id: 'paste',
            label: 'Open what is in the clipboard',
            description: 'Or paste anywhere outside the editors',
            icon: ClipboardPaste,
            onSelect: () => void pasteFromClipboard(),
          },
          { kind: 'separator', id: 'line' },
          {
            id: 'starters',
            label: 'Starters…',
            icon: LayoutTemplate,
            onSelect: () => {
              openDialog('starters');
            },
          },
        ]}
      />
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label="Files to open"
        onChange={(event) => {
          void openFiles([...(event.target.files ?? [])]);
          // So that the same file can be opened again.
          event.target.value = '';
        }}
      />
    </>
  );
}
