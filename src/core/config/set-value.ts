/**
 * Sets and removes single values of a TOML text by edits that touch only the lines of that value. Comments, order, line
 * ends and every other byte stay.
 */
import type { Checked } from '#core/diagnostics/diagnostic.ts';
import { insertAt, replaceSpan, type TextEdit } from '#core/text/edit.ts';
import type { Span } from '#core/text/span.ts';
import { parseScanned } from '#core/toml/document.ts';
import { nodeAt } from '#core/toml/node.ts';
import {
  scanToml,
  type Scan,
  type ScannedHeader,
  type ScannedInline,
  type ScannedPair,
} from '#core/toml/scan.ts';
import { writeTomlKey, writeTomlValue, type TomlWritable } from './write-value.ts';

export type { TomlWritable } from './write-value.ts';

const source = 'entry:config';

/**
 * Sets the value at a path of names, which must not lead through a list.
 *
 * A present value is replaced where it stands. A new key goes below the last key of its table, a new table to the end of
 * the text, and a key of the top level above the first header.
 *
 * @returns the edits; no value when the text is not TOML or when something that is no table is in the way.
 */
export function setTomlValue(
  text: string,
  path: readonly string[],
  value: TomlWritable,
): Checked<readonly TextEdit[]> {
  return setTomlText(text, path, writeTomlValue(value, lineEndOf(text)));
}

/** As `setTomlValue`, for a value that is TOML text already and stays as it is written. */
export function setTomlText(
  text: string,
  path: readonly string[],
  written: string,
): Checked<readonly TextEdit[]> {
  const scan = scanToml(text);
  const { value: root, diagnostics } = parseScanned(text, source, scan);
  if (root === undefined) return { diagnostics };
  const pair = findPair(scan, path);
  if (pair !== undefined) return { value: [replaceSpan(pair.value.span, written)], diagnostics: [] };
  if (nodeAt(root, path) !== undefined) return { diagnostics: [] };
  for (let length = 1; length < path.length; length++) {
    const node = nodeAt(root, path.slice(0, length));
    if (node !== undefined && node.kind !== 'table') return { diagnostics: [] };
  }
  return { value: [insertion(text, scan, path, written, lineEndOf(text))], diagnostics: [] };
}

function lineEndOf(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n';
}

/** Removes the value at a path of names with the whole lines it stands on; nothing when there is none. */
export function removeTomlValue(text: string, path: readonly string[]): Checked<readonly TextEdit[]> {
  const scan = scanToml(text);
  const { value: root, diagnostics } = parseScanned(text, source, scan);
  if (root === undefined) return { diagnostics };
  const found = findPlace(scan, path);
  if (found === undefined) return { value: [], diagnostics: [] };
  if (found.within === undefined) return { value: [replaceSpan(found.pair.lines, '')], diagnostics: [] };
  return { value: [removalWithin(found.within, found.pair)], diagnostics: [] };
}

interface Place {
  readonly pair: ScannedPair;
  /** The inline table that holds the pair. */
  readonly within?: ScannedInline;
}

function findPair(scan: Scan, path: readonly string[]): ScannedPair | undefined {
  return findPlace(scan, path)?.pair;
}

