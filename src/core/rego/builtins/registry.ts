/** The builtins of all engines by name: those of the agent at once, the others when they are loaded. */
import { type Profile, profiles } from '../profile.ts';
import { aggregateBuiltins } from './aggregates.ts';
import { arrayBuiltins } from './arrays.ts';
import type { Builtin } from './builtin.ts';
import { bitBuiltins } from './bits.ts';
import { encodingBuiltins } from './encoding.ts';
import { jsonPathBuiltins } from './json-paths.ts';
import { namesElsewhere } from './names.ts';
import { numberBuiltins } from './numbers.ts';
import { objectBuiltins } from './objects.ts';
import { regexBuiltins } from './regexes.ts';
import { setBuiltins } from './sets.ts';
import { sprintfBuiltins } from './sprintf.ts';
import { stringBuiltins } from './strings.ts';
import { typeBuiltins } from './types.ts';
import { unitBuiltins } from './units.ts';

const families: readonly (readonly Builtin[])[] = [
  aggregateBuiltins,
  arrayBuiltins,
  bitBuiltins,
  encodingBuiltins,
  jsonPathBuiltins,
  numberBuiltins,
  objectBuiltins,
  regexBuiltins,
  setBuiltins,
  sprintfBuiltins,
  stringBuiltins,
  typeBuiltins,
  unitBuiltins,
];

const byName: Map<string, Builtin> = new Map(families.flat().map((builtin) => [builtin.name, builtin]));

/**
 * Makes the builtins of a profile known that are not those of the agent. To be awaited before a policy of that profile is
 * compiled; at once for the agent's own.
 */
export async function loadBuiltins(profile: Profile): Promise<void> {
  if (!profile.features.includes('time') && !profile.features.includes('opa')) return;
  const { moreBuiltins } = await import('./more.ts');
  for (const builtin of moreBuiltins) byName.set(builtin.name, builtin);
}

/** The builtin of that name in one engine, or undefined when that engine has none or it was not loaded. */
export function builtinOf(name: string, profile: Profile): Builtin | undefined {
  const builtin = byName.get(name);
  return builtin !== undefined && profile.features.includes(builtin.feature) ? builtin : undefined;
}

/**
 * The engines that know the name, built here or not, to say where a call would work; none for a name unknown everywhere.
 */
export function enginesWith(name: string): readonly Profile[] {
  const feature = byName.get(name)?.feature ?? namesElsewhere.get(name);
  return feature === undefined ? [] : profiles.filter((profile) => profile.features.includes(feature));
}

/** The builtins that are loaded. */
export function allBuiltins(): IterableIterator<Builtin> {
  return byName.values();
}
