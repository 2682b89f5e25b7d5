/**
 * Tables, keys and long values of a TOML text as the eye sees them, for outline and folding. It reads any text, broken
 * ones too; what a text means is decided by core/toml and not here.
 */
import type { FoldingRange, OutlineSymbol } from './symbol.ts';

interface Block {
  readonly kind: 'comment' | 'key' | 'table';
  readonly name: string;
  readonly line: number;
  readonly endLine: number;
}

/** Each character can be read in one way only, so that no line takes more than linear time. */
const header = /^\s*\[\[?([^[\]{}"'#,=]*(?:(?:"[^"]*"|'[^']*')[^[\]{}"'#,=]*)*)\]\]?\s*(?:#.*)?$/;
const key = /^\s*((?:[\w-]+|"(?:[^"\\]|\\.)*"|'[^']*')(?:\s*\.\s*(?:[\w-]+|"(?:[^"\\]|\\.)*"|'[^']*'))*)\s*=/;
const comment = /^\s*#/;

/** The outline: keys before the first table, then each table with its keys. */
export function tomlSymbols(text: string): readonly OutlineSymbol[] {
  const blocks = tomlBlocks(text.split('\n')).filter(({ kind }) => kind !== 'comment');
  const symbols: OutlineSymbol[] = [];
  for (let at = 0; at < blocks.length; at++) {
    const block = blocks[at];
    if (block === undefined) break;
    const children: OutlineSymbol[] = [];
    if (block.kind === 'table') {
      for (let next = blocks[at + 1]; next?.kind === 'key'; next = blocks[++at + 1]) {
        children.push({ ...symbolOf(next), children: [] });
      }
    }
    symbols.push({ ...symbolOf(block), children });
  }
  return symbols;
}

function symbolOf({ kind, name, line, endLine }: Block): Omit<OutlineSymbol, 'children'> {
  return { name, detail: '', kind: kind === 'table' ? 'table' : 'key', line, endLine };
}

/** Tables, values of several lines and runs of comments. */
export function tomlFolding(text: string): readonly FoldingRange[] {
  return tomlBlocks(text.split('\n'))
    .filter(({ line, endLine }) => endLine > line)
    .map(({ kind, line, endLine }) => ({ line, endLine, kind: kind === 'comment' ? 'comment' : 'region' }));
}

function tomlBlocks(lines: readonly string[]): readonly Block[] {
  const blocks: Block[] = [];
  let table: { readonly at: number; readonly name: string; readonly line: number } | undefined;
  let lastUsed = 0;
  const closeTable = (): void => {
    if (table !== undefined)
      blocks[table.at] = { kind: 'table', name: table.name, line: table.line, endLine: lastUsed };
  };

  for (let line = 0; line < lines.length; line++) {
    const content = lines[line] ?? '';
    if (content.trim() === '') continue;
    if (comment.test(content)) {
      const start = line;
      while (comment.test(lines[line + 1] ?? '')) line++;
      blocks.push({ kind: 'comment', name: '', line: start, endLine: line });
      continue;
    }
    const tableName = header.exec(content)?.[1]?.trim();
    if (tableName !== undefined) {
      closeTable();
      table = { at: blocks.length, name: tableName, line };
      lastUsed = line;
      blocks.push({ kind: 'table', name: tableName, line, endLine: line });
      continue;
    }
    const found = key.exec(content);
    if (found !== null) {
      const start = line;
      line = valueEnd(lines, line, found[0].length);
      blocks.push({ kind: 'key', name: unquoted(found[1] ?? ''), line: start, endLine: line });
    }
    lastUsed = line;
  }
  closeTable();
  return blocks;
}

function unquoted(name: string): string {
  return /^(["'])[^"'\\]*\1$/.test(name) ? name.slice(1, -1) : name;
}

/** The line on which the value ends that starts at a column; the last line when it is never closed. */
function valueEnd(lines: readonly string[], startLine: number, startColumn: number): number {
  let column = startColumn;
  let depth = 0;
  let quotes: string | undefined;
  for (let line = startLine; line < lines.length; line++) {
    const content = lines[line] ?? '';
    while (column < content.length) {
      const three = content.slice(column, column + 3);
      const one = content.charAt(column);
      if (quotes !== undefined) {
        if (three === quotes) {
          quotes = undefined;
          column += 3;
        } else column += quotes === '"""' && one === '\\' ? 2 : 1;
      } else if (three === "'''" || three === '"""') {
        quotes = three;
        column += 3;
      } else if (one === '"' || one === "'") {
        column = stringEnd(content, column);
      } else if (one === '#') {
        column = content.length;
      } else {
        if (one === '[' || one === '{') depth++;
        if (one === ']' || one === '}') depth--;
        column++;
      }
    }
    if (quotes === undefined && depth <= 0) return line;
    column = 0;
  }
  return lines.length - 1;
}

function stringEnd(content: string, start: number): number {
  const quote = content.charAt(start);
  let column = start + 1;
  while (column < content.length && content.charAt(column) !== quote) {
    column += quote === '"' && content.charAt(column) === '\\' ? 2 : 1;
  }
  return column + 1;
}
