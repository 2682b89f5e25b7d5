/** Set algebra. The smaller side is walked where the result allows it; the operands stay as they are. */
import { addItem, copySet, hasItem, newSet, type RegoSet, sizeOf, type Value } from './value.ts';

/** Items in no particular order: cheaper than `itemsOf`. */
export function* unorderedItems(set: RegoSet): Generator<Value, void, undefined> {
  yield* set.scalars;
  if (set.composites !== undefined) yield* set.composites.values();
}

export function unionOf(a: RegoSet, b: RegoSet): RegoSet {
  const [larger, smaller] = sizeOf(a) >= sizeOf(b) ? [a, b] : [b, a];
  if (sizeOf(smaller) === 0) return larger;
  const union = copySet(larger);
  for (const item of unorderedItems(smaller)) addItem(union, item);
  return union;
}

export function intersectionOf(a: RegoSet, b: RegoSet): RegoSet {
  const [larger, smaller] = sizeOf(a) >= sizeOf(b) ? [a, b] : [b, a];
  const shared = newSet();
  for (const item of unorderedItems(smaller)) if (hasItem(larger, item)) addItem(shared, item);
  return shared;
}

export function differenceOf(a: RegoSet, b: RegoSet): RegoSet {
  if (sizeOf(b) === 0) return a;
  const rest = newSet();
  for (const item of unorderedItems(a)) if (!hasItem(b, item)) addItem(rest, item);
  return rest;
}
