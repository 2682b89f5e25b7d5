/** Tokens of a policy as texts, for rules that look for a few words in a row. */
import { isQuoted, kinds, type Tokens } from '#core/rego/lexer.ts';
import type { Span } from '#core/text/span.ts';

export interface Word {
  /** The token as written; of a string in quotes its content as far as it needs no escapes. */
  readonly text: string;
  readonly isString: boolean;
  readonly span: Span;
}

/** All tokens in order, without comments and blanks. */
export function wordsOf({ text, count, kind, from, to }: Tokens): readonly Word[] {
  const words: Word[] = [];
  for (let index = 0; index < count; index++) {
    const at = kind[index] ?? kinds.end;
    if (at === kinds.end) continue;
    const span = { from: from[index] ?? 0, to: to[index] ?? 0 };
    const written = text.slice(span.from, span.to);
    const isString = isQuoted(at);
    words.push({ text: isString ? written.replace(/^["`]|["`]$/g, '') : written, isString, span });
  }
  return words;
}

/** Where `name` is a member of what `path` leads to, in either notation: `a.b`, `a["b"]`. */
export interface Access {
  readonly span: Span;
  /** Index of the word behind it. */
  readonly next: number;
}

/**
 * Reads a path that starts at a word: `input.submods["cpu0"]` for `['input', 'submods', 'cpu0']`. Undefined when the words
 * say something else.
 */
export function accessAt(words: readonly Word[], start: number, path: readonly string[]): Access | undefined {
  const [base, ...members] = path;
  const first = words[start];
  if (first === undefined || first.isString || first.text !== base) return undefined;
  let next = start + 1;
  for (const member of members) {
    const sign = words[next];
    const name = words[next + 1];
    if (name?.text !== member) return undefined;
    if (sign?.text === '.' && !name.isString) next += 2;
    else if (sign?.text === '[' && name.isString && words[next + 2]?.text === ']') next += 3;
    else return undefined;
  }
  const last = words[next - 1] ?? first;
  return { span: { from: first.span.from, to: last.span.to }, next };
}
