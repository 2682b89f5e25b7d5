import type { OutlineSymbol } from './symbol.ts';

const declaration = /^(package|import|default\s+)?\s*([A-Za-z_]\w*(?:\.\w+|\["[^"]*"\])*)/;
const words = new Set(['else', 'some', 'every', 'not', 'with', 'if', 'as', 'in', 'contains']);

/** Package, imports and rules of a Rego text: what starts in the first column outside brackets and raw strings. */
export function regoSymbols(text: string): readonly OutlineSymbol[] {
  const lines = text.split('\n');
  const symbols: OutlineSymbol[] = [];
  let depth = 0;
  let raw = false;
  for (const [line, content] of lines.entries()) {
    const found = depth === 0 && !raw ? declaration.exec(content) : null;
    [depth, raw] = after(content, depth, raw);
    const name = found?.[2];
    const last = symbols.at(-1);
    if (name !== undefined && !words.has(name)) {
      const word = found?.[1]?.trim();
      const kind = word === 'package' || word === 'import' ? word : 'rule';
      symbols.push({ name, detail: word === 'default' ? word : '', kind, line, endLine: line, children: [] });
    } else if (last !== undefined && content.trim() !== '' && !content.startsWith('#')) {
      symbols[symbols.length - 1] = { ...last, endLine: line };
    }
  }
  return symbols;
}

/** Bracket depth and whether a raw string is open, after one more line. */
function after(content: string, depthBefore: number, rawBefore: boolean): readonly [number, boolean] {
  let depth = depthBefore;
  let raw = rawBefore;
  for (let at = 0; at < content.length; at++) {
    const one = content.charAt(at);
    if (one === '`') raw = !raw;
    else if (raw) continue;
    else if (one === '#') break;
    else if (one === '"') {
      at++;
      while (at < content.length && content.charAt(at) !== '"') at += content.charAt(at) === '\\' ? 2 : 1;
    } else if ('{[('.includes(one)) depth++;
    else if ('}])'.includes(one)) depth = Math.max(0, depth - 1);
  }
  return [depth, raw];
}
