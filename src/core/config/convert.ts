/**
 * What the guest's parser makes of a value that has not the type of its key. The crate `config` converts scalars where
 * it can; these rules were found by running it.
 *
 * @see https://docs.rs/config/0.15.25/config/
 */
import type { TomlNode } from '#core/toml/node.ts';

export type Conversion<T> =
  | { readonly kind: 'as-written'; readonly value: T }
  | { readonly kind: 'converted'; readonly value: T }
  | { readonly kind: 'refused'; readonly expected: string };

const trueWords = new Set(['1', 'true', 'on', 'yes']);
const falseWords = new Set(['0', 'false', 'off', 'no']);

/** Text for every scalar; arrays and tables are refused. */
export function toText(node: TomlNode): Conversion<string> {
  switch (node.kind) {
    case 'string':
      return { kind: 'as-written', value: node.value };
    case 'integer':
    case 'float':
    case 'boolean':
      return { kind: 'converted', value: String(node.value) };
    case 'datetime':
      return { kind: 'converted', value: node.text };
    case 'array':
    case 'table':
      return { kind: 'refused', expected: 'a string' };
  }
}

/** A number that is not negative, out of decimal text, a float (rounded), a boolean or a word for one. */
export function toUnsigned(node: TomlNode): Conversion<number> {
  const expected = 'an unsigned 64 bit or less integer';
  switch (node.kind) {
    case 'integer':
      return node.value < 0
        ? { kind: 'refused', expected }
        : { kind: 'as-written', value: Number(node.value) };
    case 'float': {
      const value = Number.isNaN(node.value) ? 0 : Math.round(node.value);
      return value < 0 ? { kind: 'refused', expected } : { kind: 'converted', value };
    }
    case 'boolean':
      return { kind: 'converted', value: node.value ? 1 : 0 };
    case 'string': {
      if (/^\+?[0-9]+$/.test(node.value)) return { kind: 'converted', value: Number(node.value) };
      const word = node.value.toLowerCase();
      if (trueWords.has(word)) return { kind: 'converted', value: 1 };
      if (falseWords.has(word)) return { kind: 'converted', value: 0 };
      return { kind: 'refused', expected };
    }
    case 'datetime':
    case 'array':
    case 'table':
      return { kind: 'refused', expected };
  }
}

/** A boolean, out of a number (all but zero is true) or one of the words. */
export function toBoolean(node: TomlNode): Conversion<boolean> {
  const expected = 'a boolean';
  switch (node.kind) {
    case 'boolean':
      return { kind: 'as-written', value: node.value };
    case 'integer':
    case 'float':
      return { kind: 'converted', value: Number(node.value) !== 0 };
    case 'string': {
      const word = node.value.toLowerCase();
      if (trueWords.has(word)) return { kind: 'converted', value: true };
      if (falseWords.has(word)) return { kind: 'converted', value: false };
      return { kind: 'refused', expected };
    }
    case 'datetime':
    case 'array':
    case 'table':
      return { kind: 'refused', expected };
  }
}

/** The value in the words of a parser message: ``string "x"``, ``64-bit integer `-1` ``, `map`. */
export function parserNameOf(node: TomlNode): string {
  switch (node.kind) {
    case 'string':
      return `string ${JSON.stringify(node.value.length > 80 ? `${node.value.slice(0, 80)}…` : node.value)}`;
    case 'integer':
      return `64-bit integer \`${node.value}\``;
    case 'float':
      return `floating point \`${node.value}\``;
    case 'boolean':
      return `boolean \`${node.value}\``;
    case 'datetime':
      return `string ${JSON.stringify(node.text)}`;
    case 'array':
      return 'sequence';
    case 'table':
      return 'map';
  }
}

/** The kind of a value in words for people. */
export function kindName(node: TomlNode): string {
  switch (node.kind) {
    case 'datetime':
      return 'a date or time';
    case 'integer':
      return 'an integer';
    case 'array':
      return 'a list';
    case 'string':
    case 'float':
    case 'boolean':
    case 'table':
      return `a ${node.kind}`;
  }
}
