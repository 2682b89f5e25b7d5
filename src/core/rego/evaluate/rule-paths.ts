/** Paths under which rules gave values, to find two rules that claim the same place. */
import type { RuleEntry } from '../compile/program.ts';
import { compareValues, equalValues, type Value } from '../value/value.ts';

export interface PathEntry {
  readonly path: readonly Value[];
  readonly value: Value;
  readonly rule: RuleEntry;
}

/** In ascending order of the paths. */
export type RulePaths = PathEntry[];

/**
 * Notes the value of a rule. The engine looks from the path downwards as long as the noted paths lead to it, and so
 * overlooks a conflict behind a neighbour.
 *
 * @returns the rule that the value conflicts with
 */
export function notePath(paths: RulePaths, entry: PathEntry, isSet: boolean): RuleEntry | undefined {
  const place = placeOf(paths, entry.path);
  let conflict: RuleEntry | undefined;
  const found = paths[place];
  const same = found !== undefined && comparePaths(found.path, entry.path) === 0;
  if (same && !isSet && !equalValues(found.value, entry.value)) conflict = found.rule;
  for (let index = place - 1; index >= 0; index -= 1) {
    const known = paths[index];
    if (known === undefined || !leadsTo(known.path, entry.path)) break;
    conflict = known.rule;
  }
  if (conflict !== undefined) return conflict;
  if (same) paths[place] = entry;
  else if (place === paths.length) paths.push(entry);
  else paths.splice(place, 0, entry);
  return undefined;
}

function placeOf(paths: RulePaths, path: readonly Value[]): number {
  let low = 0;
  let high = paths.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const entry = paths[middle];
    if (entry !== undefined && comparePaths(entry.path, path) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

export function comparePaths(a: readonly Value[], b: readonly Value[]): number {
  return compareValues(a, b);
}

function leadsTo(a: readonly Value[], b: readonly Value[]): boolean {
  if (a.length > b.length) return false;
  return a.every((key, index) => equalValues(key, b[index] as Value));
}
