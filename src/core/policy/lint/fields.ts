/** What the fields of requests hold, as far as ordinary inputs show it. */
import { isJsonObject, type Json } from '../simulate/json.ts';
import { specimens } from '../matrix/specimens.ts';
import type { Step } from '../matrix/origins.ts';
import type { RequestName } from '../requests/catalogue.ts';

type Kind = 'null' | 'boolean' | 'number' | 'string' | 'array' | 'object';

/** Objects whose names are free. */
const maps: ReadonlySet<Step> = new Set(['Annotations', 'Sysctl']);

/** The values that ordinary inputs have at a path; of one request, or of all. */
export function valuesAt(path: readonly Step[], name?: RequestName): readonly Json[] {
  const inputs = name === undefined ? [...specimens.values()].flat() : (specimens.get(name) ?? []);
  let values: readonly Json[] = inputs;
  for (const step of path) {
    values = values.flatMap((value): readonly Json[] => {
      if (Array.isArray(value)) return typeof step === 'string' ? [] : (value as readonly Json[]);
      if (!isJsonObject(value)) return [];
      if (step === undefined) return Object.values(value);
      const part = Object.hasOwn(value, step) ? value[step] : undefined;
      return part === undefined ? [] : [part];
    });
  }
  return values;
}

/** True for a place below a map, whose names the host or the manifest chooses. */
export function isBelowMap(path: readonly Step[]): boolean {
  return path.slice(0, -1).some((step) => maps.has(step));
}

/** Whether every ordinary value at a path is of a kind; unknown places are not. */
export function isOfKind(path: readonly Step[], kind: string): boolean {
  const values = valuesAt(path);
  return values.length > 0 && !isBelowMap(path) && values.every((value) => kindOf(value) === kind);
}

/** Whether a path is known to hold something without items. */
export function isScalar(path: readonly Step[]): boolean {
  const values = valuesAt(path);
  return (
    values.length > 0 &&
    values.every((value) => typeof value !== 'object') &&
    values.every((value) => value !== null)
  );
}

export function kindOf(value: Json): Kind {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return typeof value as Kind;
}

/** Whether a field can be missing from a request: below a map, at a place in a list, or below a message that may be null. */
export function mayBeAbsent(path: readonly Step[]): boolean {
  if (path.length === 0) return false;
  if (isBelowMap(path) || path.some((step) => typeof step === 'number')) return true;
  const values = valuesAt(path);
  const parents = valuesAt(path.slice(0, -1));
  return values.length === 0 || parents.some((parent) => parent === null);
}

/** A name that stands in no ordinary input, with those that stand in its place. */
export interface UnknownStep {
  readonly name: string;
  readonly known: readonly string[];
}

/** The first step of a path that no ordinary input of a request has; undefined when all are there or nothing is known. */
export function unknownStep(path: readonly Step[], request: RequestName): UnknownStep | undefined {
  for (const [index, step] of path.entries()) {
    const before = path.slice(0, index);
    if (isBelowMap(path.slice(0, index + 1)) || maps.has(before.at(-1))) return undefined;
    const parents = valuesAt(before, request);
    const objects = parents.filter(isJsonObject);
    // Below a message that is null, in an empty list, or in a text nothing is known.
    if (objects.length === 0 || typeof step !== 'string') {
      if (typeof step === 'string') return undefined;
      continue;
    }
    if (objects.some((object) => Object.hasOwn(object, step))) continue;
    return { name: step, known: [...new Set(objects.flatMap((object) => Object.keys(object)))] };
  }
  return undefined;
}
