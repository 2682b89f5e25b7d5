import { announce } from '#state/announcer.ts';
import { clearReview, reviewStore, startReview, type ReviewState } from '#state/review.ts';
import { openDialog } from '#state/view.ts';
import { Button } from '#ui/Button.tsx';
import { Icon } from '#ui/Icon.tsx';
import ClipboardPaste from 'lucide-react/icons/clipboard-paste';
import FileText from 'lucide-react/icons/file-text';
import FolderOpen from 'lucide-react/icons/folder-open';
import { useEffect, useId, useRef, useState, type ClipboardEvent } from 'react';
import { useStore } from 'zustand';
import { maxDocumentBytes } from '#core/annotation/annotation.ts';
import { maxPasteBytes, maxTextCharacters } from '#core/review/limits.ts';
import { formatBytes, formatNumber } from '../common/format.ts';
import styles from './Input.module.css';
import { offerPicker, pickFiles } from './picker.ts';
import { reviewFiles } from './receive.ts';

/** The one field: whatever is pasted into it, dropped on it or chosen is looked at as it is. */
export function Input() {
  const picker = useRef<HTMLInputElement>(null);
  const isEmpty = useStore(reviewStore, ({ paste, answer }) => paste === undefined && answer === undefined);
  useEffect(
    () =>
      offerPicker(() => {
        picker.current?.click();
      }),
    [],
  );
  return (
    <>
      {isEmpty ? <EmptyInput /> : <Source />}
      <input
        ref={picker}
        type="file"
        multiple
        hidden
        aria-label="Files to review"
        onChange={(event) => {
          void reviewFiles([...(event.target.files ?? [])]);
          // So that the same file can be chosen again.
          event.target.value = '';
        }}
      />
    </>
  );
}

const examples =
  'An annotation, a manifest, kubectl output, a ConfigMap, a patch, Markdown, initdata.toml or one of its files, a certificate, a digest, a disk image, an event, a token';

function EmptyInput() {
  const id = useId();
  const [typed, setTyped] = useState('');
  const [refused, setRefused] = useState(false);

  function onPaste(event: ClipboardEvent) {
    const files = [...event.clipboardData.files];
    const text = event.clipboardData.getData('text/plain');
    // Added to something that was typed, it is for the person to say when it is whole.
    if (typed !== '' || (files.length === 0 && text === '')) return;
    event.preventDefault();
    if (files.length > 0) void reviewFiles(files);
    else startReview({ kind: 'text', text });
  }

  async function fromClipboard() {
    try {
      startReview({ kind: 'text', text: await navigator.clipboard.readText() });
    } catch {
      setRefused(true);
      announce('The browser refused the clipboard. Paste with the keyboard instead.');
    }
  }

  return (
    <div className={styles.empty}>
      <label htmlFor={id} className={styles.title}>
        Paste what you were sent
      </label>
      <p className={styles.words}>
        You read what it is, what it says, what is wrong with it and what would be measured. Nothing is sent.
      </p>
      <textarea
        id={id}
        value={typed}
        rows={7}
        spellCheck={false}
        autoCapitalize="off"
        autoCorrect="off"
        autoComplete="off"
        aria-describedby={`${id}-what`}
        maxLength={mostTypedCharacters}
        className={styles.field}
        onPaste={onPaste}
        onChange={(event) => {
          setTyped(event.target.value);
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || typed === '') return;
          event.preventDefault();
          startReview({ kind: 'text', text: typed });
        }}
      />
      <div className={styles.actions}>
        {typed !== '' && (
          <Button
            variant="primary"
            onClick={() => {
              startReview({ kind: 'text', text: typed });
            }}
          >
            Review it
          </Button>
        )}
        <Button icon={FolderOpen} onClick={pickFiles}>
          Choose a file…
        </Button>
        <Button icon={ClipboardPaste} onClick={() => void fromClipboard()}>
          Take it from the clipboard
        </Button>
        <span className={styles.hint}>or drop it anywhere on this page</span>
      </div>
      {refused && (
        <p role="alert" className={styles.refused}>
          The browser refused the clipboard. Paste with the keyboard instead.
        </p>
      )}
      <p id={`${id}-what`} className={styles.what}>
        {examples}. Up to {formatBytes(maxTextCharacters)} of text, or a file of {formatBytes(maxPasteBytes)};
        what is inside may inflate to {formatBytes(maxDocumentBytes)}. Shown as text and as nothing else.{' '}
        <button
          type="button"
          className={styles.link}
          onClick={() => {
            openDialog('privacy');
          }}
        >
          See how it is kept in this page
        </button>
      </p>
    </div>
  );
}

/** More than this is pasted or opened, not typed. */
const mostTypedCharacters = 1_000_000;

/** What is under review, in one line, and the way back to an empty field. */
function Source() {
  const paste = useStore(reviewStore, (state) => state.paste);
  const origin = useStore(reviewStore, (state) => state.origin);
  return (
    <div className={styles.source}>
      <Icon of={FileText} className={styles.icon} />
      <p className={styles.name}>
        <span className={styles.what}>{nameOf(paste, origin)}</span>
        {paste !== undefined && <span className={styles.size}>{sizeOf(paste)}</span>}
      </p>
      <Button size="small" onClick={clearReview}>
        Review something else
      </Button>
    </div>
  );
}

function nameOf(paste: ReviewState['paste'], origin: ReviewState['origin']): string {
  if (origin === 'link') return paste?.name ?? 'From a link that someone made';
  return paste?.name ?? 'Pasted text';
}

function sizeOf(paste: NonNullable<ReviewState['paste']>): string {
  switch (paste.kind) {
    case 'text':
      return `${formatNumber(paste.text.length)} characters`;
    case 'bytes':
      return formatBytes(paste.bytes.length);
    case 'file':
      return formatBytes(paste.file.size);
  }
}
