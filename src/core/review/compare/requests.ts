/** Requests that became looser or stricter from one policy to another, each with one that shows it. */
import { comparePolicies, type RequestComparison } from '#core/policy/matrix/compare.ts';
import { modelOf } from '#core/policy/matrix/model.ts';
import type { Sent, Witness } from '#core/policy/matrix/verdict.ts';
import { loadBuiltins } from '#core/rego/builtins/registry.ts';
import type { Profile } from '#core/rego/profile.ts';
import type { Steps } from '../steps.ts';
import type { Change, RequestWitness } from './comparison.ts';

/** @returns undefined when the engine of the profile loads one of the two not */
export async function requestChanges(
  first: string,
  second: string,
  profile: Profile,
  steps: Steps,
): Promise<readonly Change[] | undefined> {
  await loadBuiltins(profile);
  const [a, b] = [modelOf(first, profile), modelOf(second, profile)];
  await steps.next();
  if (a.reading.compiled === undefined || b.reading.compiled === undefined) return undefined;
  const { rows } = comparePolicies(a, b, { tries: 24, milliseconds: 500 });
  return rows.flatMap((row) => changeOf(row) ?? []);
}

function changeOf({ name, relation, looser, stricter }: RequestComparison): Change | undefined {
  const base = { kind: 'request', after: name } as const;
  switch (relation) {
    case 'looser':
      return {
        ...base,
        what: 'looser',
        text: `${name} is looser: something passes that did not before.`,
        ...shown(looser, 'second'),
        tone: 'error',
      };
    case 'stricter':
      return {
        ...base,
        what: 'stricter',
        text: `${name} is stricter: something is refused that passed before.`,
        ...shown(stricter, 'first'),
        tone: 'risk',
      };
    case 'both':
      return {
        ...base,
        what: 'both',
        text: `${name} is looser in one way and stricter in another.`,
        ...shown(looser, 'second'),
        tone: 'error',
      };
    case 'refused-otherwise':
      return {
        ...base,
        what: 'changed',
        text: `${name} is refused in another way: by a denial or by an internal error.`,
        tone: 'good-to-know',
      };
    case 'same':
    case 'no-difference-found':
      return undefined;
  }
}

function shown(
  witness: Witness | undefined,
  allowedBy: RequestWitness['allowedBy'],
): { readonly witness?: RequestWitness } {
  if (witness === undefined) return {};
  const plain = ({ entrypoint, input }: Sent): { readonly request: string; readonly input: string } => ({
    request: entrypoint,
    input: JSON.stringify(input, undefined, 2),
  });
  return { witness: { ...plain(witness), before: witness.before.map(plain), allowedBy } };
}
