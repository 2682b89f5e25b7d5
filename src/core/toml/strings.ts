/**
 * TOML strings as text: where the content of each of the four forms starts and ends, and what its escapes stand for.
 * Tolerant, because it also serves documents that no parser accepts: a bad escape stands for its own characters.
 */
import type { Span } from '../text/span.ts';

export type StringForm = 'basic' | 'literal' | 'ml-basic' | 'ml-literal';

/** A string where it stands; `closed` is false when its closing delimiter is missing. Absent means closed. */
export interface StringPlace {
  readonly span: Span;
  readonly form: StringForm;
  readonly closed?: boolean;
}

export interface Escape {
  /** Where the backslash is. */
  readonly at: number;
  /** Code units of the text, the backslash included. */
  readonly length: number;
  /** What it stands for; empty for a line-ending backslash. */
  readonly value: string;
  /** False when TOML has no such escape. */
  readonly known: boolean;
}

const simpleEscapes: Readonly<Record<string, string>> = {
  b: '\b',
  t: '\t',
  n: '\n',
  f: '\f',
  r: '\r',
  e: '\u001b',
  '"': '"',
  '\\': '\\',
};

export function isMultiline(form: StringForm): boolean {
  return form === 'ml-basic' || form === 'ml-literal';
}

export function isBasic(form: StringForm): boolean {
  return form === 'basic' || form === 'ml-basic';
}

/** The code units between the delimiters, without the line end that TOML drops after an opening `'''` or `"""`. */
export function contentSpan(text: string, { span, form, closed = true }: StringPlace): Span {
  const delimiter = isMultiline(form) ? 3 : 1;
  const to = closed ? Math.max(span.from + delimiter, span.to - delimiter) : span.to;
  let from = Math.min(span.from + delimiter, to);
  if (isMultiline(form)) {
    if (text.startsWith('\n', from)) from++;
    else if (text.startsWith('\r\n', from)) from += 2;
  }
  return { from: Math.min(from, to), to };
}

/** The content of a string, escapes replaced. */
export function decodeString(text: string, place: StringPlace): string {
  const { from, to } = contentSpan(text, place);
  if (!isBasic(place.form)) return text.slice(from, to);
  let result = '';
  let start = from;
  for (const escape of escapesIn(text, { from, to }, place.form)) {
    result += text.slice(start, escape.at) + escape.value;
    start = escape.at + escape.length;
  }
  return result + text.slice(start, to);
}

/** The escapes of a basic string's content, in order; none in a literal. */
export function escapesIn(text: string, { from, to }: Span, form: StringForm): readonly Escape[] {
  if (!isBasic(form)) return [];
  const escapes: Escape[] = [];
  // Searched in the content alone: beyond it the next backslash may be a megabyte away.
  const content = text.slice(from, to);
  let at = content.indexOf('\\');
  while (at !== -1) {
    const escape = escapeAt(text, from + at, to, form);
    escapes.push(escape);
    at = content.indexOf('\\', at + escape.length);
  }
  return escapes;
}

const lineEnding = /[ \t]*\r?\n(?:[ \t\n]|\r\n)*/y;
const hexDigits = /^[0-9a-fA-F]+$/;

function escapeAt(text: string, at: number, to: number, form: StringForm): Escape {
  const letter = text.charAt(at + 1);
  const simple = at + 1 < to ? simpleEscapes[letter] : undefined;
  if (simple !== undefined) return { at, length: 2, value: simple, known: true };
  const digits = letter === 'x' ? 2 : letter === 'u' ? 4 : letter === 'U' ? 8 : 0;
  if (digits > 0 && at + 2 + digits <= to) {
    const hex = text.slice(at + 2, at + 2 + digits);
    const point = hexDigits.test(hex) ? Number.parseInt(hex, 16) : Number.NaN;
    if (point <= 0x10ffff && (point < 0xd800 || point > 0xdfff)) {
      return { at, length: 2 + digits, value: String.fromCodePoint(point), known: true };
    }
  }
  if (form === 'ml-basic') {
    lineEnding.lastIndex = at + 1;
    const end = lineEnding.exec(text);
    if (end !== null) {
      return { at, length: Math.min(1 + end[0].length, to - at), value: '', known: true };
    }
  }
  return { at, length: 1, value: '\\', known: false };
}
