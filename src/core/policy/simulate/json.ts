/** JSON as it stands in a request. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;

export interface JsonObject {
  readonly [name: string]: Json;
}

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value at a path of names and indices; undefined where there is none. */
export function jsonAt(value: Json | undefined, path: readonly (string | number)[]): Json | undefined {
  let at = value;
  for (const step of path) {
    if (Array.isArray(at)) at = typeof step === 'number' ? (at as readonly Json[])[step] : undefined;
    else at = isJsonObject(at) && Object.hasOwn(at, step) ? at[step] : undefined;
  }
  return at;
}

/**
 * The value with a part of it changed. Missing objects on the way are made, and an index behind the end of an array adds an
 * item; where the path meets something that has no parts, nothing changes.
 */
export function withJsonAt(
  value: Json,
  path: readonly (string | number)[],
  change: (part: Json | undefined) => Json,
): Json {
  const [step, ...rest] = path;
  if (step === undefined) return change(value);
  const inner = (part: Json | undefined): Json =>
    rest.length === 0 ? change(part) : withJsonAt(part ?? {}, rest, change);
  if (Array.isArray(value)) {
    if (typeof step !== 'number') return value as Json;
    const items = value as readonly Json[];
    if (step >= items.length) return [...items, inner(undefined)];
    return items.map((item, index) => (index === step ? inner(item) : item));
  }
  if (!isJsonObject(value)) return value;
  const name = String(step);
  // A definition and not an assignment, so that a member called __proto__ stays a member.
  const members = Object.entries(value).filter(([key]) => key !== name);
  return Object.fromEntries([
    ...members,
    [name, inner(Object.hasOwn(value, name) ? value[name] : undefined)],
  ]);
}
