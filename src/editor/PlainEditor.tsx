import type { TextEdit } from '#core/text/edit.ts';
import {
  useCallback,
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
  useState,
  type Ref,
} from 'react';
import { plainCopyOf } from './plain-copy.ts';
import styles from './PlainEditor.module.css';
import { copyOffset } from './stored-edits.ts';
import { echoMilliseconds, type SyncedText } from './synced-text.ts';
import type { EditorHandle, TextEditorProps } from './text-editor-props.ts';

/** What another editor needs to go on where this one stopped; the selection in offsets of the editor's copy. */
export interface PlainState {
  readonly synced: SyncedText;
  readonly selection: readonly [from: number, to: number];
  readonly scrollTop: number;
  readonly isFocused: boolean;
}

export interface PlainHandle extends EditorHandle {
  state(): PlainState | undefined;
  /** Calls back now, or once the input method has finished: until then what is on screen is not yet what was meant. */
  whenComposed(callback: () => void): void;
}

interface PlainEditorProps extends TextEditorProps {
  readonly ref?: Ref<PlainHandle>;
}

/** A text area that keeps every byte that the person does not touch. It holds a copy and reports what changed in it. */
export function PlainEditor({
  language,
  label,
  text,
  readOnly = false,
  diagnostics,
  onEdit,
  measured = false,
  ref,
}: PlainEditorProps) {
  const area = useRef<HTMLTextAreaElement>(null);
  const composing = useRef(false);
  const composed = useRef<() => void>(undefined);
  const [plain] = useState(() => plainCopyOf(text));
  const [keystrokes, setKeystrokes] = useState(0);

  const show = useCallback((edit: TextEdit | undefined): void => {
    if (edit === undefined) return;
    area.current?.setRangeText(edit.insert, edit.span.from, edit.span.to, 'preserve');
  }, []);

  useLayoutEffect(() => {
    show(plain.receive(text, performance.now()));
  }, [plain, show, text]);

  // The parent's text is the truth once no newer one has come for a while after the last keystroke.
  useEffect(() => {
    if (keystrokes === 0) return undefined;
    const timer = setTimeout(() => {
      show(plain.settle());
    }, 2 * echoMilliseconds);
    return () => {
      clearTimeout(timer);
    };
  }, [plain, keystrokes, show]);

  const tell = (target: HTMLTextAreaElement, inputType: string | undefined): void => {
    const isHistory = inputType === 'historyUndo' || inputType === 'historyRedo';
    const change = plain.changeTo(target.value, target.selectionEnd, isHistory, performance.now());
    if (change === undefined) return;
    if (onEdit(change.edits, change.before) === 'refused') show(plain.settle());
    else setKeystrokes((count) => count + 1);
  };

  useImperativeHandle(
    ref,
    () => ({
      focus: () => area.current?.focus(),
      reveal: (span) => {
        const target = area.current;
        if (target === null) return;
        const { stored } = plain.synced();
        const from = copyOffset(stored, span.from);
        const to = copyOffset(stored, span.to);
        target.focus();
        target.setSelectionRange(from, to);
        const lines = target.value.split('\n').length;
        const line = target.value.slice(0, from).split('\n').length - 1;
        target.scrollTop = (line / lines) * target.scrollHeight - target.clientHeight / 2;
      },
      state: () => {
        const target = area.current;
        if (target === null) return undefined;
        return {
          synced: plain.synced(),
          selection: [target.selectionStart, target.selectionEnd],
          scrollTop: target.scrollTop,
          isFocused: document.activeElement === target,
        };
      },
      whenComposed: (callback) => {
        if (composing.current) composed.current = callback;
        else callback();
      },
    }),
    [plain],
  );

  return (
    <textarea
      ref={area}
      className={styles['area']}
      data-measured={measured}
      aria-label={label}
      aria-invalid={diagnostics.some(({ severity }) => severity === 'error')}
      defaultValue={plain.copy()}
      readOnly={readOnly}
      wrap={language === 'rego' ? 'off' : 'soft'}
      spellCheck={false}
      autoCapitalize="off"
      autoComplete="off"
      autoCorrect="off"
      onInput={({ currentTarget, nativeEvent }) => {
        tell(currentTarget, nativeEvent instanceof InputEvent ? nativeEvent.inputType : undefined);
      }}
      onCompositionStart={() => {
        composing.current = true;
      }}
      onCompositionEnd={() => {
        composing.current = false;
        // Some browsers report the last input only after this event.
        setTimeout(() => {
          composed.current?.();
          composed.current = undefined;
        });
      }}
    />
  );
}
