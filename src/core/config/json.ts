/**
 * Strict JSON with places. `JSON.parse` gives neither the place of a value nor, in every engine, that of an error, and
 * findings inside an image policy need both.
 */
import type { Span } from '#core/text/span.ts';

export type JsonNode =
  | { readonly kind: 'object'; readonly span: Span; readonly members: readonly JsonMember[] }
  | { readonly kind: 'array'; readonly span: Span; readonly items: readonly JsonNode[] }
  | { readonly kind: 'string'; readonly span: Span; readonly value: string }
  | { readonly kind: 'number' | 'boolean' | 'null'; readonly span: Span };

export interface JsonMember {
  readonly key: string;
  readonly keySpan: Span;
  readonly node: JsonNode;
}

export interface JsonProblem {
  readonly span: Span;
  readonly message: string;
}

export type JsonReading =
  | { readonly kind: 'value'; readonly node: JsonNode }
  | { readonly kind: 'problem'; readonly problem: JsonProblem };

/** Deeper nesting is refused, as serde_json does at the same depth. */
const maxDepth = 128;

/** Parses one JSON value. Never throws. */
export function parseJson(text: string): JsonReading {
  const reader = new JsonReader(text);
  const node = reader.value(0);
  if (node !== undefined) reader.end();
  return node === undefined || reader.problem !== undefined
    ? {
        kind: 'problem',
        problem: reader.problem ?? { span: { from: 0, to: text.length }, message: 'Not JSON.' },
      }
    : { kind: 'value', node };
}

export function jsonMember(node: JsonNode, key: string): JsonMember | undefined {
  return node.kind === 'object' ? node.members.findLast((member) => member.key === key) : undefined;
}

const space = /[ \t\n\r]*/y;
const number = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
const word = /[A-Za-z0-9_.+-]+/y;
// eslint-disable-next-line no-control-regex -- JSON forbids control characters in strings
const string = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;

class JsonReader {
  private at = 0;
  problem: JsonProblem | undefined;
  private readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  end(): void {
    this.skip();
    if (this.at < this.text.length)
      this.fail('Something follows the end of the JSON value.', this.text.length);
  }

  value(depth: number): JsonNode | undefined {
    this.skip();
    if (depth > maxDepth) return this.fail('The nesting is too deep.');
    switch (this.text.charAt(this.at)) {
      case '{':
        return this.object(depth);
      case '[':
        return this.array(depth);
      case '"':
        return this.string();
      case '':
        return this.fail('The JSON text ends too early.');
      default:
        return this.scalar();
    }
  }

  private skip(): void {
    space.lastIndex = this.at;
    space.exec(this.text);
    this.at = space.lastIndex;
  }

  private fail(message: string, to = this.at + 1): undefined {
    this.problem ??= {
      span: { from: Math.min(this.at, this.text.length), to: Math.min(to, this.text.length) },
      message,
    };
    return undefined;
  }

  private match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0];
    if (found !== undefined) this.at += found.length;
    return found;
  }

  private string(): Extract<JsonNode, { kind: 'string' }> | undefined {
    const from = this.at;
    const written = this.match(string);
    if (written === undefined)
      return this.fail('This string is not closed or holds a character that JSON forbids.');
    return { kind: 'string', span: { from, to: this.at }, value: String(JSON.parse(written)) };
  }

  private scalar(): JsonNode | undefined {
    const from = this.at;
    if (this.text.startsWith('//', from) || this.text.startsWith('/*', from)) {
      return this.fail('JSON has no comments.', from + 2);
    }
    const digits = this.match(number);
    if (digits !== undefined) return { kind: 'number', span: { from, to: this.at } };
    const name = this.match(word);
    const span = { from, to: this.at };
    if (name === 'true' || name === 'false') return { kind: 'boolean', span };
    if (name === 'null') return { kind: 'null', span };
    this.at = from;
    return this.fail('A JSON value was expected here.', name === undefined ? from + 1 : from + name.length);
  }

  private array(depth: number): JsonNode | undefined {
    const from = this.at++;
    const items: JsonNode[] = [];
    this.skip();
    while (this.text.charAt(this.at) !== ']') {
      const item = this.value(depth + 1);
      if (item === undefined) return undefined;
      items.push(item);
      if (!this.separator(']', 'list')) return undefined;
    }
    this.at++;
    return { kind: 'array', span: { from, to: this.at }, items };
  }

  private object(depth: number): JsonNode | undefined {
    const from = this.at++;
    const members: JsonMember[] = [];
    this.skip();
    while (this.text.charAt(this.at) !== '}') {
      if (this.text.charAt(this.at) !== '"')
        return this.fail('A member name in double quotes was expected here.');
      const key = this.string();
      if (key === undefined) return undefined;
      this.skip();
      if (this.text.charAt(this.at) !== ':') return this.fail('A colon was expected here.');
      this.at++;
      const node = this.value(depth + 1);
      if (node === undefined) return undefined;
      members.push({ key: key.value, keySpan: key.span, node });
      if (!this.separator('}', 'object')) return undefined;
    }
    this.at++;
    return { kind: 'object', span: { from, to: this.at }, members };
  }

  /** Moves over a comma, or stays before the closing bracket. */
  private separator(close: string, name: string): boolean {
    this.skip();
    if (this.text.charAt(this.at) === close) return true;
    if (this.text.charAt(this.at) !== ',') {
      this.fail(
        this.at < this.text.length
          ? `A comma or the end of the ${name} was expected here.`
          : 'The JSON text ends too early.',
      );
      return false;
    }
    const comma = this.at++;
    this.skip();
    if (this.text.charAt(this.at) !== close) return true;
    this.at = comma;
    this.fail('JSON allows no comma before a closing bracket.');
    return false;
  }
}
