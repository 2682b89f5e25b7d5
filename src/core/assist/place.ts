/** Where in a TOML text the cursor is: which table, before or behind the equals sign. Works on text that is being typed. */
import type { Span } from '#core/text/span.ts';
import { scanToml, type Scan, type ScannedHeader } from '#core/toml/scan.ts';

export type TomlPlace =
  | { readonly kind: 'header'; readonly replace: Span; readonly headers: Headers }
  | {
      readonly kind: 'key';
      readonly replace: Span;
      readonly table: readonly string[];
      /** Keys that this table has already. */
      readonly keys: readonly string[];
      readonly headers: Headers;
    }
  | {
      readonly kind: 'value';
      readonly replace: Span;
      readonly table: readonly string[];
      readonly key: string;
      /** What is typed of the value up to the cursor. */
      readonly typed: string;
    }
  | { readonly kind: 'elsewhere' };

/** Dotted names of the table headers, but for the one on the cursor's own line. */
export interface Headers {
  readonly present: readonly string[];
  /** Those above the cursor. */
  readonly above: readonly string[];
}

/** The place of an offset; `elsewhere` in comments and inside strings of several lines. */
export function placeAt(text: string, offset: number): TomlPlace {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const newline = text.indexOf('\n', offset);
  const end = newline === -1 ? text.length : text.charAt(newline - 1) === '\r' ? newline - 1 : newline;
  const before = text.slice(start, offset);
  const scan = scanToml(text);
  if (inLongValue(scan, start)) return { kind: 'elsewhere' };
  const headers = headersOf(scan, start, end);
  const header = /^\s*(\[{1,2}[^\]#]*)$/.exec(before);
  if (header !== null) {
    const from = offset - (header[1] ?? '').length;
    return { kind: 'header', replace: { from, to: endOfHeader(text, offset, end) }, headers };
  }
  const { table, keys } = tableAbove(scan, start, end);
  const key = /^\s*((?:"[^"]*"?|'[^']*'?|[A-Za-z0-9_.-])*)$/.exec(before);
  if (key !== null) {
    const from = offset - (key[1] ?? '').length;
    const rest = /^["'A-Za-z0-9_.-]*/.exec(text.slice(offset, end))?.[0].length ?? 0;
    return { kind: 'key', replace: { from, to: offset + rest }, table, keys, headers };
  }
  const value = /^\s*(?:"([^"]*)"|'([^']*)'|([A-Za-z0-9_.-]+))\s*=\s*([^#]*)$/.exec(before);
  if (value === null) return { kind: 'elsewhere' };
  const typed = value[4] ?? '';
  const name = value[1] ?? value[2] ?? value[3] ?? '';
  const parts = value[3] === undefined ? [name] : name.split('.');
  return {
    kind: 'value',
    replace: { from: offset - typed.length, to: endOfValue(text, offset - typed.length, offset, end) },
    table: [...table, ...parts.slice(0, -1)],
    key: parts.at(-1) ?? '',
    typed,
  };
}

/** True when the line starts inside a value that began further up. */
function inLongValue(scan: Scan, start: number): boolean {
  return scan.statements.some(
    (statement) =>
      statement.kind === 'pair' && statement.value.span.from < start && statement.value.span.to > start,
  );
}

function endOfHeader(text: string, offset: number, end: number): number {
  const rest = /^[^\]#]*\]{1,2}/.exec(text.slice(offset, end))?.[0];
  return offset + (rest?.length ?? 0);
}

/** The end of the string or word that begins at `from`, within its line and without a comment. */
function endOfValue(text: string, from: number, offset: number, end: number): number {
  const written = text.slice(from, end);
  const token = /^(?:"(?:[^"\\]|\\.)*"?|'[^']*'?|[^\s#,]*)/.exec(written)?.[0] ?? '';
  return Math.max(offset, from + token.length);
}

function headersOf(scan: Scan, lineStart: number, lineEnd: number): Headers {
  const headers = scan.statements.filter((statement) => statement.kind === 'header');
  const above = headers.filter(({ span }) => span.from < lineStart);
  const below = headers.filter(({ span }) => span.from > lineEnd);
  return { above: above.map(headerName), present: [...above, ...below].map(headerName) };
}

function headerName({ key }: ScannedHeader): string {
  return key.map(({ name }) => name).join('.');
}

/** The table that a line belongs to, and the keys of that table on other lines. */
function tableAbove(
  scan: Scan,
  lineStart: number,
  lineEnd: number,
): { readonly table: readonly string[]; readonly keys: readonly string[] } {
  let table: readonly string[] = [];
  let keys: string[] = [];
  for (const statement of scan.statements) {
    if (statement.kind === 'header') {
      if (statement.span.from >= lineStart) break;
      table = statement.key.map(({ name }) => name);
      keys = [];
    } else if (
      statement.kind === 'pair' &&
      (statement.span.from < lineStart || statement.span.from > lineEnd)
    ) {
      const first = statement.key[0]?.name;
      if (first !== undefined) keys.push(first);
    }
  }
  return { table, keys };
}
