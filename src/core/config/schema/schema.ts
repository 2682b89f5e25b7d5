import type { GuestComponentsRelease } from '../releases.ts';

/**
 * The form of the tables that say what aa.toml and cdh.toml may contain: one table for the checks, for completion, for
 * hover and for the quick form, so that they cannot disagree.
 */

/** When a mistake shows in the guest. */
export type FailureStage = 'parse' | 'startup' | 'first-use' | 'image-pull' | 'never';

/** What a string stands for; decides which check reads it. */
export type StringFormat =
  | 'http-url'
  | 'proxy-url'
  | 'certificates'
  | 'kbs-uri'
  | 'resource-uri'
  | 'path'
  | 'image-policy'
  | 'yaml'
  | 'log-filter'
  | 'socket'
  | 'text';

export interface AllowedValue {
  readonly value: string;
  readonly documentation: string;
  /** Offered by completion and accepted without a remark; false for values that only special builds know. */
  readonly usual: boolean;
}

export type Shape =
  | {
      readonly kind: 'string';
      readonly format: StringFormat;
      readonly values?: readonly AllowedValue[];
      /** The parser itself refuses any other text (an enum in Rust). */
      readonly closed?: true;
      readonly multiline?: true;
    }
  | { readonly kind: 'unsigned' }
  | { readonly kind: 'boolean' }
  | { readonly kind: 'strings'; readonly format: StringFormat; readonly multiline?: true }
  | { readonly kind: 'table'; readonly table: TableSchema }
  | { readonly kind: 'tables'; readonly table: TableSchema };

export interface KeySchema {
  readonly shape: Shape;
  /** The parser refuses the file when the table is there and this key is not. */
  readonly required?: true;
  /** The default as TOML text. */
  readonly default?: string;
  /** First release that reads the key. */
  readonly since?: GuestComponentsRelease;
  /** What the key does, in one or two sentences. */
  readonly documentation: string;
  /** What a wrong value does, and when it shows. */
  readonly wrong?: string;
  /** A value as TOML text, with snippet fields such as `${1:host}`. */
  readonly example?: string;
  /** Upstream struct and member. */
  readonly source: string;
}

/** A key that was read once, or that people write although it never was. */
export interface LegacyKey {
  readonly reason: string;
  /** Dotted path of the key that does the job today. */
  readonly replacedBy?: string;
}

export interface TableSchema {
  /** Name of the Rust struct, as parser messages print it. */
  readonly struct: string;
  readonly documentation: string;
  /** Members in the order of the struct, which is also the order of a positional array. */
  readonly keys: Readonly<Record<string, KeySchema>>;
  readonly legacy?: Readonly<Record<string, LegacyKey>>;
  /** Wrong names that are no slips of the finger, and the member that was meant. */
  readonly aliases?: Readonly<Record<string, string>>;
}

export type ConfigFile = 'aa.toml' | 'cdh.toml';

/** The schema of the member `key`, never one that the object merely inherits. */
export function keySchemaOf(table: TableSchema, key: string): KeySchema | undefined {
  return Object.hasOwn(table.keys, key) ? table.keys[key] : undefined;
}

/** The table that a key holds, for tables and arrays of tables. */
export function tableOf(key: KeySchema): TableSchema | undefined {
  return key.shape.kind === 'table' || key.shape.kind === 'tables' ? key.shape.table : undefined;
}

/** The table at a path of names; positions in arrays are left out of the path. */
export function tableAt(root: TableSchema, path: readonly string[]): TableSchema | undefined {
  let table: TableSchema | undefined = root;
  for (const name of path) {
    const key: KeySchema | undefined = table === undefined ? undefined : keySchemaOf(table, name);
    table = key === undefined ? undefined : tableOf(key);
  }
  return table;
}

/** The key at a path of names. */
export function keyAt(root: TableSchema, path: readonly string[]): KeySchema | undefined {
  const name = path.at(-1);
  const table = tableAt(root, path.slice(0, -1));
  return name === undefined || table === undefined ? undefined : keySchemaOf(table, name);
}

/** Dotted paths of the tables in which `key` is a member; the empty string is the top level. */
export function homesOf(root: TableSchema, key: string): readonly string[] {
  const homes: string[] = [];
  collectHomes(root, '', key, homes);
  return homes;
}

function collectHomes(table: TableSchema, path: string, key: string, homes: string[]): void {
  if (Object.hasOwn(table.keys, key)) homes.push(path);
  for (const [name, member] of Object.entries(table.keys)) {
    const inner = tableOf(member);
    if (inner !== undefined) collectHomes(inner, path === '' ? name : `${path}.${name}`, key, homes);
  }
}
