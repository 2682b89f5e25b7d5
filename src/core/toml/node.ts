/** The tree of a TOML text: values with the places they stand at. */
import type { Span } from '../text/span.ts';
import type { StringForm } from './strings.ts';

export type TomlNode =
  TomlTable | TomlArray | TomlString | TomlInteger | TomlFloat | TomlBoolean | TomlDatetime;

export interface TomlTable {
  readonly kind: 'table';
  /** From the first to the last character that belongs to the table; the whole text for the root. */
  readonly span: Span;
  /** How the text makes it: `implicit` is a table that only the headers of its children name. */
  readonly definition: 'root' | 'header' | 'array-header' | 'inline' | 'dotted' | 'implicit';
  readonly members: readonly TomlMember[];
}

export interface TomlMember {
  readonly key: string;
  /** The part of the key, with its quotes, where it is named first. */
  readonly keySpan: Span;
  readonly node: TomlNode;
}

export interface TomlArray {
  readonly kind: 'array';
  readonly span: Span;
  /** `array-header` when its tables stand under `[[name]]`. */
  readonly definition: 'inline' | 'array-header';
  readonly items: readonly TomlNode[];
}

export interface TomlString {
  readonly kind: 'string';
  /** Delimiters included. */
  readonly span: Span;
  readonly value: string;
  readonly form: StringForm;
}

export interface TomlInteger {
  readonly kind: 'integer';
  readonly span: Span;
  /** A bigint where a number would lose digits. */
  readonly value: number | bigint;
}

export interface TomlFloat {
  readonly kind: 'float';
  readonly span: Span;
  readonly value: number;
}

export interface TomlBoolean {
  readonly kind: 'boolean';
  readonly span: Span;
  readonly value: boolean;
}

/** Any of the four date and time types. */
export interface TomlDatetime {
  readonly kind: 'datetime';
  readonly span: Span;
  /** As written. */
  readonly text: string;
}

/** The member of a table under a key, compared exactly. */
export function memberOf(table: TomlTable, key: string): TomlMember | undefined {
  return table.members.find((member) => member.key === key);
}

/** The node under a path of keys, or `undefined` where the path leaves the tables. */
export function nodeAt(root: TomlTable, path: readonly string[]): TomlNode | undefined {
  let node: TomlNode | undefined = root;
  for (const key of path) {
    if (node?.kind !== 'table') return undefined;
    node = memberOf(node, key)?.node;
  }
  return node;
}
