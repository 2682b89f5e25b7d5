/** The fields of a request, for completion of inputs and of references below `input`. */
import type { ProfileId } from '#core/rego/profile.ts';
import { enumerations, messages } from './messages.ts';

export type ScalarType = 'string' | 'bool' | 'int32' | 'int64' | 'uint32' | 'uint64';

export type FieldType =
  | { readonly kind: 'scalar'; readonly type: ScalarType; readonly optional: boolean }
  /** A number; `names` has what each means, by its place. */
  | { readonly kind: 'enum'; readonly name: string; readonly names: readonly string[] }
  /** A list of numbers up to 255. */
  | { readonly kind: 'bytes' }
  | { readonly kind: 'message'; readonly name: string }
  | { readonly kind: 'list'; readonly item: FieldType }
  /** An object with names of its own. */
  | { readonly kind: 'map'; readonly value: FieldType }
  /** Whatever it is, and null when there is nothing. */
  | { readonly kind: 'any' };

export interface Field {
  /** As it stands in the input. */
  readonly name: string;
  readonly type: FieldType;
  /** One sentence about what it says. */
  readonly doc: string;
}

const parsed = new Map<string, readonly Field[]>();

/** The fields of a message in the order of the protocol; undefined when there is no such message. */
export function fieldsOf(message: string): readonly Field[] | undefined {
  const known = parsed.get(message);
  if (known !== undefined) return known;
  const row = Object.hasOwn(messages, message) ? messages[message] : undefined;
  if (row === undefined) return undefined;
  const fields = Object.entries(row).map(([name, [type, doc]]): Field => ({ name, type: typeOf(type), doc }));
  parsed.set(message, fields);
  return fields;
}

const scalars: ReadonlySet<string> = new Set(['string', 'bool', 'int32', 'int64', 'uint32', 'uint64']);

function typeOf(written: string): FieldType {
  const inner = written.slice(1, -1);
  if (written.startsWith('[')) return { kind: 'list', item: typeOf(inner) };
  if (written.startsWith('{')) return { kind: 'map', value: typeOf(inner) };
  const optional = written.endsWith('?');
  const name = optional ? written.slice(0, -1) : written;
  if (name === 'any') return { kind: 'any' };
  if (name === 'bytes') return { kind: 'bytes' };
  if (scalars.has(name)) return { kind: 'scalar', type: name as ScalarType, optional };
  const names = enumerations[name];
  return names === undefined ? { kind: 'message', name } : { kind: 'enum', name, names };
}

/** Releases whose policies see the file to copy as it is on the wire. */
const rawCopies: ReadonlySet<ProfileId> = new Set(['kata-3.5', 'kata-3.11']);

/**
 * The message that a policy gets for an entry point: its own name, but for CopyFileRequest, which the agent turns into one
 * without the bytes (since Kata 3.29).
 *
 * @returns undefined for an entry point that no request has
 */
export function messageOf(entrypoint: string, profile: ProfileId = 'kata-3.30'): string | undefined {
  if (!/(?:Request|Config)$/.test(entrypoint) || !Object.hasOwn(messages, entrypoint)) return undefined;
  if (entrypoint === 'PolicyCopyFileRequest') return undefined;
  return entrypoint === 'CopyFileRequest' && !rawCopies.has(profile) ? 'PolicyCopyFileRequest' : entrypoint;
}

/**
 * What stands at a path below `input`: steps are names, and numbers or undefined for any item of a list or map.
 *
 * @returns undefined when the request has nothing there
 */
export function fieldTypeAt(
  message: string,
  path: readonly (string | number | undefined)[],
): FieldType | undefined {
  let type: FieldType | undefined = { kind: 'message', name: message };
  for (const step of path) {
    switch (type.kind) {
      case 'message':
        type = fieldsOf(type.name)?.find(({ name }) => name === step)?.type;
        break;
      case 'list':
        type = typeof step === 'string' ? undefined : type.item;
        break;
      case 'map':
        type = typeof step === 'number' ? undefined : type.value;
        break;
      case 'bytes':
        type = typeof step === 'string' ? undefined : { kind: 'scalar', type: 'uint32', optional: false };
        break;
      case 'any':
        return type;
      case 'scalar':
      case 'enum':
        return undefined;
    }
    if (type === undefined) return undefined;
  }
  return type;
}

/** A type for people, such as `list of Storage`. */
export function typeText(type: FieldType): string {
  switch (type.kind) {
    case 'scalar':
      return type.optional ? `${type.type} or null` : type.type;
    case 'enum':
      return type.names.map((name, value) => `${String(value)} = ${name}`).join(', ');
    case 'bytes':
      return 'list of bytes';
    case 'message':
      return `${type.name} or null`;
    case 'list':
      return `list of ${itemText(type.item)}`;
    case 'map':
      return `object of ${itemText(type.value)}`;
    case 'any':
      return 'anything';
  }
}

function itemText(type: FieldType): string {
  return type.kind === 'message' ? type.name : typeText(type);
}
