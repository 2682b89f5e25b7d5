/** The builtins that this build of the engine has, by name. */
import { type Profile, profiles } from '../profile.ts';
import { aggregateBuiltins } from './aggregates.ts';
import { arrayBuiltins } from './arrays.ts';
import type { Builtin } from './builtin.ts';
import { bitBuiltins } from './bits.ts';
import { encodingBuiltins } from './encoding.ts';
import { jsonPathBuiltins } from './json-paths.ts';
import { numberBuiltins } from './numbers.ts';
import { objectBuiltins } from './objects.ts';
import { regexBuiltins } from './regexes.ts';
import { setBuiltins } from './sets.ts';
import { sprintfBuiltins } from './sprintf.ts';
import { stringBuiltins } from './strings.ts';
import { timeBuiltins } from './time.ts';
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
  timeBuiltins,
  typeBuiltins,
  unitBuiltins,
];

const byName: ReadonlyMap<string, Builtin> = new Map(
  families.flat().map((builtin) => [builtin.name, builtin] as const),
);

/** The builtin of that name in one engine, or undefined when that engine has none. */
export function builtinOf(name: string, profile: Profile): Builtin | undefined {
  const builtin = byName.get(name);
  return builtin !== undefined && profile.features.includes(builtin.feature) ? builtin : undefined;
}

/** The engines that know the name, to say where a missing builtin does exist; none for a name unknown everywhere. */
export function enginesWith(name: string): readonly Profile[] {
  return profiles.filter((profile) => builtinOf(name, profile) !== undefined);
}

export function allBuiltins(): IterableIterator<Builtin> {
  return byName.values();
}
