/**
 * The editor of one text, for features: Monaco where it fits, a text area where it does not. This room alone knows
 * Monaco. It promises that a keystroke changes the bytes it is about and no others, and that nothing typed is lost
 * while Monaco loads, fails, or a parent is late.
 */
import { lazy, Suspense, useCallback, useImperativeHandle, useRef, useState, type Ref } from 'react';
import { markEditor } from '#state/timing.ts';
import { EditorBoundary } from './EditorBoundary.tsx';
import type { MonacoEditorProps } from './monaco/MonacoEditor.tsx';
import { PlainEditor, type PlainHandle } from './PlainEditor.tsx';
import type { EditorHandle, TextEditorProps } from './text-editor-props.ts';
import styles from './TextEditor.module.css';

/** Monaco's megabytes are parsed after the page was seen once; a page in the background is not painted, so not for ever. */
async function loadMonaco() {
  await new Promise((resolve) => {
    requestAnimationFrame(() => setTimeout(resolve));
    setTimeout(resolve, 1_000);
  });
  return import('./monaco/MonacoEditor.tsx');
}
const MonacoEditor = lazy(async () => ({ default: (await loadMonaco()).MonacoEditor }));

export function TextEditor({ ref, ...props }: TextEditorProps & { readonly ref?: Ref<EditorHandle> }) {
  return props.plain ? (
    <PlainEditor {...props} key={props.id} {...(ref === undefined ? {} : { ref: ref as Ref<PlainHandle> })} />
  ) : (
    <LoadedEditor {...props} {...(ref === undefined ? {} : { ref })} />
  );
}

type Stage = 'loading' | 'monaco' | 'failed';

/** A text area lays out all of its lines at once, which holds the page for seconds: a longer text waits for Monaco. */
const longestStandIn = 1_000_000;

/** A text area that works at once, until Monaco takes its place. */
function LoadedEditor({ ref, ...props }: TextEditorProps & { readonly ref?: Ref<EditorHandle> }) {
  const [stage, setStage] = useState<Stage>('loading');
  const [standsIn] = useState(() => props.text.length <= longestStandIn);
  const plain = useRef<PlainHandle>(null);
  const code = useRef<EditorHandle>(null);
  const behind = useRef<HTMLDivElement>(null);

  useImperativeHandle(ref, () => {
    const current = (): EditorHandle | null => plain.current ?? code.current;
    return {
      focus: () => current()?.focus(),
      reveal: (span) => current()?.reveal(span),
    };
  }, []);

  const onReady = useCallback<MonacoEditorProps['onReady']>((accept) => {
    const hand = (): void => {
      const state = plain.current?.state();
      // At once and not with the next render: what is inert cannot take the focus over.
      if (behind.current !== null) behind.current.inert = false;
      if (state !== undefined) accept(state);
      setStage('monaco');
      markEditor();
    };
    if (plain.current === null) hand();
    else plain.current.whenComposed(hand);
  }, []);

  return (
    <div className={styles['frame']} data-stage={stage}>
      {stage !== 'monaco' && (
        <div className={styles['plain']}>
          {(standsIn || stage === 'failed') && <PlainEditor {...props} key={props.id} ref={plain} />}
          <p className={styles['notice']} role={stage === 'failed' ? 'status' : undefined}>
            {stage === 'failed'
              ? 'The code editor could not be loaded. This plain text area edits the same bytes; nothing is lost.'
              : standsIn
                ? 'Loading the code editor. You can type already.'
                : 'Loading the code editor for this long text.'}
          </p>
        </div>
      )}
      {stage !== 'failed' && (
        <div ref={behind} className={styles['code']} inert={stage === 'loading'}>
          <EditorBoundary
            onFailure={() => {
              setStage('failed');
            }}
          >
            <Suspense fallback={null}>
              <MonacoEditor {...props} onReady={onReady} ref={code} />
            </Suspense>
          </EditorBoundary>
        </div>
      )}
    </div>
  );
}
