import type { HiddenCharacter } from '#core/review/review.ts';
import type { Span } from '#core/text/span.ts';
import type { Tone } from '#ui/tone.ts';
import { Button } from '#ui/Button.tsx';
import { nextIndex } from '#ui/roving.ts';
import { useEffect, useMemo, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { formatCount, formatNumber } from '#features/common/format.ts';
import { CodeChunk } from './CodeChunk.tsx';
import styles from './CodeView.module.css';
import { foldsOf } from './folds.ts';
import { lineAt, linesOf, overlaysOf } from './lines.ts';
import { useColours } from './use-colours.ts';

/** As many lines are on the page at first; more come as the reader nears their end. */
const windowLines = 200;

/** As many are on it at most: then a button asks for more. */
const mostLines = 5_000;

/** Lines of one chunk: what is far from view is not laid out. */
const chunkLines = 50;

/** A text full of them is seen to be so by the first ones. */
const mostHidden = 2_000;

export interface CodeReveal {
  readonly span: Span;
  /** Tells two requests for the same place apart. */
  readonly count: number;
}

/**
 * A text to read: coloured, folded where it is asked for, with line numbers, and with every character that would not be
 * seen or would reorder its line written out. It is never interpreted as anything but text.
 */
export function CodeView({
  text,
  language,
  label,
  hidden = [],
  reveal,
  marks,
  tools,
}: {
  readonly text: string;
  readonly language: string;
  /** What the text is, for screen readers. */
  readonly label: string;
  readonly hidden?: readonly HiddenCharacter[] | undefined;
  /** A place to show and to mark. */
  readonly reveal?: CodeReveal | undefined;
  /** Offsets that something was found at, with its tone, for the margin. */
  readonly marks?: readonly { readonly at: number; readonly tone: Tone }[];
  readonly tools?: ReactNode;
}) {
  const lines = useMemo(() => linesOf(text), [text]);
  const folds = useMemo(() => foldsOf(lines, language), [lines, language]);
  const count = lines.starts.length;
  const [folded, setFolded] = useState<ReadonlySet<number>>(new Set());
  const [shown, setShown] = useState({ from: 0, to: windowLines });
  const [revealed, setRevealed] = useState<CodeReveal>();
  const figure = useRef<HTMLElement>(null);

  // Another text, and another place, are answered while rendering: the old one is never seen under the new name.
  const [seen, setSeen] = useState(text);
  if (seen !== text) {
    setSeen(text);
    setFolded(new Set());
    setShown({ from: 0, to: windowLines });
  }
  const target = reveal === undefined ? undefined : lineAt(lines, reveal.span.from);
  if (reveal !== revealed) {
    setRevealed(reveal);
    if (target !== undefined) {
      setFolded(
        (old) => new Set([...old].filter((line) => !(line < target && target <= (folds.get(line) ?? 0)))),
      );
      if (target < shown.from || target >= shown.to) {
        const from = Math.max(0, Math.floor((target - windowLines / 2) / chunkLines) * chunkLines);
        setShown({ from, to: from + windowLines });
      }
    }
  }
  useEffect(() => {
    if (reveal === undefined || target === undefined) return;
    const element = figure.current?.querySelector<HTMLElement>(`[data-line="${String(target)}"]`);
    element?.scrollIntoView({ block: 'center', inline: 'nearest' });
    figure.current?.querySelector<HTMLElement>('pre')?.focus({ preventScroll: true });
  }, [reveal, target]);

  const to = Math.min(shown.to, count);
  const overlays = useMemo(
    () => overlaysOf(lines, hidden.slice(0, mostHidden), reveal?.span),
    [lines, hidden, reveal],
  );
  const tones = useMemo(() => {
    const found = new Map<number, Tone>();
    for (const { at, tone } of marks ?? []) {
      const line = lineAt(lines, at);
      if (found.get(line) !== 'error') found.set(line, tone);
    }
    return found;
  }, [lines, marks]);
  const end = useRef<HTMLDivElement>(null);
  const canGrow = to < count && to - shown.from < mostLines;
  useEffect(() => {
    const sentinel = end.current;
    if (sentinel === null || !canGrow) return undefined;
    const observer = new IntersectionObserver(
      ([entry]) => {
        if (entry?.isIntersecting === true) setShown({ from: shown.from, to: to + windowLines });
      },
      { root: sentinel.closest('pre'), rootMargin: '600px' },
    );
    observer.observe(sentinel);
    return () => {
      observer.disconnect();
    };
  }, [canGrow, shown.from, to]);
  const colours = useColours(lines, language, to);
  const covered = useMemo(() => coveredLines(folded, folds), [folded, folds]);

  function toggle(line: number) {
    setFolded((old) => {
      const next = new Set(old);
      if (!next.delete(line)) next.add(line);
      return next;
    });
  }

  /** One stop of the Tab key for all folds: arrows go from one to the next. */
  function onFoldKey(event: KeyboardEvent) {
    const all = [...(figure.current?.querySelectorAll<HTMLElement>('[data-fold]') ?? [])];
    const at = all.findIndex((button) => button === document.activeElement);
    const next = at < 0 ? undefined : nextIndex(event.key, at, all.length, 'vertical');
    if (next === undefined) return;
    event.preventDefault();
    for (const button of all) button.tabIndex = -1;
    const button = all[next];
    if (button === undefined) return;
    button.tabIndex = 0;
    button.focus();
  }

  const chunks = [];
  for (let from = shown.from; from < to; from += chunkLines) {
    chunks.push(
      <CodeChunk
        key={from}
        from={from}
        to={Math.min(from + chunkLines, to)}
        lines={lines}
        // A chunk renders again when its own lines got their colours, and not for those of others.
        coloured={Math.min(colours.upTo, from + chunkLines)}
        piecesOf={colours.piecesOf}
        overlays={overlays}
        tones={tones}
        folds={folds}
        folded={folded}
        covered={covered}
        onToggle={toggle}
        onFoldKey={onFoldKey}
      />,
    );
  }

  return (
    <figure ref={figure} aria-label={label} className={styles.view}>
      <figcaption className={styles.bar}>
        <span>{formatCount(count, 'line')}</span>
        {hidden.length > 0 && <HiddenCount hidden={hidden} />}
        <span className={styles.space} />
        {folds.size > 0 && (
          <>
            <Button
              variant="quiet"
              size="small"
              onClick={() => {
                setFolded(new Set(folds.keys()));
              }}
            >
              Fold all
            </Button>
            {folded.size > 0 && (
              <Button
                variant="quiet"
                size="small"
                onClick={() => {
                  setFolded(new Set());
                }}
              >
                Unfold all
              </Button>
            )}
          </>
        )}
        {tools}
      </figcaption>
      {shown.from > 0 && (
        <More
          words={`${formatNumber(shown.from)} lines before`}
          onShow={() => {
            const from = Math.max(0, shown.from - windowLines);
            setShown({ from, to: Math.min(shown.to, from + mostLines) });
          }}
        />
      )}
      {/* Keys can scroll what has focus alone: WCAG 2.1.1 asks for this stop, the rule does not know it. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <pre tabIndex={0} className={styles.text}>
        <code className={styles.code}>{chunks}</code>
        <div ref={end} />
      </pre>
      {to < count && !canGrow && (
        <More
          words={`${formatNumber(count - to)} more lines`}
          onShow={() => {
            setShown({ from: shown.to, to: shown.to + windowLines });
          }}
        />
      )}
    </figure>
  );
}

function HiddenCount({ hidden }: { readonly hidden: readonly HiddenCharacter[] }) {
  const reorders = hidden.some(({ kind }) => kind === 'bidirectional');
  return (
    <span className={styles.hiddenCount}>
      {formatCount(hidden.length, 'hidden character')} written out
      {reorders && ', some of which reorder text'}
    </span>
  );
}

function More({ words, onShow }: { readonly words: string; readonly onShow: () => void }) {
  return (
    <p className={styles.more}>
      <span>{words}</span>
      <Button size="small" onClick={onShow}>
        Show them
      </Button>
    </p>
  );
}

function coveredLines(folded: ReadonlySet<number>, folds: ReadonlyMap<number, number>): ReadonlySet<number> {
  const covered = new Set<number>();
  for (const line of folded) {
    for (let at = line + 1; at <= (folds.get(line) ?? 0); at++) covered.add(at);
  }
  return covered;
}
