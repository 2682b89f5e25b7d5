/**
 * Reads the shape of a TOML text: keys, values and headers, each with its place. It decides nothing about meaning and
 * never fails: a line that is no statement is kept as a broken one and reading goes on below it.
 *
 * Every text that the TOML parser accepts is read without a broken line; the reverse is not promised.
 */
import type { Span } from '../text/span.ts';
import { decodeString, type StringForm } from './strings.ts';

export interface KeyPart {
  readonly name: string;
  readonly span: Span;
  readonly quoted: boolean;
}

export type ScannedValue = ScannedString | ScannedBare | ScannedArray | ScannedInline;

export interface ScannedString {
  readonly kind: 'string';
  readonly span: Span;
  readonly form: StringForm;
  readonly closed: boolean;
}

/** A number, a boolean, a date, or, when `broken`, characters that are no value at all. */
export interface ScannedBare {
  readonly kind: 'bare';
  readonly span: Span;
  readonly broken: boolean;
}

export interface ScannedArray {
  readonly kind: 'array';
  readonly span: Span;
  readonly items: readonly ScannedValue[];
}

export interface ScannedInline {
  readonly kind: 'inline';
  readonly span: Span;
  readonly pairs: readonly ScannedPair[];
}

export interface ScannedPair {
  readonly kind: 'pair';
  readonly key: readonly KeyPart[];
  readonly value: ScannedValue;
  /** From the first character of the key to the last of the value. */
  readonly span: Span;
  /** The whole lines it stands on, the last line end included; in an inline table the same as `span`. */
  readonly lines: Span;
}

export interface ScannedHeader {
  readonly kind: 'header';
  readonly array: boolean;
  readonly key: readonly KeyPart[];
  readonly span: Span;
  readonly lines: Span;
}

/** What is left of a line that is not TOML; without its line end. */
export interface BrokenLine {
  readonly kind: 'broken';
  readonly span: Span;
}

export type Statement = ScannedPair | ScannedHeader | BrokenLine;

export interface Scan {
  readonly statements: readonly Statement[];
  /** False when something is certainly not TOML. */
  readonly intact: boolean;
}

/** Deeper values are refused here and by the parser; Init-Data nests three levels. */
export const maxNesting = 100;

/**
 * Reads the statements of a text.
 *
 * When the first reading meets something broken, a second one assumes that a multi-line string which runs into a line
 * such as `"cdh.toml" = '''` has lost its closing delimiter, and ends it above that line.
 */
export function scanToml(text: string): Scan {
  const scan = new Scanner(text, false).run();
  return scan.intact || !scan.runsOver ? scan : new Scanner(text, true).run();
}

const bareKey = /[A-Za-z0-9_-]+/y;
const scalar =
  /^(?:true|false|[+-]?(?:inf|nan)|[+-]?[0-9][0-9A-Za-z_.+:-]*|[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9][0-9:.+Zz-]*)$/;
