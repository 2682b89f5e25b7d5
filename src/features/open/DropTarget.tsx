import FileDown from 'lucide-react/icons/file-down';
import { Button } from '#ui/Button.tsx';
import { Icon } from '#ui/Icon.tsx';
import { lazy, Suspense, useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { looking } from './looking.ts';
import styles from './Open.module.css';
import { openings } from './openings.ts';

const OpeningDialog = lazy(async () => ({ default: (await import('./OpeningDialog.tsx')).OpeningDialog }));

interface Receiver {
  readonly onFiles: (files: readonly File[]) => Promise<void>;
  readonly onText: (text: string) => Promise<void>;
}

/** Takes what is dropped or pasted anywhere on the page, outside editors and fields. */
export function DropTarget({
  invitation,
  onFiles,
  onText,
}: Receiver & {
  /** Shown while files are held over the page. */
  readonly invitation: string;
}) {
  const isOver = useDrop(onFiles);
  const isAsking = useStore(openings, ({ waiting }) => waiting.length > 0);
  usePaste({ onFiles, onText });
  return (
    <>
      {isOver && (
        <div className={styles.overlay} aria-hidden="true">
          <p className={styles.sign}>
            <Icon of={FileDown} size={24} />
            {invitation}
          </p>
        </div>
      )}
      <LookingSign />
      {isAsking && (
        <Suspense>
          <OpeningDialog />
        </Suspense>
      )}
    </>
  );
}

/** The page stays in use while a thing is looked at, so this covers none of it. */
function LookingSign() {
  const now = useStore(looking, (state) => state.now);
  if (now === undefined) return null;
  return (
    <section aria-label="Opening" className={styles.looking}>
      <p>Looking at {now.at}…</p>
      <Button size="small" onClick={now.stop}>
        Stop
      </Button>
    </section>
  );
}

/** Files dropped anywhere; text dropped into an editor stays the editor's. */
function useDrop(onFiles: Receiver['onFiles']): boolean {
  const [isOver, setOver] = useState(false);
  useEffect(() => {
    const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') === true;
    const onOver = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      setOver(true);
    };
    const onLeave = (event: DragEvent) => {
      // Leaving for another element of the page is not leaving the page.
      if (event.relatedTarget === null) setOver(false);
    };
    const onDrop = (event: DragEvent) => {
      setOver(false);
      if (!hasFiles(event)) return;
      event.preventDefault();
      event.stopPropagation();
      void onFiles([...(event.dataTransfer?.files ?? [])]);
    };
    // Before the editors, which would otherwise take a file for text.
    addEventListener('dragover', onOver, true);
    addEventListener('dragleave', onLeave, true);
    addEventListener('drop', onDrop, true);
    return () => {
      removeEventListener('dragover', onOver, true);
      removeEventListener('dragleave', onLeave, true);
      removeEventListener('drop', onDrop, true);
    };
  }, [onFiles]);
  return isOver;
}

function usePaste({ onFiles, onText }: Receiver): void {
  useEffect(() => {
    const onPaste = (event: ClipboardEvent) => {
      if (isWriting(event.target) || document.querySelector('dialog:modal') !== null) return;
      const files = [...(event.clipboardData?.files ?? [])];
      const text = event.clipboardData?.getData('text/plain') ?? '';
      if (files.length === 0 && text === '') return;
      event.preventDefault();
      void (files.length > 0 ? onFiles(files) : onText(text));
    };
    addEventListener('paste', onPaste);
    return () => {
      removeEventListener('paste', onPaste);
    };
  }, [onFiles, onText]);
}

/** True where a paste is meant for what is written there. */
function isWriting(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    target.closest('input, textarea, select, [contenteditable], .monaco-editor') !== null
  );
}
