import type { OutlineSymbol } from './symbol.ts';

const topKey = /^("[^"]*"|'[^']*'|[^\s#'"[{&*!|>%@`,-][^:#]*):(?:\s|$)/;

/** Each YAML document with its top keys; a document is named by its kind and metadata.name where they are plain. */
export function yamlSymbols(text: string): readonly OutlineSymbol[] {
  const lines = text.split('\n');
  const symbols: OutlineSymbol[] = [];
  let start = 0;
  for (let line = 0; line <= lines.length; line++) {
    if (line < lines.length && !/^---(\s|$)/.test(lines[line] ?? '')) continue;
    const children = keysBetween(lines, start, line);
    const last = children.at(-1);
    const first = children[0];
    if (first !== undefined && last !== undefined) {
      const name = documentName(lines.slice(start, line));
      symbols.push({ name, detail: '', kind: 'document', line: first.line, endLine: last.endLine, children });
    }
    start = line + 1;
  }
  return symbols;
}

function keysBetween(lines: readonly string[], from: number, to: number): readonly OutlineSymbol[] {
  const keys: OutlineSymbol[] = [];
  for (let line = from; line < to; line++) {
    const content = lines[line] ?? '';
    const name = topKey.exec(content)?.[1];
    const last = keys.at(-1);
    if (name !== undefined) {
      keys.push({
        name: name.trim().replaceAll(/^["']|["']$/g, ''),
        detail: '',
        kind: 'key',
        line,
        endLine: line,
        children: [],
      });
    } else if (last !== undefined && content.trim() !== '' && !content.startsWith('#')) {
      keys[keys.length - 1] = { ...last, endLine: line };
    }
  }
  return keys;
}

function documentName(lines: readonly string[]): string {
  const kind = firstMatch(lines, /^kind:\s*["']?([\w.-]+)/);
  const metadata = lines.findIndex((content) => /^metadata:\s*(#.*)?$/.test(content));
  const rest = metadata < 0 ? [] : lines.slice(metadata + 1);
  const end = rest.findIndex((content) => /^[^\s#]/.test(content));
  const indented = end < 0 ? rest : rest.slice(0, end);
  const name = firstMatch(indented, /^ {1,4}name:\s*["']?([\w.-]+)/);
  return [kind ?? 'document', name].filter((part) => part !== undefined).join('/');
}

function firstMatch(lines: readonly string[], pattern: RegExp): string | undefined {
  for (const content of lines) {
    const found = pattern.exec(content)?.[1];
    if (found !== undefined) return found;
  }
  return undefined;
}
