/** What the fields of requests hold: by the messages of the protocol, and by what an honest host leaves out. */
import { type FieldType, fieldsOf, fieldTypeAt, messageOf } from '../agent/fields.ts';
import type { Step } from '../matrix/origins.ts';
import { specimens } from '../matrix/specimens.ts';
import type { RequestName } from '../requests/catalogue.ts';
import { agentRequests } from '../requests/request.ts';
import { isJsonObject, type Json } from '../simulate/json.ts';

/** What stands at a path, in each of the requests that have it. */
export function typesAt(path: readonly Step[]): readonly FieldType[] {
  return agentRequests.flatMap(({ name }) => {
    const message = messageOf(name);
    const type = message === undefined ? undefined : fieldTypeAt(message, path);
    return type === undefined ? [] : [type];
  });
}

/** Whether a path holds values of a kind in every request that has it; names of maps are the host's and hold texts. */
export function isOfKind(path: readonly Step[], kind: 'number' | 'string' | 'set'): boolean {
  const types = typesAt(path);
  return (
    types.length > 0 &&
    types.every((type) => {
      if (type.kind === 'enum') return kind === 'number';
      if (type.kind !== 'scalar' || type.optional) return false;
      return type.type === 'string' ? kind === 'string' : kind === 'number' && type.type !== 'bool';
    })
  );
}

/** Whether a path is known to hold something without items. */
export function isScalar(path: readonly Step[]): boolean {
  const types = typesAt(path);
  return types.length > 0 && types.every(({ kind }) => kind === 'scalar' || kind === 'enum');
}

/** Whether a path may hold false, so that a negation of it may hold. */
export function isBoolean(path: readonly Step[]): boolean {
  return typesAt(path).some(
    (type) => type.kind === 'any' || (type.kind === 'scalar' && type.type === 'bool'),
  );
}

/**
 * Whether a field can be missing from a request: a name in a map, a place in a list, or a part of a message that honest
 * hosts leave out.
 */
export function mayBeAbsent(path: readonly Step[]): boolean {
  if (path.some((step) => typeof step === 'number')) return true;
  return path.some((_, index) => {
    if (index === 0) return false;
    const parent = path.slice(0, index);
    return typesAt(parent).some(({ kind }) => kind === 'map') || ordinaryValues(parent).includes(null);
  });
}

/** A name that the messages do not have, with those that stand in its place. */
export interface UnknownStep {
  /** Its place in the path. */
  readonly index: number;
  readonly name: string;
  readonly known: readonly string[];
}

/** The first step of a path that a request does not have; undefined when all are there. */
export function unknownStep(
  path: readonly Step[],
  request: RequestName,
  profile: Parameters<typeof messageOf>[1],
): UnknownStep | undefined {
  const message = messageOf(request, profile);
  if (message === undefined) return undefined;
  for (const [index, step] of path.entries()) {
    if (fieldTypeAt(message, path.slice(0, index + 1)) !== undefined) continue;
    const parent = fieldTypeAt(message, path.slice(0, index));
    // A loop over something without items is not about its name.
    if (typeof step !== 'string') return undefined;
    const fields = parent?.kind === 'message' ? fieldsOf(parent.name) : undefined;
    return { index, name: step, known: (fields ?? []).map(({ name }) => name) };
  }
  return undefined;
}

/** The values that ordinary inputs have at a path. */
function ordinaryValues(path: readonly Step[]): readonly Json[] {
  let values: readonly Json[] = [...specimens.values()].flat();
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
