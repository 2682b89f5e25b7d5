/**
 * JSON in and out, as serde_json reads and writes it in regorus.
 *
 * Integers of up to 64 bits are read exactly and larger ones as floats; the last of several equal keys counts; lone
 * surrogates and nesting deeper than 127 are refused. Written, a set is an array, a key that is no string is its own JSON
 * text, members stand in the order of their keys.
 */
import { displayNumber, jsonNumber, numberFromBigInt, readSerdeNumber } from './number.ts';
import {
  isArray,
  isComposite,
  itemsOf,
  keysOf,
  memberOf,
  objectFromMap,
  type Scalar,
  sizeOf,
  type Value,
} from './value.ts';

export type JsonReading =
  | { readonly kind: 'value'; readonly value: Value }
  | {
      readonly kind: 'refused';
      /** With its place, such as `expected value at line 1 column 2`. */
      readonly message: string;
      /** Offset of the refused character in UTF-16 code units. */
      readonly at: number;
    };

/** How deep serde_json follows arrays and objects. */
const maxDepth = 127;

/** Where and why reading stopped; thrown inside this file alone. */
class Refusal extends Error {
  readonly at: number;
  /** serde_json counts the refused character for some errors and stops before it for others. */
  readonly consumed: boolean;

  constructor(message: string, at: number, consumed: boolean) {
    super(message);
    this.at = at;
    this.consumed = consumed;
  }
}

/** Reads one JSON text. Never throws. */
export function valueFromJson(text: string): JsonReading {
  try {
    const reader = new Reader(text);
    return { kind: 'value', value: reader.document() };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { kind: 'refused', message: `${error.message} at ${placeOf(text, error)}`, at: error.at };
  }
}

/** Lines count from 1; columns are the UTF-8 bytes read of the line. */
function placeOf(text: string, refusal: Refusal): string {
  const end = Math.min(text.length, refusal.at + (refusal.consumed ? 1 : 0));
  const lineFrom = text.lastIndexOf('\n', end - 1) + 1;
  let line = 1;
  for (let at = text.indexOf('\n'); at !== -1 && at < lineFrom; at = text.indexOf('\n', at + 1)) line += 1;
  const column = new TextEncoder().encode(text.slice(lineFrom, end)).length;
  return `line ${String(line)} column ${String(column)}`;
}

class Reader {
  readonly text: string;
  at = 0;
  depth = 0;

  constructor(text: string) {
    this.text = text;
  }

  document(): Value {
    const value = this.value();
    this.skipBlanks();
    if (this.at < this.text.length) throw new Refusal('trailing characters', this.at, true);
    return value;
  }

  value(): Value {
    const code = this.skipBlanks();
    switch (code) {
      case 0x22:
        return this.string();
      case 0x7b:
        return this.object();
      case 0x5b:
        return this.array();
      case 0x74:
        return this.word('true', true);
      case 0x66:
        return this.word('false', false);
      case 0x6e:
        return this.word('null', null);
      default:
        if (code === 0x2d || (code >= 0x30 && code <= 0x39)) return this.number();
        throw this.unexpected('EOF while parsing a value', 'expected value');
    }
  }

  /** Moves to the next character that is no blank and returns its code; NaN at the end. */
  skipBlanks(): number {
    for (;;) {
      const code = this.text.charCodeAt(this.at);
      if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return code;
      this.at += 1;
    }
  }

  unexpected(atEnd: string, message: string): Refusal {
    return this.at >= this.text.length
      ? new Refusal(atEnd, this.at, false)
      : new Refusal(message, this.at, true);
  }

  word<T extends Value>(word: string, value: T): T {
    for (let index = 1; index < word.length; index += 1) {
      this.at += 1;
      if (this.text[this.at] !== word[index])
        throw this.unexpected('EOF while parsing a value', 'expected ident');
    }
    this.at += 1;
    return value;
  }

