/** Patterns as the parser understands them and the compiler takes them. */
import type { CharSet } from './char-set.ts';

/**
 * Conditions on a place in the text.
 *
 * - `start`, `end`: of the text; `line-start`, `line-end`: also around `\n`; `crlf-…`: also around `\r`, `\n` and `\r\n`.
 * - `word…` by Unicode, `ascii-word…` by ASCII letters: boundary, its negation, start and end of a word and their halves.
 */
export type EdgeLook = 'start' | 'end' | 'line-start' | 'line-end' | 'crlf-start' | 'crlf-end';

export type WordLook = 'word' | 'not-word' | 'word-start' | 'word-end' | 'word-start-half' | 'word-end-half';

export type Look = EdgeLook | WordLook | `ascii-${WordLook}`;

export type RegexNode =
  | { readonly kind: 'empty' }
  | { readonly kind: 'set'; readonly set: CharSet }
  | { readonly kind: 'look'; readonly look: Look }
  | { readonly kind: 'capture'; readonly index: number; readonly node: RegexNode }
  | { readonly kind: 'sequence'; readonly nodes: readonly RegexNode[] }
  | { readonly kind: 'alternation'; readonly nodes: readonly RegexNode[] }
  | {
      readonly kind: 'repetition';
      readonly node: RegexNode;
      readonly min: number;
      /** Without one there is no upper bound. */
      readonly max: number | undefined;
      readonly greedy: boolean;
    };

export interface Pattern {
  readonly node: RegexNode;
  /** Number of groups with the whole match, which is group 0. */
  readonly groups: number;
  readonly names: ReadonlyMap<string, number>;
}

export type PatternReading =
  | { readonly kind: 'pattern'; readonly pattern: Pattern }
  | {
      readonly kind: 'refused';
      /** Why, in a few words of ours: the engine says `invalid regex` alone. */
      readonly reason: string;
      /** Offset in code points. */
      readonly at: number;
    };
