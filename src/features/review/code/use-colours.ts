import {
  colourLine,
  firstState,
  type ColourPiece,
  type ColourState,
  type Grammars,
} from '#editor/languages/colour.ts';
import { regoGrammar } from '#editor/languages/rego.ts';
import { tomlGrammar } from '#editor/languages/toml.ts';
import { jsonGrammar, yamlGrammar } from '#editor/languages/yaml-colours.ts';
import { useEffect, useMemo, useState } from 'react';
import { lineText, type CodeLines } from './lines.ts';

const grammars: Grammars = { rego: regoGrammar, toml: tomlGrammar, yaml: yamlGrammar, json: jsonGrammar };

/** The page answers between two slices of this length. */
const sliceMilliseconds = 6;

export interface Colours {
  /** Lines before this one are coloured; the others are shown plain until their turn. */
  readonly upTo: number;
  readonly piecesOf: (line: number) => readonly ColourPiece[];
}

/**
 * Colours of the lines of a text, worked out a few at a time because each line depends on those before it.
 *
 * @param wanted lines up to this one are needed
 */
export function useColours(lines: CodeLines, language: string, wanted: number): Colours {
  const book = useMemo(() => bookOf(lines, language), [lines, language]);
  const [upTo, setUpTo] = useState({ book, lines: 0 });
  const done = upTo.book === book ? upTo.lines : 0;
  useEffect(() => {
    if (done >= Math.min(wanted, lines.starts.length)) return undefined;
    const timer = setTimeout(() => {
      setUpTo({ book, lines: book.advance(wanted) });
    });
    return () => {
      clearTimeout(timer);
    };
  }, [book, done, wanted, lines]);
  return { upTo: done, piecesOf: book.piecesOf };
}

function bookOf(lines: CodeLines, language: string) {
  const pages: (readonly ColourPiece[])[] = [];
  let state: ColourState = firstState;
  return {
    piecesOf: (line: number): readonly ColourPiece[] =>
      pages[line] ?? [{ text: lineText(lines, line), kind: '' }],
    advance(wanted: number): number {
      const end = performance.now() + sliceMilliseconds;
      while (pages.length < Math.min(wanted, lines.starts.length) && performance.now() < end) {
        const result = colourLine(grammars, language, lineText(lines, pages.length), state);
        ({ state } = result);
        pages.push(result.pieces);
      }
      return pages.length;
    },
  };
}