  number(): Scalar {
    const number = readSerdeNumber(this.text, this.at);
    if (number.kind === 'refused') {
      const atEnd = number.at >= this.text.length || number.message === 'number out of range';
      throw new Refusal(number.message, number.at, !atEnd);
    }
    this.at = number.end;
    return number.value;
  }

  enter(): void {
    this.depth += 1;
    if (this.depth > maxDepth) throw new Refusal('recursion limit exceeded', this.at, true);
    this.at += 1;
  }

  array(): Value {
    this.enter();
    const items: Value[] = [];
    if (this.skipBlanks() === 0x5d) {
      this.at += 1;
      this.depth -= 1;
      return items;
    }
    for (;;) {
      if (Number.isNaN(this.skipBlanks())) throw new Refusal('EOF while parsing a list', this.at, false);
      items.push(this.value());
      const code = this.skipBlanks();
      if (code === 0x5d) {
        this.at += 1;
        this.depth -= 1;
        return items;
      }
      if (code !== 0x2c) throw this.unexpected('EOF while parsing a list', 'expected `,` or `]`');
      this.at += 1;
      if (this.skipBlanks() === 0x5d) throw new Refusal('trailing comma', this.at, true);
    }
  }

  object(): Value {
    this.enter();
    const members = new Map<Scalar, Value>();
    if (this.skipBlanks() === 0x7d) {
      this.at += 1;
      this.depth -= 1;
      return objectFromMap(members);
    }
    for (;;) {
      if (this.skipBlanks() !== 0x22)
        throw this.unexpected('EOF while parsing an object', 'key must be a string');
      const key = this.string();
      if (this.skipBlanks() !== 0x3a) throw this.unexpected('EOF while parsing an object', 'expected `:`');
      this.at += 1;
      members.set(key, this.value());
      const code = this.skipBlanks();
      if (code === 0x7d) {
        this.at += 1;
        this.depth -= 1;
        return objectFromMap(members);
      }
      if (code !== 0x2c) throw this.unexpected('EOF while parsing an object', 'expected `,` or `}`');
      this.at += 1;
      if (this.skipBlanks() === 0x7d) throw new Refusal('trailing comma', this.at, true);
    }
  }

  string(): string {
    let from = this.at + 1;
    let result = '';
    for (let at = from; ; at += 1) {
      const code = this.text.charCodeAt(at);
      if (code === 0x22) {
        this.at = at + 1;
        return result === '' ? this.text.slice(from, at) : result + this.text.slice(from, at);
      }
      if (code === 0x5c) {
        result += this.text.slice(from, at);
        this.at = at + 1;
        result += this.escape();
        from = this.at;
        at = from - 1;
      } else if (code < 0x20) {
        throw new Refusal('control character (\\u0000-\\u001F) found while parsing a string', at, true);
      } else if (Number.isNaN(code)) {
        throw new Refusal('EOF while parsing a string', at, false);
      }
    }
  }

  /** What follows a backslash. */
  escape(): string {
    const escape = this.text[this.at];
    if (escape === undefined) throw new Refusal('EOF while parsing a string', this.at, false);
    if (escape === 'u') return this.unicode();
    const plain = simpleEscapes.get(escape);
    if (plain === undefined) throw new Refusal('invalid escape', this.at, true);
    this.at += 1;
    return plain;
  }

  unicode(): string {
    this.at += 1;
    const first = this.hex();
    if (first >= 0xdc00 && first <= 0xdfff)
      throw new Refusal('lone leading surrogate in hex escape', this.at - 1, true);
    if (first < 0xd800 || first > 0xdbff) return String.fromCharCode(first);
    for (const expected of ['\\', 'u']) {
      const found = this.text[this.at];
      if (found === undefined) throw new Refusal('EOF while parsing a string', this.at, false);
      if (found !== expected) throw new Refusal('unexpected end of hex escape', this.at, true);
      this.at += 1;
    }
    const second = this.hex();
    if (second < 0xdc00 || second > 0xdfff) {
      throw new Refusal('lone leading surrogate in hex escape', this.at - 1, true);
    }
    return String.fromCharCode(first, second);
  }

