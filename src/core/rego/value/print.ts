/** Values in print lines and in messages of the agent (reference/agent-policy.md 1.10). */
import { readableJson } from './json.ts';
import { type Composite, isArray, isComposite, itemsOf, keysOf, memberOf, type Value } from './value.ts';

/** Policies print the same data again and again: what took long is kept as long as the value is. */
const texts = new WeakMap<Composite, string>();
const longText = 64;

/** One argument of `print`: a string as it is, anything else as `nestedText`. */
export function printText(value: Value): string {
  if (typeof value === 'string') return value;
  if (!isComposite(value)) return readableJson(value);
  const known = texts.get(value);
  if (known !== undefined) return known;
  const text = nestedText(value);
  if (text.length >= longText) texts.set(value, text);
  return text;
}

/** Strings quoted, items after a comma and a blank, sets in braces. */
export function nestedText(value: Value): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (!isComposite(value)) return readableJson(value);
  if (isArray(value)) return `[${listText(value)}]`;
  if (value.kind === 'set') return `{${listText(itemsOf(value))}}`;
  let text = '{';
  for (const key of keysOf(value)) {
    if (text.length > 1) text += ', ';
    text += `${nestedText(key)}: ${nestedText(memberOf(value, key) as Value)}`;
  }
  return `${text}}`;
}

function listText(items: readonly Value[]): string {
  let text = '';
  for (const [index, item] of items.entries())
    text += index === 0 ? nestedText(item) : `, ${nestedText(item)}`;
  return text;
}
