/** Conditions on a place between two characters, by what kind of characters they are. */
import type { EdgeLook, Look, WordLook } from './syntax.ts';
import { asciiPerlSets, unicodePerlSets } from './unicode.ts';

/** Bits of what stands on one side of a place. */
export const side = {
  /** The start or the end of the text. */
  edge: 1,
  word: 2,
  asciiWord: 4,
  lineFeed: 8,
  carriageReturn: 16,
} as const;

/** The end of the text, where a code point is expected. */
export const endOfText = -1;

export function sideOf(codePoint: number): number {
  if (codePoint === endOfText) return side.edge;
  if (codePoint === 0x0a) return side.lineFeed;
  if (codePoint === 0x0d) return side.carriageReturn;
  if (asciiPerlSets.w.has(codePoint)) return side.word | side.asciiWord;
  return unicodePerlSets.w.has(codePoint) ? side.word : 0;
}

type Condition = (before: number, after: number) => boolean;

interface Asked {
  /** The bits that the condition asks for: places that differ in others need not be told apart. */
  readonly sides: number;
  readonly holds: Condition;
}

const edgeOrLine = side.edge | side.lineFeed;

const edges: Readonly<Record<EdgeLook, Asked>> = {
  start: { sides: side.edge, holds: (before) => (before & side.edge) !== 0 },
  end: { sides: side.edge, holds: (_, after) => (after & side.edge) !== 0 },
  'line-start': { sides: edgeOrLine, holds: (before) => (before & edgeOrLine) !== 0 },
  'line-end': { sides: edgeOrLine, holds: (_, after) => (after & edgeOrLine) !== 0 },
  'crlf-start': {
    sides: edgeOrLine | side.carriageReturn,
    holds: (before, after) =>
      (before & edgeOrLine) !== 0 || ((before & side.carriageReturn) !== 0 && (after & side.lineFeed) === 0),
  },
  'crlf-end': {
    sides: edgeOrLine | side.carriageReturn,
    holds: (before, after) =>
      (after & (side.edge | side.carriageReturn)) !== 0 ||
      ((after & side.lineFeed) !== 0 && (before & side.carriageReturn) === 0),
  },
};

const words: Readonly<Record<WordLook, (before: boolean, after: boolean) => boolean>> = {
  word: (before, after) => before !== after,
  'not-word': (before, after) => before === after,
  'word-start': (before, after) => !before && after,
  'word-end': (before, after) => before && !after,
  'word-start-half': (before) => !before,
  'word-end-half': (_, after) => !after,
};

const conditions: ReadonlyMap<string, Asked> = new Map<string, Asked>([
  ...Object.entries(edges),
  ...Object.entries(words).flatMap(([name, condition]) =>
    [side.word, side.asciiWord].map((bit): [string, Asked] => [
      bit === side.word ? name : `ascii-${name}`,
      { sides: bit, holds: (before, after) => condition((before & bit) !== 0, (after & bit) !== 0) },
    ]),
  ),
]);

function asked(look: Look): Asked {
  return conditions.get(look) ?? edges.start;
}

export function sidesAsked(look: Look): number {
  return asked(look).sides;
}

/** Whether a condition holds between two sides. */
export function holds(look: Look, before: number, after: number): boolean {
  return asked(look).holds(before, after);
}
