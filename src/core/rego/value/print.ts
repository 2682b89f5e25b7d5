/** Values in print lines and in messages of the agent (reference/agent-policy.md 1.10). */
import { readableJson } from './json.ts';
import { isArray, isComposite, itemsOf, membersOf, type Value } from './value.ts';

/** One argument of `print`: a string as it is, anything else as `nestedText`. */
export function printText(value: Value): string {
  return typeof value === 'string' ? value : nestedText(value);
}

/** Strings quoted, items after a comma and a blank, sets in braces. */
export function nestedText(value: Value): string {
  if (!isComposite(value)) return readableJson(value);
  if (isArray(value)) return `[${value.map(nestedText).join(', ')}]`;
  if (value.kind === 'set') return `{${itemsOf(value).map(nestedText).join(', ')}}`;
  return `{${[...membersOf(value)].map(([key, item]) => `${nestedText(key)}: ${nestedText(item)}`).join(', ')}}`;
}
