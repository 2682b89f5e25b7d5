import {
  keyAt,
  keySchemaOf,
  tableAt,
  tableOf,
  type KeySchema,
  type TableSchema,
} from '#core/config/schema/schema.ts';
import type { Span } from '#core/text/span.ts';
import { scanToml, type KeyPart, type ScannedPair, type Statement } from '#core/toml/scan.ts';
import { decodeString } from '#core/toml/strings.ts';
import { describeKey } from './describe.ts';
import type { Hover } from './types.ts';

/** What is known about the key, table or value at an offset of aa.toml or cdh.toml. */
export function configHoverAt(root: TableSchema, text: string, offset: number): Hover | undefined {
  let table: readonly string[] = [];
  for (const statement of scanToml(text).statements) {
    if (statement.kind === 'broken') continue;
    if (statement.kind === 'header') table = statement.key.map(({ name }) => name);
    if (!within(statement.span, offset)) continue;
    return hoverIn(root, statement.kind === 'header' ? [] : table, statement, text, offset);
  }
  return undefined;
}

function within({ from, to }: Span, offset: number): boolean {
  return from <= offset && offset <= to;
}

function hoverIn(
  root: TableSchema,
  table: readonly string[],
  statement: Exclude<Statement, { kind: 'broken' }>,
  text: string,
  offset: number,
): Hover | undefined {
  const at = statement.key.findIndex(({ span }) => within(span, offset));
  const part = statement.key[at];
  if (part !== undefined) {
    const path = [...table, ...statement.key.slice(0, at + 1).map(({ name }) => name)];
    return nameHover(root, path, part);
  }
  return statement.kind === 'pair' ? valueHover(root, table, statement, text, offset) : undefined;
}

function nameHover(root: TableSchema, path: readonly string[], { name, span }: KeyPart): Hover | undefined {
  const key = keyAt(root, path);
  if (key !== undefined) return keyHover(key, path, span);
  const parent = tableAt(root, path.slice(0, -1));
  const legacy =
    parent?.legacy !== undefined && Object.hasOwn(parent.legacy, name) ? parent.legacy[name] : undefined;
  if (legacy === undefined) return undefined;
  return {
    span,
    title: path.join('.'),
    paragraphs: [
      `Ignored. ${legacy.reason}`,
      ...(legacy.replacedBy === undefined ? [] : [`Use ${legacy.replacedBy}.`]),
    ],
  };
}

function keyHover(key: KeySchema, path: readonly string[], span: Span): Hover {
  const values = key.shape.kind === 'string' ? (key.shape.values ?? []) : [];
  return {
    span,
    title: path.join('.'),
    paragraphs: [
      key.documentation,
      describeKey(key),
      ...values.map(({ value, documentation }) => `${value}: ${documentation}`),
      ...(key.wrong === undefined ? [] : [key.wrong]),
      `Source: ${key.source}`,
    ],
  };
}

function valueHover(
  root: TableSchema,
  table: readonly string[],
  pair: ScannedPair,
  text: string,
  offset: number,
): Hover | undefined {
  const { value } = pair;
  if (value.kind === 'inline') {
    const path = [...table, ...pair.key.map(({ name }) => name)];
    const inner = value.pairs.find(({ span }) => within(span, offset));
    return inner === undefined ? undefined : hoverIn(root, path, inner, text, offset);
  }
  const parent = tableAt(root, [...table, ...pair.key.slice(0, -1).map(({ name }) => name)]);
  const last = pair.key.at(-1)?.name;
  const key = parent === undefined || last === undefined ? undefined : keySchemaOf(parent, last);
  if (key?.shape.kind !== 'string' || tableOf(key) !== undefined || value.kind !== 'string') return undefined;
  const written = decodeString(text, value);
  const allowed = key.shape.values?.find((candidate) => candidate.value === written);
  return allowed === undefined
    ? undefined
    : { span: value.span, title: allowed.value, paragraphs: [allowed.documentation] };
}
