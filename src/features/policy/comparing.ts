/** The matrix beside another one: a second policy, or what genpolicy answers when nobody changes its settings. */
import type { Relation, RequestComparison } from '#core/policy/matrix/compare.ts';
import type { RequestVerdict, Witness } from '#core/policy/matrix/verdict.ts';
import { requestNamed } from '#core/policy/requests/request.ts';

/** How the other one stands to the policy on screen for one request. */
export interface Compared {
  /** `unknown`: the other one looks at fields, of which nothing was tried. */
  readonly relation: Relation | 'unknown';
  /** Allowed by the other one and not here. */
  readonly looser?: Witness;
  /** Allowed here and not by the other one. */
  readonly stricter?: Witness;
}

export const relationLabels = {
  looser: 'other is looser',
  stricter: 'other is stricter',
  both: 'each allows more',
  same: 'same',
  'refused-otherwise': 'refused otherwise',
  'no-difference-found': 'no difference found',
  unknown: 'other checks fields',
} as const satisfies Record<Compared['relation'], string>;

/** Whether the two were shown to differ in what they allow. */
export function differs({ relation }: Compared): boolean {
  return relation === 'looser' || relation === 'stricter' || relation === 'both';
}

export function comparedByName(
  rows: readonly RequestComparison[],
): ReadonlyMap<RequestVerdict['name'], Compared> {
  return new Map(rows.map((row) => [row.name, row]));
}

/** genpolicy is no text here but a list of answers: it differs only where a request of the matrix shows it. */
export function comparedWithGenpolicy(
  rows: readonly RequestVerdict[],
): ReadonlyMap<RequestVerdict['name'], Compared> {
  return new Map(rows.map((row) => [row.name, withGenpolicy(row)]));
}

function withGenpolicy({ name, standing, allowed, refused, overridden }: RequestVerdict): Compared {
  switch (requestNamed(name).genpolicy) {
    case 'checks':
      return { relation: 'unknown' };
    case 'allows':
      if (overridden || standing === 'allowed') return { relation: 'same' };
      return refused === undefined
        ? { relation: 'no-difference-found' }
        : { relation: 'looser', looser: refused };
    // A setting allows it when somebody changes it; by default none does.
    case 'setting':
    case 'denies': {
      const passing = allowed ?? (overridden ? refused : undefined);
      if (passing !== undefined) return { relation: 'stricter', stricter: passing };
      if (standing === 'denied') return { relation: 'same' };
      return { relation: standing === 'unreached' ? 'no-difference-found' : 'refused-otherwise' };
    }
  }
}
