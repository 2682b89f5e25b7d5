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

/** The lines of a value, indented by tabs as the rules are. */
export function dataLines(value: Json, path: DataPath = [], before = '', after = ''): readonly DataLine[] {
  const indent = '\t'.repeat(path.length);
  const line = JSON.stringify(value);
  const fits = line.length + path.length * 4 <= lineLength && !isSpread(value, path);
  if (typeof value !== 'object' || value === null || fits) {
    return [{ text: `${indent}${before}${spaced(value)}${after}`, path, whole: true }];
  }
  const isObject = isJsonObject(value);
  const items: readonly (readonly [string | number, Json])[] = isObject
    ? Object.entries(value)
    : [...value.entries()];
  return [
    { text: `${indent}${before}${isObject ? '{' : '['}`, path, whole: false },
    ...items.flatMap(([key, item]) =>
      dataLines(item, [...path, key], isObject ? `${JSON.stringify(key)}: ` : '', ','),
    ),
    { text: `${indent}${isObject ? '}' : ']'}${after}`, path, whole: false },
  ];
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
