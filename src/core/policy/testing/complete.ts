/** Inputs of the collection with every field of their message, as the agent's typed requests would have. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isRecord, type Json } from '#core/testing/comparison.ts';

interface Field {
  readonly json: string;
  readonly kind: string;
  readonly of?: string;
  readonly message?: boolean;
  readonly default?: unknown;
}

const file = join(import.meta.dirname, '../../../../../shared/reference/agent-policy-schema.json');
const schema: unknown = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
const messages = (isRecord(schema) ? schema['messages'] : {}) as Readonly<Record<string, readonly Field[]>>;

/** Unknown members go and missing ones get their default. */
export function completed(entrypoint: string, request: Json): Json {
  return message(entrypoint === 'CopyFileRequest' ? 'PolicyCopyFileRequest' : entrypoint, request);
}

function message(name: string, value: Json): Json {
  const fields = messages[name];
  if (fields === undefined) return value;
  return Object.fromEntries(fields.map((field) => [field.json, member(field, value[field.json])]));
}

function member({ kind, of = '', message: ofMessages, default: fallback }: Field, value: unknown): unknown {
  if (value === undefined || value === null) return fallback ?? null;
  if (kind === 'message') return isRecord(value) ? message(of, value) : value;
  if (kind !== 'array' || ofMessages !== true || !Array.isArray(value)) return value;
  return value.map((item: unknown) => (isRecord(item) ? message(of, item) : item));
}