function findPlace(scan: Scan, path: readonly string[]): Place | undefined {
  let header: readonly string[] | undefined = [];
  for (const statement of scan.statements) {
    if (statement.kind === 'header') {
      header = statement.array || isInArray(scan, statement) ? undefined : names(statement);
    } else if (statement.kind === 'pair' && header !== undefined) {
      const found = placeIn(statement, undefined, header, path);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

function placeIn(
  pair: ScannedPair,
  within: ScannedInline | undefined,
  prefix: readonly string[],
  path: readonly string[],
): Place | undefined {
  const full = [...prefix, ...pair.key.map(({ name }) => name)];
  if (!full.every((name, index) => path[index] === name)) return undefined;
  if (full.length === path.length) return { pair, ...(within === undefined ? {} : { within }) };
  if (pair.value.kind !== 'inline') return undefined;
  const inline = pair.value;
  for (const inner of inline.pairs) {
    const found = placeIn(inner, inline, full, path);
    if (found !== undefined) return found;
  }
  return undefined;
}

function names({ key }: { readonly key: ScannedHeader['key'] }): readonly string[] {
  return key.map(({ name }) => name);
}

/** True for `[a.b]` below `[[a]]`: that table belongs to one element of a list. */
function isInArray(scan: Scan, header: ScannedHeader): boolean {
  const path = names(header);
  return scan.statements.some(
    (other) =>
      other.kind === 'header' &&
      other.array &&
      other.key.length <= path.length &&
      other.key.every(({ name }, index) => path[index] === name),
  );
}

function removalWithin({ pairs }: ScannedInline, pair: ScannedPair): TextEdit {
  const index = pairs.indexOf(pair);
  const next = pairs[index + 1];
  const previous = pairs[index - 1];
  if (next !== undefined) return replaceSpan({ from: pair.span.from, to: next.span.from }, '');
  if (previous !== undefined) return replaceSpan({ from: previous.span.to, to: pair.span.to }, '');
  return replaceSpan(pair.span, '');
}

function insertion(
  text: string,
  scan: Scan,
  path: readonly string[],
  written: string,
  lineEnd: string,
): TextEdit {
  const inline = inlineTableFor(scan, path);
  if (inline !== undefined) {
    const { table, rest } = inline;
    const entry = `${rest.map(writeTomlKey).join('.')} = ${written}`;
    const last = table.pairs.at(-1);
    return last === undefined
      ? replaceSpan(table.span, `{ ${entry} }`)
      : insertAt(last.span.to, `, ${entry}`);
  }
  const section = sectionFor(scan, path);
  const prefix = section?.path ?? [];
  const tableNamed = prefix.length === path.length - 1;
  const dotted = dottedPrefix(scan, path);
  if (tableNamed || dotted !== undefined) {
    const home = dotted ?? { prefix, at: section === undefined ? endOfTop(text, scan) : section.end };
    const key = path.slice(home.prefix.length).map(writeTomlKey).join('.');
    return insertLine(text, home.at, `${key} = ${written}`, lineEnd);
  }
  if (path.length === 1)
    return insertLine(text, endOfTop(text, scan), `${keyOf(path)} = ${written}`, lineEnd);
  return newTable(text, scan, path, written, lineEnd);
}

function keyOf(path: readonly string[]): string {
  return writeTomlKey(path.at(-1) ?? '');
}

interface Section {
  readonly path: readonly string[];
  /** Behind the last line of its own keys, or of its header. */
  readonly end: number;
}

/** The header whose table is the parent of the key. */
function sectionFor(scan: Scan, path: readonly string[]): Section | undefined {
  const parent = path.slice(0, -1);
  if (parent.length === 0) return undefined;
  let end: number | undefined;
  let inside = false;
  for (const statement of scan.statements) {
    if (statement.kind === 'header') {
      const own = names(statement);
      inside =
        !statement.array &&
        !isInArray(scan, statement) &&
        own.length === parent.length &&
        own.every((name, index) => parent[index] === name);
      if (inside) end = statement.lines.to;
    } else if (statement.kind === 'pair' && inside) {
      end = statement.lines.to;
    }
  }
  return end === undefined ? undefined : { path: parent, end };
}

/** Where dotted keys make the parent table: no header may open it again, so the new key is dotted too. */
function dottedPrefix(
  scan: Scan,
  path: readonly string[],
): { readonly prefix: readonly string[]; readonly at: number } | undefined {
  const parent = path.slice(0, -1);
  let header: readonly string[] | undefined = [];
  let found: { readonly prefix: readonly string[]; readonly at: number } | undefined;
  for (const statement of scan.statements) {
    if (statement.kind === 'header') {
      header = statement.array || isInArray(scan, statement) ? undefined : names(statement);
    } else if (statement.kind === 'pair' && header !== undefined && statement.key.length > 1) {
      const table = [...header, ...statement.key.slice(0, -1).map(({ name }) => name)];
      const opens = table.length > header.length && header.length < parent.length;
      const shared = parent.length <= table.length && parent.every((name, index) => table[index] === name);
      if (opens && shared) found = { prefix: header, at: statement.lines.to };
    }
  }
  return found;
}

function inlineTableFor(
  scan: Scan,
  path: readonly string[],
): { readonly table: ScannedInline; readonly rest: readonly string[] } | undefined {
  for (let length = path.length - 1; length > 0; length--) {
    const place = findPlace(scan, path.slice(0, length));
    if (place?.pair.value.kind === 'inline') return { table: place.pair.value, rest: path.slice(length) };
  }
  return undefined;
}

/** Behind the last top-level key, or before the first header when there is none. */
function endOfTop(text: string, scan: Scan): number {
  let end: number | undefined;
  for (const statement of scan.statements) {
    if (statement.kind === 'header') return end ?? statement.lines.from;
    if (statement.kind === 'pair') end = statement.lines.to;
  }
  return end ?? text.length;
}

function insertLine(text: string, at: number, line: string, lineEnd: string): TextEdit {
  const needsBreak = at > 0 && !text.slice(0, at).endsWith('\n') && !(at === 1 && text.startsWith('\ufeff'));
  const more = at < text.length || text.endsWith('\n') || text === '' || text === '\ufeff';
  return insertAt(at, `${needsBreak ? lineEnd : ''}${line}${needsBreak && !more ? '' : lineEnd}`);
}

/** A table of its own: above the first of its sub-tables, so that it reads from the outside in, or at the end. */
function newTable(
  text: string,
  scan: Scan,
  path: readonly string[],
  written: string,
  lineEnd: string,
): TextEdit {
  const parent = path.slice(0, -1);
  const block = `[${parent.map(writeTomlKey).join('.')}]${lineEnd}${keyOf(path)} = ${written}${lineEnd}`;
  const child = scan.statements.find(
    (statement) =>
      statement.kind === 'header' &&
      statement.key.length > parent.length &&
      parent.every((name, index) => statement.key[index]?.name === name),
  );
  if (child?.kind === 'header') return insertAt(child.lines.from, `${block}${lineEnd}`);
  const bare = text.replace(/^\ufeff/, '');
  const ended = bare === '' || bare.endsWith('\n');
  const gap = bare.trim() === '' ? '' : lineEnd;
  return insertAt(text.length, `${ended ? '' : lineEnd}${gap}${block}`);
}

/** The lines of a table header that has no key of its own below it, ready to be removed; nothing else qualifies. */
export function removeTomlTable(text: string, path: readonly string[]): Span | undefined {
  const { statements } = scanToml(text);
  const at = statements.findIndex(
    (statement) =>
      statement.kind === 'header' &&
      !statement.array &&
      statement.key.length === path.length &&
      statement.key.every(({ name }, index) => path[index] === name),
  );
  const header = statements[at];
  const next = statements[at + 1];
  if (header?.kind !== 'header' || (next !== undefined && next.kind !== 'header')) return undefined;
  return header.lines;
}
