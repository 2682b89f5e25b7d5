/** Says of a value from anywhere whether it is what a platform would carry of the document, and if not, what it is instead. */
import { compareExpected, type ComparisonRequest } from '#core/expected/compare.ts';
import type { Comparison } from '#core/expected/comparison.ts';
import type { BindingRow } from '#core/measurement/binding.ts';
import type { PlatformId } from '#core/platform/platform.ts';
import { findValues, type FoundValue } from './found-values.ts';

/** What of a document a value is equal to. */
export interface ValueMatch {
  readonly platform: PlatformId;
  /** `claim` where the token would carry these letters, `field` where the evidence carries these bytes. */
  readonly as: 'claim' | 'field';
}

export interface CheckedValue {
  readonly found: FoundValue;
  /** Platforms on which the document gives this value; each once. */
  readonly matches: readonly ValueMatch[];
  /** How it stands to the digest, and the way to it when it is another. */
  readonly comparison: Comparison;
}

export type ValueCheck =
  | { readonly kind: 'checked'; readonly what: string; readonly values: readonly CheckedValue[] }
  | { readonly kind: 'nothing'; readonly reason: string };

/** Recognises, compares, explains. Never throws. */
export async function checkValue(
  text: string,
  rows: readonly BindingRow[],
  document: Omit<ComparisonRequest, 'expected'>,
): Promise<ValueCheck> {
  const found = findValues(text);
  if (found.kind === 'nothing') return found;
  const values: CheckedValue[] = [];
  for (const value of found.values) {
    values.push({
      found: value,
      matches: matchesOf(value, rows),
      comparison: await compareExpected({ ...document, expected: value.hex }),
    });
  }
  return { kind: 'checked', what: found.what, values };
}

function matchesOf({ hex, written }: FoundValue, rows: readonly BindingRow[]): readonly ValueMatch[] {
  const matches = new Map<PlatformId, ValueMatch>();
  for (const { route, carried, claim } of rows) {
    const { platform } = route;
    if (claim.kind === 'value' && claim.value === written) matches.set(platform, { platform, as: 'claim' });
    else if (carried.kind === 'value' && carried.value.hex === hex && !matches.has(platform)) {
      matches.set(platform, { platform, as: 'field' });
    }
  }
  return [...matches.values()];
}
