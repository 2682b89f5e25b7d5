/** The builtins that this build of the engine has, by name. */
import { type Profile, profiles } from '../profile.ts';
import type { Builtin } from './builtin.ts';

const families: readonly (readonly Builtin[])[] = [];

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
