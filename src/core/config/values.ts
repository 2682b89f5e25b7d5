import type { Span } from '#core/text/span.ts';
import type { TomlMember, TomlNode, TomlTable } from '#core/toml/node.ts';
import { toBoolean, toText, toUnsigned, type Conversion } from './convert.ts';
import type { KeyPath } from './finding.ts';

/** A value where it stands, already converted as the guest does. */
export interface Placed<T> {
  readonly value: T;
  readonly node: TomlNode;
  readonly keySpan: Span;
  readonly path: KeyPath;
}

/** Finds members by path as the guest does: in any letter case where the release allows it. */
export interface Lookup {
  readonly root: TomlTable;
  readonly ignoreCase: boolean;
}

export function memberIn({ ignoreCase }: Lookup, table: TomlTable, key: string): TomlMember | undefined {
  return table.members.find(
    (member) => member.key === key || (ignoreCase && member.key.toLowerCase() === key),
  );
}

/** The member at a path of names. */
export function memberAt(lookup: Lookup, path: readonly string[]): TomlMember | undefined {
  let member: TomlMember | undefined;
  let table: TomlNode | undefined = lookup.root;
  for (const key of path) {
    if (table?.kind !== 'table') return undefined;
    member = memberIn(lookup, table, key);
    table = member?.node;
  }
  return member;
}

export function tableMember(
  lookup: Lookup,
  path: readonly string[],
): (TomlMember & { node: TomlTable }) | undefined {
  const member = memberAt(lookup, path);
  return member?.node.kind === 'table' ? { ...member, node: member.node } : undefined;
}

function placed<T>(
  member: TomlMember | undefined,
  path: KeyPath,
  convert: (node: TomlNode) => Conversion<T>,
): Placed<T> | undefined {
  if (member === undefined) return undefined;
  const conversion = convert(member.node);
  if (conversion.kind === 'refused') return undefined;
  return { value: conversion.value, node: member.node, keySpan: member.keySpan, path };
}

/** The text at a path, or `undefined` when there is none or it does not convert. */
export function textAt(lookup: Lookup, path: readonly string[]): Placed<string> | undefined {
  return placed(memberAt(lookup, path), path, toText);
}

export function textIn(
  lookup: Lookup,
  table: TomlTable,
  key: string,
  path: KeyPath,
): Placed<string> | undefined {
  return placed(memberIn(lookup, table, key), [...path, key], toText);
}

export function unsignedAt(lookup: Lookup, path: readonly string[]): Placed<number> | undefined {
  return placed(memberAt(lookup, path), path, toUnsigned);
}

export function booleanAt(lookup: Lookup, path: readonly string[]): Placed<boolean> | undefined {
  return placed(memberAt(lookup, path), path, toBoolean);
}

export function booleanIn(
  lookup: Lookup,
  table: TomlTable,
  key: string,
  path: KeyPath,
): Placed<boolean> | undefined {
  return placed(memberIn(lookup, table, key), [...path, key], toBoolean);
}