  hex(): number {
    if (this.at + 4 > this.text.length)
      throw new Refusal('EOF while parsing a string', this.text.length, false);
    const digits = this.text.slice(this.at, this.at + 4);
    this.at += 4;
    if (!/^[0-9a-fA-F]{4}$/.test(digits)) throw new Refusal('invalid escape', this.at - 1, true);
    return Number.parseInt(digits, 16);
  }
}

const simpleEscapes: ReadonlyMap<string, string> = new Map([
  ['"', '"'],
  ['\\', '\\'],
  ['/', '/'],
  ['b', '\b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
]);

/**
 * The value of what JSON.parse or a caller's code made: numbers as they are, lone surrogates as U+FFFD. Anything that JSON
 * cannot say, such as undefined, becomes null.
 */
export function valueFromUnknown(json: unknown): Value {
  if (typeof json === 'string') return json.toWellFormed();
  if (typeof json === 'number' || typeof json === 'boolean') return json;
  if (typeof json === 'bigint') return numberFromBigInt(json);
  if (typeof json !== 'object' || json === null) return null;
  if (Array.isArray(json)) return json.map(valueFromUnknown);
  const members = new Map<Scalar, Value>();
  for (const [key, value] of Object.entries(json)) members.set(key.toWellFormed(), valueFromUnknown(value));
  return objectFromMap(members);
}

/** Exact JSON text, or undefined when a number in it cannot be serialised, which the engine reports as an error. */
export function jsonOf(value: Value): string | undefined {
  const text = jsonText(value);
  return text.includes(unwritable) ? undefined : text;
}

/** JSON text with two blanks of indentation, or undefined as from `jsonOf`. */
export function prettyJsonOf(value: Value): string | undefined {
  const text = prettyText(value, '\n');
  return text.includes(unwritable) ? undefined : text;
}

function prettyText(value: Value, lineEnd: string): string {
  if (!isComposite(value) || sizeOf(value) === 0) return jsonText(value);
  const inner = `${lineEnd}  `;
  if (!isArray(value) && value.kind === 'object') {
    const members = keysOf(value).map((key) => {
      const name = JSON.stringify(typeof key === 'string' ? key : jsonText(key));
      return `${inner}${name}: ${prettyText(memberOf(value, key) as Value, inner)}`;
    });
    return `{${members.join(',')}${lineEnd}}`;
  }
  const items = (isArray(value) ? value : itemsOf(value)).map((item) => inner + prettyText(item, inner));
  return `[${items.join(',')}${lineEnd}]`;
}

/** Stands for a number without JSON text; no JSON text contains it otherwise, as control characters are escaped. */
const unwritable = '\u0000';

/** JSON text for messages: a number that cannot be serialised is displayed. */
export function readableJson(value: Value): string {
  return displayed(jsonText(value));
}

/** As `readableJson`, with two blanks of indentation. */
export function readablePretty(value: Value): string {
  return displayed(prettyText(value, '\n'));
}

function displayed(text: string): string {
  return text.includes(unwritable) ? text.replaceAll(/\0([^\0]*)\0/g, '$1') : text;
}

function jsonText(value: Value): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (!isComposite(value)) {
    if (typeof value !== 'number' && typeof value !== 'bigint') return String(value);
    return jsonNumber(value) ?? unwritable + displayNumber(value) + unwritable;
  }
  if (isArray(value)) return listText(value);
  if (value.kind === 'set') return listText(itemsOf(value));
  let text = '';
  for (const key of keysOf(value)) {
    const name = typeof key === 'string' ? key : jsonText(key);
    text += `${text === '' ? '' : ','}${JSON.stringify(name)}:${jsonText(memberOf(value, key) as Value)}`;
  }
  return `{${text}}`;
}

function listText(items: readonly Value[]): string {
  let text = '';
  for (const item of items) text += (text === '' ? '' : ',') + jsonText(item);
  return `[${text}]`;
}
