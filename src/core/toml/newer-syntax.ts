/** Finds what TOML 1.1 added. Rust's parser and BurntSushi's accept it, TOML 1.0 parsers refuse the text. */
import type { Span } from '../text/span.ts';
import type { Scan, ScannedInline, ScannedValue } from './scan.ts';
import { contentSpan, escapesIn } from './strings.ts';

export interface NewerSyntax {
  readonly kind:
    'escape-e' | 'escape-x' | 'inline-newline' | 'inline-trailing-comma' | 'time-without-seconds';
  readonly span: Span;
}

/** Every use of syntax that TOML 1.0 lacks, in order of place within each value. */
export function newerSyntaxIn(text: string, scan: Scan): readonly NewerSyntax[] {
  const found: NewerSyntax[] = [];
  for (const statement of scan.statements) {
    if (statement.kind === 'broken') continue;
    for (const part of statement.key) {
      if (part.quoted && text.charAt(part.span.from) === '"') {
        inString(text, { span: part.span, form: 'basic' }, found);
      }
    }
    if (statement.kind === 'pair') inValue(text, statement.value, found);
  }
  return found;
}

const withoutSeconds = /^(?:[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt ])?[0-9]{2}:[0-9]{2}(?!:|[0-9])/;

function inValue(text: string, value: ScannedValue, found: NewerSyntax[]): void {
  switch (value.kind) {
    case 'string':
      inString(text, value, found);
      break;
    case 'bare':
      if (withoutSeconds.test(text.slice(value.span.from, value.span.to))) {
        found.push({ kind: 'time-without-seconds', span: value.span });
      }
      break;
    case 'array':
      for (const item of value.items) inValue(text, item, found);
      break;
    case 'inline':
      inInline(text, value, found);
      break;
  }
}

function inString(text: string, place: Parameters<typeof contentSpan>[1], found: NewerSyntax[]): void {
  for (const { at, length, known } of escapesIn(text, contentSpan(text, place), place.form)) {
    const letter = known ? text.charAt(at + 1) : '';
    if (letter === 'e' || letter === 'x') {
      found.push({ kind: letter === 'e' ? 'escape-e' : 'escape-x', span: { from: at, to: at + length } });
    }
  }
}

function inInline(text: string, { span, pairs }: ScannedInline, found: NewerSyntax[]): void {
  let from = span.from + 1;
  for (const pair of pairs) {
    inGap(text, { from, to: pair.span.from }, found);
    for (const part of pair.key) {
      if (part.quoted && text.charAt(part.span.from) === '"') {
        inString(text, { span: part.span, form: 'basic' }, found);
      }
    }
    inValue(text, pair.value, found);
    from = pair.span.to;
  }
  const last = { from, to: span.to - 1 };
  inGap(text, last, found);
  if (pairs.length > 0) {
    const comma = commaIn(text, last);
    if (comma !== undefined)
      found.push({ kind: 'inline-trailing-comma', span: { from: comma, to: comma + 1 } });
  }
}

/** Between two pairs stand white space, a comma, and in TOML 1.1 line ends and comments. */
function inGap(text: string, { from, to }: Span, found: NewerSyntax[]): void {
  for (let feed = text.indexOf('\n', from); feed !== -1 && feed < to; feed = text.indexOf('\n', feed + 1)) {
    const start = feed > from && text.charAt(feed - 1) === '\r' ? feed - 1 : feed;
    found.push({ kind: 'inline-newline', span: { from: start, to: feed + 1 } });
  }
}

function commaIn(text: string, { from, to }: Span): number | undefined {
  for (let at = from; at < to; at++) {
    if (text.charAt(at) === ',') return at;
    if (text.charAt(at) === '#') {
      const feed = text.indexOf('\n', at);
      if (feed === -1) return undefined;
      at = feed;
    }
  }
  return undefined;
}
