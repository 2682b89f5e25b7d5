import type { ReactNode } from 'react';
import { classes } from './classes.ts';
import styles from './CodeBlock.module.css';
import { piecesOf, type CodeMark } from './code-pieces.ts';

/**
 * Text to read and select, in the code face. Long lines wrap, or scroll with `wrap` off; the block itself takes focus so
 * that the keyboard can scroll it.
 */
export function CodeBlock({
  text,
  label,
  marks = [],
  wrap = 'anywhere',
  height = 'auto',
  actions,
}: {
  readonly text: string;
  /** What the text is, for screen readers. */
  readonly label: string;
  /** Stretches to set off, sorted and apart. */
  readonly marks?: readonly CodeMark[];
  /**
   * `anywhere` for one endless word such as base64, `lines` for prose and code, `words` for commands, whose options must
   * not be cut at their hyphens, `off` to scroll sideways.
   */
  readonly wrap?: 'anywhere' | 'lines' | 'words' | 'off';
  /** `limited` scrolls after about ten lines; `fill` takes the room there is. */
  readonly height?: 'auto' | 'limited' | 'fill';
  /** Buttons at the top right corner. */
  readonly actions?: ReactNode;
}) {
  return (
    <figure aria-label={label} className={classes(styles.block, styles[height])}>
      {/* Keys can scroll what has focus alone: WCAG 2.1.1 asks for this stop, the rule does not know it. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <pre tabIndex={0} className={classes(styles.text, styles[wrap])}>
        {piecesOf(text, marks).map((piece) => (
          <span key={piece.from} className={piece.kind === undefined ? undefined : styles[piece.kind]}>
            {wrap === 'words' ? wordsOf(piece.text) : piece.text}
          </span>
        ))}
      </pre>
      {actions !== undefined && <div className={styles.actions}>{actions}</div>}
    </figure>
  );
}

function wordsOf(text: string): readonly ReactNode[] {
  const words = Array.from(text.matchAll(/\s+|\S+/g));
  return words.map(({ index, 0: word }) => (
    <span key={index} className={word.trim() === '' ? undefined : styles.word}>
      {word}
    </span>
  ));
}
