/**
 * Joins the shape that our scan found with the values that the parser read. The two readings are independent, and the
 * tree exists only where they agree about every key, every kind and every string.
 */
import { TomlDate } from 'smol-toml';
import type { Span } from '../text/span.ts';
import type { TomlArray, TomlMember, TomlNode, TomlTable } from './node.ts';
import type { KeyPart, Scan, ScannedPair, ScannedValue } from './scan.ts';
import { decodeString } from './strings.ts';

/** Where the two readings of one text part. */
export interface Disagreement {
  readonly span: Span;
  readonly path: readonly string[];
}

export type TreeReading =
  | { readonly kind: 'tree'; readonly root: TomlTable }
  | { readonly kind: 'disagreement'; readonly at: Disagreement };

interface TableDraft {
  kind: 'table';
  from: number;
  to: number;
  definition: TomlTable['definition'];
  readonly members: Map<string, MemberDraft>;
}

interface ArrayDraft {
  kind: 'tables';
  from: number;
  to: number;
  readonly tables: TableDraft[];
}

interface MemberDraft {
  readonly keySpan: Span;
  readonly node: TableDraft | ArrayDraft | { readonly kind: 'value'; readonly value: ScannedValue };
}

/** Builds the tree of a text that the parser accepted as `values`. */
export function treeOf(text: string, scan: Scan, values: unknown): TreeReading {
  const root: TableDraft = newTable('root', { from: 0, to: text.length });
  const misplaced = draftTables(root, scan);
  if (misplaced !== undefined) return { kind: 'disagreement', at: { span: misplaced, path: [] } };
  const settled = settle(text, root, values, []);
  return 'node' in settled && settled.node.kind === 'table'
    ? { kind: 'tree', root: settled.node }
    : { kind: 'disagreement', at: 'path' in settled ? settled : { span: { from: 0, to: 0 }, path: [] } };
}

/** Puts every statement into its table; gives back the place of the first one that has none. */
function draftTables(root: TableDraft, scan: Scan): Span | undefined {
  let open: readonly (TableDraft | ArrayDraft)[] = [root];
  let table = root;
  for (const statement of scan.statements) {
    switch (statement.kind) {
      case 'broken':
        return statement.span;
      case 'header': {
        const line = openHeader(root, statement.key, statement.array, statement.span);
        if (line === undefined) return statement.span;
        open = line.path;
        table = line.table;
        break;
      }
      case 'pair':
        if (!addPair(table, statement)) return statement.span;
        for (const owner of open) owner.to = Math.max(owner.to, statement.span.to);
        break;
    }
  }
  return undefined;
}

interface OpenTable {
  readonly table: TableDraft;
  /** The table and everything it lies in, so that their spans grow with it. */
  readonly path: readonly (TableDraft | ArrayDraft)[];
}

function openHeader(
  root: TableDraft,
  key: readonly KeyPart[],
  array: boolean,
  span: Span,
): OpenTable | undefined {
  const path: (TableDraft | ArrayDraft)[] = [root];
  let table = root;
  for (const [index, part] of key.entries()) {
    const last = index === key.length - 1;
    let member = table.members.get(part.name);
    if (member === undefined) {
      const node: TableDraft | ArrayDraft =
        last && array
          ? { kind: 'tables', from: span.from, to: span.to, tables: [] }
          : newTable(last ? 'header' : 'implicit', span);
      member = { keySpan: part.span, node };
      table.members.set(part.name, member);
    }
    const { node } = member;
    if (node.kind === 'value') return undefined;
    path.push(node);
    if (node.kind === 'tables') {
      if (last) {
        if (!array) return undefined;
        node.tables.push(newTable('array-header', span));
      }
      const newest = node.tables.at(-1);
      if (newest === undefined) return undefined;
      path.push(newest);
      table = newest;
    } else {
      if (last) {
        if (array) return undefined;
        if (node.definition === 'implicit') {
          node.definition = 'header';
          node.from = Math.min(node.from, span.from);
        }
      }
      table = node;
    }
    table.to = Math.max(table.to, span.to);
    node.to = Math.max(node.to, span.to);
  }
  return { table, path };
}

