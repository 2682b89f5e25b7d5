import type { ColourPiece } from '#editor/languages/colour.ts';
import { Icon } from '#ui/Icon.tsx';
import type { Tone } from '#ui/tone.ts';
import { classes } from '#ui/classes.ts';
import ChevronDown from 'lucide-react/icons/chevron-down';
import { memo, type KeyboardEvent } from 'react';
import { formatNumber } from '#features/common/format.ts';
import styles from './CodeView.module.css';
import {
  lineText,
  longestShownLine,
  stretchesOf,
  type CodeLines,
  type Overlay,
  type Stretch,
} from './lines.ts';

interface ChunkProps {
  readonly from: number;
  readonly to: number;
  readonly lines: CodeLines;
  readonly coloured: number;
  readonly piecesOf: (line: number) => readonly ColourPiece[];
  readonly overlays: ReadonlyMap<number, readonly Overlay[]>;
  readonly tones: ReadonlyMap<number, Tone>;
  readonly folds: ReadonlyMap<number, number>;
  readonly folded: ReadonlySet<number>;
  readonly covered: ReadonlySet<number>;
  readonly onToggle: (line: number) => void;
  readonly onFoldKey: (event: KeyboardEvent) => void;
}

/** Some lines of a text. The browser lays a chunk out only when it comes near the view. */
export const CodeChunk = memo(function CodeChunk({
  from,
  to,
  lines,
  coloured,
  piecesOf,
  overlays,
  tones,
  folds,
  folded,
  covered,
  onToggle,
  onFoldKey,
}: ChunkProps) {
  const rows = [];
  for (let at = from; at < to; at++) {
    if (covered.has(at)) continue;
    const end = folds.get(at);
    const isFolded = folded.has(at);
    rows.push(
      <span key={at} data-line={at} data-tone={tones.get(at)} className={styles.line}>
        <span className={styles.lineNumber} data-number={at + 1} />
        <span className={styles.fold}>
          {end !== undefined && (
            <button
              type="button"
              data-fold={at}
              tabIndex={at === firstFold(folds) ? 0 : -1}
              aria-expanded={!isFolded}
              aria-label={`Lines ${String(at + 2)} to ${String(end + 1)}`}
              className={styles.toggle}
              onKeyDown={onFoldKey}
              onClick={() => {
                onToggle(at);
              }}
            >
              <Icon of={ChevronDown} size={12} />
            </button>
          )}
        </span>
        <span className={styles.content}>
          <Line
            text={lineText(lines, at)}
            pieces={at < coloured ? piecesOf(at) : undefined}
            overlays={overlays.get(at)}
          />
          {isFolded && end !== undefined && (
            <span className={styles.folded}>… {formatNumber(end - at)} lines</span>
          )}
          {'\n'}
        </span>
      </span>,
    );
  }
  return <span className={styles.chunk}>{rows}</span>;
}, areSame);

/** Chunks without colours yet, or with all of them, have nothing new to draw when others get theirs. */
function areSame(before: ChunkProps, now: ChunkProps): boolean {
  const own = (props: ChunkProps) => Math.max(0, props.coloured - props.from);
  return (
    own(before) === own(now) &&
    before.to === now.to &&
    before.lines === now.lines &&
    before.piecesOf === now.piecesOf &&
    before.overlays === now.overlays &&
    before.tones === now.tones &&
    before.folded === now.folded
  );
}

function firstFold(folds: ReadonlyMap<number, number>): number | undefined {
  let first: number | undefined;
  for (const line of folds.keys()) if (first === undefined || line < first) first = line;
  return first;
}

function Line({
  text,
  pieces,
  overlays = [],
}: {
  readonly text: string;
  readonly pieces: readonly ColourPiece[] | undefined;
  readonly overlays: readonly Overlay[] | undefined;
}) {
  const shown = text.length > longestShownLine ? text.slice(0, longestShownLine) : text;
  const parts = pieces === undefined || shown !== text ? [{ text: shown, kind: '' }] : pieces;
  if (overlays.length === 0) {
    return (
      <>
        {parts.map((piece, index) =>
          piece.kind === '' ? (
            piece.text
          ) : (
            // A line is drawn whole or not at all, so its pieces have no other identity than their position.
            // oxlint-disable-next-line react/no-array-index-key
            <span key={index} className={styles[piece.kind]}>
              {piece.text}
            </span>
          ),
        )}
        <Rest text={text} />
      </>
    );
  }
  return (
    <>
      {stretchesOf(parts, overlays).map((stretch) => (
        <StretchOfLine key={stretch.at} stretch={stretch} />
      ))}
      <Rest text={text} />
    </>
  );
}

function Rest({ text }: { readonly text: string }) {
  if (text.length <= longestShownLine) return null;
  return (
    <span className={styles.folded}>… {formatNumber(text.length - longestShownLine)} more characters</span>
  );
}

function StretchOfLine({ stretch: { text, colour, marked, hidden } }: { readonly stretch: Stretch }) {
  const className = classes(colour !== '' && styles[colour], marked && styles.marked);
  if (hidden === undefined) return <span className={className}>{text}</span>;
  const code = `U+${hidden.codePoint.toString(16).toUpperCase().padStart(4, '0')}`;
  return (
    <span className={classes(className, styles.hidden, styles[hidden.kind])} title={`${code} ${hidden.name}`}>
      {code}
      <span className={styles.hiddenName}> {hidden.name}</span>
    </span>
  );
}
