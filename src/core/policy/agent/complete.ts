/**
 * Requests as the agent's policy sees them: the agent decodes a request and writes it out again, so that every field is
 * there, with its default where nothing was sent, and nothing else (reference/agent-policy.md 3.1).
 */
import type { ProfileId } from '#core/rego/profile.ts';
import {
  canonicalText,
  emptyObject,
  isArray,
  isNumber,
  isObject,
  membersOf,
  newObject,
  putMember,
  type RegoObject,
  type Value,
} from '#core/rego/value/value.ts';
import { type FieldType, fieldsOf, messageOf } from './fields.ts';

type Path = readonly (string | number)[];

export interface Completion {
  readonly input: Value;
  /** Fields that got their default. */
  readonly added: readonly Path[];
  /** Members that the message does not have: the agent never sees them. */
  readonly dropped: readonly Path[];
  /** Values that no request could have there; they stay as they are. */
  readonly misfits: readonly { readonly path: Path; readonly type: FieldType }[];
}

interface Notes {
  readonly added: Path[];
  readonly dropped: Path[];
  readonly misfits: { readonly path: Path; readonly type: FieldType }[];
}

/**
 * Completes the input of a request. Null stands for a field that was not sent.
 *
 * @param input an object, or part of one
 * @returns undefined when no request has that entry point
 */
export function completeInput(entrypoint: string, input: Value, profile?: ProfileId): Completion | undefined {
  const message = messageOf(entrypoint, profile);
  if (message === undefined) return undefined;
  const notes: Notes = { added: [], dropped: [], misfits: [] };
  const given = input ?? emptyObject;
  return { input: complete({ kind: 'message', name: message }, given, [], notes), ...notes };
}

/** What a field has when nothing was sent. */
export function defaultOf(type: FieldType, name = ''): Value {
  // The one default that is the agent's own: the mode said nothing.
  if (name === 'file_type') return 'Unknown';
  switch (type.kind) {
    case 'scalar':
      if (type.optional) return null;
      return type.type === 'string' ? '' : type.type === 'bool' ? false : 0;
    case 'enum':
      return 0;
    case 'list':
    case 'bytes':
      return [];
    case 'map':
      return emptyObject;
    case 'message':
    case 'any':
      return null;
  }
}

function complete(type: FieldType, value: Value, path: Path, notes: Notes): Value {
  switch (type.kind) {
    case 'message':
      if (isObject(value)) return completeMessage(type.name, value, path, notes);
      break;
    case 'list':
      if (isArray(value))
        return value.map((item, index) => complete(type.item, item, [...path, index], notes));
      break;
    case 'map':
      if (isObject(value)) {
        for (const [key, item] of membersOf(value))
          complete(type.value, item, [...path, keyText(key)], notes);
        return value;
      }
      break;
    case 'bytes':
      if (isArray(value) && value.every((item) => isWithin(item, 0n, 255n))) return value;
      break;
    case 'scalar':
      if (fits(type.type, value) || (type.optional && value === null)) return value;
      break;
    case 'enum':
      if (typeof value === 'number' && Number.isInteger(value)) return value;
      break;
    case 'any':
      return value;
  }
  notes.misfits.push({ path, type });
  return value;
}

function completeMessage(name: string, value: RegoObject, path: Path, notes: Notes): Value {
  const fields = fieldsOf(name) ?? [];
  const completed = newObject();
  const given = new Map(membersOf(value));
  for (const field of fields) {
    const member = given.get(field.name);
    given.delete(field.name);
    const at = [...path, field.name];
    if (member === undefined || member === null) {
      if (member === undefined) notes.added.push(at);
      putMember(completed, field.name, defaultOf(field.type, field.name));
    } else {
      putMember(completed, field.name, complete(field.type, member, at, notes));
    }
  }
  for (const key of given.keys()) notes.dropped.push([...path, keyText(key)]);
  return completed;
}

/** Keys of an input are strings; others come only from hands that made the value otherwise. */
function keyText(key: Value): string {
  return typeof key === 'string' ? key : canonicalText(key);
}

const ranges: Readonly<Record<string, readonly [bigint, bigint]>> = {
  int32: [-(2n ** 31n), 2n ** 31n - 1n],
  int64: [-(2n ** 63n), 2n ** 63n - 1n],
  uint32: [0n, 2n ** 32n - 1n],
  uint64: [0n, 2n ** 64n - 1n],
};

function fits(type: string, value: Value): boolean {
  if (type === 'string') return typeof value === 'string';
  if (type === 'bool') return typeof value === 'boolean';
  const range = ranges[type];
  return range !== undefined && isWithin(value, ...range);
}

function isWithin(value: Value, least: bigint, most: bigint): boolean {
  if (!isNumber(value) || (typeof value === 'number' && !Number.isInteger(value))) return false;
  const exact = BigInt(value);
  return exact >= least && exact <= most;
}