function addPair(table: TableDraft, pair: ScannedPair): boolean {
  let owner = table;
  for (const part of pair.key.slice(0, -1)) {
    let member = owner.members.get(part.name);
    if (member === undefined) {
      member = { keySpan: part.span, node: newTable('dotted', pair.span) };
      owner.members.set(part.name, member);
    }
    if (member.node.kind !== 'table') return false;
    owner = member.node;
    owner.to = Math.max(owner.to, pair.span.to);
  }
  const last = pair.key.at(-1);
  if (last === undefined || owner.members.has(last.name)) return false;
  owner.members.set(last.name, { keySpan: last.span, node: { kind: 'value', value: pair.value } });
  return true;
}

function newTable(definition: TomlTable['definition'], { from, to }: Span): TableDraft {
  return { kind: 'table', from, to, definition, members: new Map() };
}

type Settled<T> = { readonly node: T } | Disagreement;

function settle(
  text: string,
  draft: TableDraft | ArrayDraft,
  value: unknown,
  path: readonly string[],
): Settled<TomlTable | TomlArray> {
  const span = { from: draft.from, to: draft.to };
  if (draft.kind === 'tables') {
    if (!Array.isArray(value) || value.length !== draft.tables.length) return { span, path };
    const items: TomlNode[] = [];
    for (const [index, table] of draft.tables.entries()) {
      const item = settle(text, table, value[index], path);
      if (!('node' in item)) return item;
      items.push(item.node);
    }
    return { node: { kind: 'array', span, definition: 'array-header', items } };
  }
  if (!isTable(value) || Object.keys(value).length !== draft.members.size) return { span, path };
  const members: TomlMember[] = [];
  for (const [key, { keySpan, node }] of draft.members) {
    if (!Object.hasOwn(value, key)) return { span: keySpan, path: [...path, key] };
    const inner =
      node.kind === 'value'
        ? settleValue(text, node.value, value[key], [...path, key])
        : settle(text, node, value[key], [...path, key]);
    if (!('node' in inner)) return inner;
    members.push({ key, keySpan, node: inner.node });
  }
  return { node: { kind: 'table', span, definition: draft.definition, members } };
}

function settleValue(
  text: string,
  scanned: ScannedValue,
  value: unknown,
  path: readonly string[],
): Settled<TomlNode> {
  const { span } = scanned;
  switch (scanned.kind) {
    case 'string': {
      if (value !== decodeString(text, scanned)) return { span, path };
      return { node: { kind: 'string', span, value, form: scanned.form } };
    }
    case 'array': {
      if (!Array.isArray(value) || value.length !== scanned.items.length) return { span, path };
      const items: TomlNode[] = [];
      for (const [index, element] of scanned.items.entries()) {
        const item = settleValue(text, element, value[index], path);
        if (!('node' in item)) return item;
        items.push(item.node);
      }
      return { node: { kind: 'array', span, definition: 'inline', items } };
    }
    case 'inline': {
      const draft = newTable('inline', span);
      for (const pair of scanned.pairs) if (!addPair(draft, pair)) return { span: pair.span, path };
      return settle(text, draft, value, path);
    }
    case 'bare':
      return settleBare(text.slice(span.from, span.to), span, value, path);
  }
}

const floatText = /[.eE]|inf|nan/;
const dateText = /^[0-9]{4}-|^[0-9]{2}:/;

function settleBare(written: string, span: Span, value: unknown, path: readonly string[]): Settled<TomlNode> {
  if (dateText.test(written)) {
    return value instanceof TomlDate ? { node: { kind: 'datetime', span, text: written } } : { span, path };
  }
  if (typeof value === 'boolean') {
    return written === String(value) ? { node: { kind: 'boolean', span, value } } : { span, path };
  }
  if (typeof value === 'bigint') return { node: { kind: 'integer', span, value } };
  if (typeof value !== 'number') return { span, path };
  const float = !written.startsWith('0x') && floatText.test(written);
  return { node: { kind: float ? 'float' : 'integer', span, value } };
}

function isTable(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof TomlDate);
}
