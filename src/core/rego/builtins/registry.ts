/**
 * The builtins of all engines by name. Those that every engine has are here from the start; regular expressions, time and
 * what OPA alone has are chunks of their own, which `loadBuiltins` brings in.
 */
import { type BuiltinFeature, type Profile, profiles } from '../profile.ts';
import { aggregateBuiltins } from './aggregates.ts';
import { arrayBuiltins } from './arrays.ts';
import { bitBuiltins } from './bits.ts';
import type { Builtin } from './builtin.ts';
import { encodingBuiltins } from './encoding.ts';
import { jsonPathBuiltins } from './json-paths.ts';
import { featureElsewhere } from './names.ts';
import { numberBuiltins } from './numbers.ts';
import { objectBuiltins } from './objects.ts';
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
  setBuiltins,
  sprintfBuiltins,
  stringBuiltins,
  typeBuiltins,
  unitBuiltins,
];

const byName: Map<string, Builtin> = new Map(families.flat().map((builtin) => [builtin.name, builtin]));

/** Families in chunks of their own, by the feature that brings them. */
const chunks = {
  regex: async () => (await import('./regexes.ts')).regexBuiltins,
  time: async () => (await import('./time.ts')).timeBuiltins,
  opa: async () => (await import('./more.ts')).moreBuiltins,
} as const satisfies Partial<Record<BuiltinFeature, () => Promise<readonly Builtin[]>>>;

type Chunk = keyof typeof chunks;

const loads: Map<Chunk, Promise<void>> = new Map();

/**
 * Makes every builtin of a profile known: regular expressions for the agent, time for Trustee, the rest for OPA. To be
 * awaited before a policy of that profile is compiled; at once when it was before.
 *
 * @throws what `import()` throws when a chunk cannot be fetched; the next call tries again
 */
export async function loadBuiltins(profile: Profile): Promise<void> {
  const wanted = (Object.keys(chunks) as Chunk[]).filter((feature) => profile.features.includes(feature));
  await Promise.all(
    wanted.map((feature) => {
      let load = loads.get(feature);
      if (load === undefined) {
        load = register(feature);
        loads.set(feature, load);
      }
      return load;
    }),
  );
}

async function register(feature: Chunk): Promise<void> {
  try {
    for (const builtin of await chunks[feature]()) byName.set(builtin.name, builtin);
  } catch (error) {
    loads.delete(feature);
    throw error;
  }
}

/**
 * The builtin of that name in one engine, or undefined when that engine has none.
 *
 * @throws Error when the engine has it and its chunk was not loaded: an answer without it would be a wrong one
 */
export function builtinOf(name: string, profile: Profile): Builtin | undefined {
  const builtin = byName.get(name);
  if (builtin !== undefined) return profile.features.includes(builtin.feature) ? builtin : undefined;
  const feature = featureElsewhere(name);
  if (feature !== undefined && profile.features.includes(feature)) {
    throw new Error(`${name} is not loaded: await loadBuiltins(profile) before compiling`);
  }
  return undefined;
}

/** The engines that have a name, loaded or not, to say where a call would work; none for a name unknown everywhere. */
export function enginesWith(name: string): readonly Profile[] {
  const feature = byName.get(name)?.feature ?? featureElsewhere(name);
  return feature === undefined ? [] : profiles.filter((profile) => profile.features.includes(feature));
}

/** The builtins that are loaded. */
export function allBuiltins(): IterableIterator<Builtin> {
  return byName.values();
}
