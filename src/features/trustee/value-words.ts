/** How a value that somebody brought is told from what the document gives. */
import type { Comparison } from '#core/expected/comparison.ts';
import type { Carried } from '#core/measurement/binding.ts';
import { platformOf } from '#core/platform/platform.ts';
import type { ValueMatch } from '#core/trustee/check-value.ts';
import { formatNumber } from '../common/format.ts';

/** What on the chosen platform a value is equal to. */
export function matchWords({ platform, as }: ValueMatch, carried: Carried | undefined): string {
  const { name } = platformOf(platform);
  const field = carried?.kind === 'value' ? carried.field : 'the evidence';
  return as === 'claim'
    ? `Equal, letter by letter, to the claim init_data of this document on ${name}.`
    : `Equal to the bytes of ${field} for this document on ${name}. The claim writes them in another way.`;
}

/** Why a value is no value of the document, as far as a known way leads there. */
export function differenceWords({
  explanation,
  tried,
  complete,
}: Extract<Comparison, { readonly kind: 'differs' }>): string {
  if (explanation !== undefined) return explanation.text;
  const ways = `None of the ${formatNumber(tried)} known ways leads from this document to that value`;
  return complete
    ? `${ways}: it is of another document, or of none.`
    : `${ways}; the search ended at its limit.`;
}
