/** Data as a policy has it: JSON, with short lists and objects on one line so that a person can read it. */
import { isJsonObject, type Json } from '../simulate/json.ts';

const lineLength = 110;

/** Lists that a person goes through item by item, each with a source of its own. */
const spread: ReadonlySet<string> = new Set(['env', 'env_patterns', 'copied', 'service_variables']);

export type DataPath = readonly (string | number)[];

export interface DataLine {
  readonly text: string;
  /** Of the value that stands on the line, or that a bracket on it opens or closes. */
  readonly path: DataPath;
  /** True when the whole value stands on the line. */
  readonly whole: boolean;
}

/** Objects that a person reads as rows of a table: each on one line, however long. */
const rows: ReadonlySet<string> = new Set(['mounts', 'storages']);

/** The lines of a value, indented by tabs as the rules are. */
export function dataLines(value: Json, path: DataPath = [], before = '', after = ''): readonly DataLine[] {
  const indent = '\t'.repeat(path.length);
  const line = JSON.stringify(value);
  const fits = isRow(path) || (line.length + path.length * 4 <= lineLength && !isSpread(value, path));
  if (typeof value !== 'object' || value === null || fits) {
    return [{ text: `${indent}${before}${spaced(value)}${after}`, path, whole: true }];
  }
  const isObject = isJsonObject(value);
  const open: DataLine = { text: `${indent}${before}${isObject ? '{' : '['}`, path, whole: false };
  const close: DataLine = { text: `${indent}${isObject ? '}' : ']'}${after}`, path, whole: false };
  if (isObject) {
    const members = Object.entries(value).flatMap(([key, item]) =>
      dataLines(item, [...path, key], `${JSON.stringify(key)}: `, ','),
    );
    return [open, ...members, close];
  }
  if (value.every((item) => typeof item === 'string') && !isSpread(value, path)) {
    return [open, ...filled(value, path), close];
  }
  return [
    open,
    ...[...value.entries()].flatMap(([index, item]) => dataLines(item, [...path, index], '', ',')),
    close,
  ];
}

/** Several items on a line, as many as fit. */
function filled(items: readonly string[], path: DataPath): readonly DataLine[] {
  const indent = '\t'.repeat(path.length + 1);
  const lines: string[] = [];
  for (const item of items) {
    const text = `${JSON.stringify(item)},`;
    const last = lines.at(-1);
    const longer = last === undefined ? undefined : `${last} ${text}`;
    if (longer !== undefined && longer.length + path.length * 4 <= lineLength)
      lines[lines.length - 1] = longer;
    else lines.push(text);
  }
  return lines.map((text) => ({ text: indent + text, path, whole: true }));
}

/** An item of a list of rows. */
function isRow(path: DataPath): boolean {
  return typeof path.at(-1) === 'number' && rows.has(String(path.at(-2)));
}

function isSpread(value: Json, path: DataPath): boolean {
  return Array.isArray(value) && value.length > 1 && spread.has(String(path.at(-1)));
}

/** On one line, with a blank behind each comma and colon. */
function spaced(value: Json): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (!isJsonObject(value)) return `[${value.map(spaced).join(', ')}]`;
  const members = Object.entries(value).map(([name, item]) => `${JSON.stringify(name)}: ${spaced(item)}`);
  return `{${members.join(', ')}}`;
}
