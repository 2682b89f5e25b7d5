/** Values and texts as Rust shows them for debugging: a few messages of the engine and all answers of the agent do. */
import { displayNumber } from './number.ts';
import { isArray, isNumber, itemsOf, membersOf, type Value } from './value.ts';

const escapes: ReadonlyMap<string, string> = new Map([
  ['"', '\\"'],
  ['\\', '\\\\'],
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
  ['\0', '\\0'],
]);

/** In quotes, with its own quotes, backslashes and control characters escaped. */
export function debugString(text: string): string {
  const escaped = text.replaceAll(
    /["\\\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu,
    (character) => escapes.get(character) ?? `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`,
  );
  return `"${escaped}"`;
}

/** Each part with the name of its type, such as `Array([Number(1), String("a")])`; undefined is `Undefined`. */
export function debugValue(value: Value | undefined): string {
  if (value === undefined) return 'Undefined';
  if (typeof value === 'string') return `String(${debugString(value)})`;
  if (isNumber(value)) return `Number(${displayNumber(value)})`;
  if (typeof value === 'boolean') return `Bool(${String(value)})`;
  if (value === null) return 'Null';
  if (isArray(value)) return `Array([${value.map(debugValue).join(', ')}])`;
  if (value.kind === 'set') return `Set({${itemsOf(value).map(debugValue).join(', ')}})`;
  const members = [...membersOf(value)].map(([key, item]) => `${debugValue(key)}: ${debugValue(item)}`);
  return `Object({${members.join(', ')}})`;
}