const quotedKeyLine = /^[ \t]*(?:"[^"\n]+"|'[^'\n]+')[ \t]*=[ \t]*$/;
const quotedKeyOpening = /^[ \t]*(?:"[^"\n]+"|'[^'\n]+')[ \t]*=[ \t]*(?:"""|''')/m;

const tab = 0x09;
const lineFeed = 0x0a;
const carriageReturn = 0x0d;
const space = 0x20;
const doubleQuote = 0x22;
const hash = 0x23;
const singleQuote = 0x27;
const comma = 0x2c;
const dot = 0x2e;
const equals = 0x3d;
const openBracket = 0x5b;
const backslash = 0x5c;
const closeBracket = 0x5d;
const openBrace = 0x7b;
const closeBrace = 0x7d;

interface Reading extends Scan {
  /** True when some multi-line string runs into a line that looks like the next entry. */
  readonly runsOver: boolean;
}

/** One reading of one text. A class because nine mutually recursive readers share a position; it leaves this file as data. */
class Scanner {
  private at: number;
  private lineStart: number;
  private intact = true;
  private runsOver = false;
  private readonly statements: Statement[] = [];
  private readonly text: string;
  private readonly repair: boolean;

  constructor(text: string, repair: boolean) {
    this.text = text;
    this.repair = repair;
    this.at = text.charCodeAt(0) === 0xfeff ? 1 : 0;
    this.lineStart = this.at;
  }

  run(): Reading {
    for (this.skipBlankLines(); this.at < this.text.length; this.skipBlankLines()) {
      const from = this.at;
      const lineStart = this.lineStart;
      const statement =
        this.text.charCodeAt(from) === openBracket ? this.header(lineStart) : this.topLevelPair(lineStart);
      if (statement === undefined) {
        this.at = from;
        this.breakLine();
        continue;
      }
      this.statements.push(statement);
      if (!this.atLineEnd()) this.breakLine();
    }
    return { statements: this.statements, intact: this.intact, runsOver: this.runsOver };
  }

  private header(lineStart: number): ScannedHeader | undefined {
    const from = this.at;
    const array = this.text.charCodeAt(from + 1) === openBracket;
    this.at += array ? 2 : 1;
    const key = this.key();
    if (key === undefined || !this.take(closeBracket) || (array && !this.take(closeBracket)))
      return undefined;
    const span = { from, to: this.at };
    return { kind: 'header', array, key, span, lines: { from: lineStart, to: this.lineEnd() } };
  }

  private topLevelPair(lineStart: number): ScannedPair | undefined {
    const from = this.at;
    const key = this.key();
    if (key === undefined || !this.take(equals)) return undefined;
    this.skipSpaces();
    const value = this.value(0) ?? this.restOfLine();
    const span = { from, to: value.span.to };
    return { kind: 'pair', key, value, span, lines: { from: lineStart, to: this.lineEnd() } };
  }

  private key(): readonly KeyPart[] | undefined {
    const parts: KeyPart[] = [];
    for (;;) {
      this.skipSpaces();
      const from = this.at;
      const first = this.text.charCodeAt(from);
      if (first === doubleQuote || first === singleQuote) {
        const { span, form, closed } = this.string();
        if (!closed || form.startsWith('ml-')) return undefined;
        parts.push({ name: decodeString(this.text, { span, form }), span, quoted: true });
      } else {
        bareKey.lastIndex = from;
        const name = bareKey.exec(this.text)?.[0];
        if (name === undefined) return undefined;
        this.at += name.length;
        parts.push({ name, span: { from, to: this.at }, quoted: false });
      }
      this.skipSpaces();
      if (!this.take(dot)) return parts;
    }
  }

  private value(depth: number): ScannedValue | undefined {
    switch (this.text.charCodeAt(this.at)) {
      case doubleQuote:
      case singleQuote:
        return this.string();
      case openBracket:
        return depth < maxNesting ? this.array(depth) : undefined;
      case openBrace:
        return depth < maxNesting ? this.inline(depth) : undefined;
      default:
        return depth === 0 ? this.restOfLine() : this.bare();
    }
  }

  private array(depth: number): ScannedArray | undefined {
    const from = this.at++;
    const items: ScannedValue[] = [];
    for (;;) {
      this.skipBlankLines();
      if (this.take(closeBracket)) return { kind: 'array', span: { from, to: this.at }, items };
      const item = this.value(depth + 1);
      if (item === undefined) return undefined;
      items.push(item);
      this.skipBlankLines();
      if (!this.take(comma) && this.text.charCodeAt(this.at) !== closeBracket) return undefined;
    }
  }

  private inline(depth: number): ScannedInline | undefined {
    const from = this.at++;
    const pairs: ScannedPair[] = [];
    for (;;) {
      this.skipBlankLines();
      if (this.take(closeBrace)) return { kind: 'inline', span: { from, to: this.at }, pairs };
      const keyFrom = this.at;
      const key = this.key();
      if (key === undefined || !this.take(equals)) return undefined;
      this.skipSpaces();
      const value = this.value(depth + 1);
      if (value === undefined) return undefined;
      const span = { from: keyFrom, to: value.span.to };
      pairs.push({ kind: 'pair', key, value, span, lines: span });
      this.skipBlankLines();
      if (!this.take(comma) && this.text.charCodeAt(this.at) !== closeBrace) return undefined;
    }
  }

  /** Reads a bare value inside an array or inline table. */
  private bare(): ScannedBare | undefined {
    const from = this.at;
    while (this.at < this.text.length && !endsBareValue(this.text.charCodeAt(this.at))) this.at++;
    const next = this.text.charCodeAt(this.at + 1);
    if (
      this.at === from + 10 &&
      this.text.charCodeAt(this.at) === space &&
      next >= 0x30 &&
      next <= 0x39 &&
      this.text.charCodeAt(from + 4) === 0x2d
    ) {
      this.at++;
      while (this.at < this.text.length && !endsBareValue(this.text.charCodeAt(this.at))) this.at++;
    }
    if (!scalar.test(this.text.slice(from, this.at))) return undefined;
    return { kind: 'bare', span: { from, to: this.at }, broken: false };
  }

  /** Takes everything up to a comment or the line end as one bare value. */
  private restOfLine(): ScannedBare {
    const from = this.at;
    let to = from;
    for (; this.at < this.text.length; this.at++) {
      const code = this.text.charCodeAt(this.at);
      if (code === lineFeed || code === hash) break;
      if (code !== space && code !== tab && code !== carriageReturn) to = this.at + 1;
    }
    this.at = to;
    const broken = !scalar.test(this.text.slice(from, Math.min(to, from + 200)));
    if (broken) this.intact = false;
    return { kind: 'bare', span: { from, to }, broken };
  }

  private string(): ScannedString {
    const from = this.at;
    const quote = this.text.charCodeAt(from);
    const literal = quote === singleQuote;
    const multiline = this.text.charCodeAt(from + 1) === quote && this.text.charCodeAt(from + 2) === quote;
    if (multiline) {
      const closed = literal ? this.multilineLiteral(from) : this.multilineBasic(from);
      return {
        kind: 'string',
        span: { from, to: this.at },
        form: literal ? 'ml-literal' : 'ml-basic',
        closed,
      };
    }
    this.at++;
    const closed = this.singleLine(quote, !literal);
    return { kind: 'string', span: { from, to: this.at }, form: literal ? 'literal' : 'basic', closed };
  }

  private singleLine(quote: number, escapes: boolean): boolean {
    for (; this.at < this.text.length; this.at++) {
      const code = this.text.charCodeAt(this.at);
      if (code === quote) {
        this.at++;
        return true;
      }
      if (code === lineFeed) break;
      if (escapes && code === backslash && this.text.charCodeAt(this.at + 1) !== lineFeed) this.at++;
    }
    if (this.at > this.text.length) this.at = this.text.length;
    if (this.text.charCodeAt(this.at - 1) === carriageReturn) this.at--;
    this.intact = false;
    return false;
  }

  private multilineLiteral(from: number): boolean {
    return this.closeMultiline(from, this.text.indexOf("'''", from + 3), singleQuote);
  }

  private multilineBasic(from: number): boolean {
    let at = from + 3;
    for (; at < this.text.length; at++) {
      const code = this.text.charCodeAt(at);
      if (code === backslash) at++;
      else if (code === doubleQuote && this.text.startsWith('"""', at)) break;
    }
    return this.closeMultiline(from, at < this.text.length ? at : -1, doubleQuote);
  }

  /** `close` is where the closing delimiter begins, or -1. Up to two quotes before it belong to the content. */
  private closeMultiline(from: number, close: number, quote: number): boolean {
    const end = this.lostEnd(from, close);
    if (end !== undefined) {
      this.runsOver = true;
      if (this.repair) {
        this.at = end;
        this.lineStart = end;
        this.intact = false;
        return false;
      }
    }
    if (close === -1) {
      this.at = this.text.length;
      this.intact = false;
      return false;
    }
    this.at = close + 3;
    for (let more = 0; more < 2 && this.text.charCodeAt(this.at) === quote; more++) this.at++;
    return true;
  }

  /** Where a string that swallowed the next entry's opening delimiter should have ended. */
  private lostEnd(from: number, close: number): number | undefined {
    if (close === -1) {
      const found = quotedKeyOpening.exec(this.text.slice(from + 3));
      return found === null ? undefined : from + 3 + found.index;
    }
    const line = this.text.lastIndexOf('\n', close) + 1;
    return line > from && close - line < 200 && quotedKeyLine.test(this.text.slice(line, close))
      ? line
      : undefined;
  }

  private breakLine(): void {
    const from = this.at;
    const feed = this.text.indexOf('\n', from);
    const end = feed === -1 ? this.text.length : feed;
    this.at = end;
    const to = end > from && this.text.charCodeAt(end - 1) === carriageReturn ? end - 1 : end;
    this.statements.push({ kind: 'broken', span: { from, to } });
    this.intact = false;
  }

  private take(code: number): boolean {
    if (this.text.charCodeAt(this.at) !== code) return false;
    this.at++;
    return true;
  }

  /** True at the end of a line, after white space and a comment; a string that lost its end may stop at a line's start. */
  private atLineEnd(): boolean {
    this.skipSpaces();
    const code = this.text.charCodeAt(this.at);
    return (
      this.at >= this.text.length ||
      code === lineFeed ||
      code === hash ||
      (code === carriageReturn && this.text.charCodeAt(this.at + 1) === lineFeed) ||
      this.at === this.lineStart
    );
  }

  /** The offset after the line end that follows, or the end of the text. */
  private lineEnd(): number {
    if (this.at === this.lineStart && this.at > 0) return this.at;
    const feed = this.text.indexOf('\n', this.at);
    return feed === -1 ? this.text.length : feed + 1;
  }

  private skipSpaces(): void {
    for (;;) {
      const code = this.text.charCodeAt(this.at);
      if (code !== space && code !== tab) return;
      this.at++;
    }
  }

  private skipBlankLines(): void {
    for (; this.at < this.text.length; this.at++) {
      const code = this.text.charCodeAt(this.at);
      if (code === lineFeed) this.lineStart = this.at + 1;
      else if (code === hash) {
        const feed = this.text.indexOf('\n', this.at);
        this.at = feed === -1 ? this.text.length - 1 : feed;
        if (feed !== -1) this.lineStart = feed + 1;
      } else if (
        code !== space &&
        code !== tab &&
        !(code === carriageReturn && this.text.charCodeAt(this.at + 1) === lineFeed)
      ) {
        return;
      }
    }
  }
}

function endsBareValue(code: number): boolean {
  return (
    code === space ||
    code === tab ||
    code === lineFeed ||
    code === carriageReturn ||
    code === comma ||
    code === hash ||
    code === closeBracket ||
    code === closeBrace
  );
}
