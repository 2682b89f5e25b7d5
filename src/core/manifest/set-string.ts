/**
 * Sets one string deep inside a YAML document by text edits: walks down as far as the path exists, then replaces the
 * value or adds what is missing in the style of its surroundings. Callers read the result again before they use it.
 */
import { isAlias, isMap, isScalar, isSeq, type Pair, type YAMLMap } from 'yaml';
import { insertAt, replaceSpan, type TextEdit } from '#core/text/edit.ts';
import { pointAt, type Span } from '#core/text/span.ts';
import { columnOf, lineBreakAt, lineBreakNear, lineEndOf, lineStartOf, nextLineOf } from './lines.ts';
import type { NodePath } from './manifest.ts';
import { scalarText, type Quoting } from './scalar-text.ts';
import {
  effectivePair,
  isBlockScalar,
  isEmpty,
  isShared,
  ownPair,
  resolved,
  spanOf,
  type ParsedYaml,
} from './yaml.ts';

/** Edits, or the reason and place why the text cannot be edited there without changing something else. */
export type EditAttempt =
  | { readonly kind: 'edits'; readonly edits: readonly TextEdit[] }
  | { readonly kind: 'shared'; readonly span: Span }
  | { readonly kind: 'not-a-map'; readonly span: Span };

/** Keys of names: what is added goes below them, where people look for it. */
const leadingKeys = ['apiVersion', 'kind', 'name', 'generateName', 'namespace'];

export function setString(yaml: ParsedYaml, document: number, path: NodePath, value: string): EditAttempt {
  let node: unknown = yaml.documents[document]?.contents;
  let parent: Pair | undefined;
  for (let depth = 0; depth < path.length; depth++) {
    const step = path[depth];
    if (isShared(yaml, node)) return { kind: 'shared', span: spanOf(node) };
    if (isSeq(node) && typeof step === 'number') {
      node = node.items[step];
      parent = undefined;
      continue;
    }
    const keys = path.slice(depth).map(String);
    if (isMap(node)) {
      const pair = ownPair(yaml, node, String(step));
      if (pair === undefined) return addToMap(yaml, node, parent, keys, value);
      if (keys.length === 1) return replaceValue(yaml, node, pair, value);
      const { value: next } = pair;
      if (isEmpty(next)) return fillEmpty(yaml, node, pair, keys.slice(1), value);
      if (isAlias(next)) return extendAlias(yaml, node, pair, keys.slice(1), value);
      node = next;
      parent = pair;
      continue;
    }
    return isAlias(node) ? { kind: 'shared', span: spanOf(node) } : { kind: 'not-a-map', span: spanOf(node) };
  }
  return { kind: 'not-a-map', span: spanOf(node) };
}

function edits(...list: readonly TextEdit[]): EditAttempt {
  return { kind: 'edits', edits: list };
}

function addToMap(
  yaml: ParsedYaml,
  map: YAMLMap,
  parent: Pair | undefined,
  keys: readonly string[],
  value: string,
): EditAttempt {
  const { text } = yaml;
  const [key = ''] = keys;
  const inherited = effectivePair(yaml, map, key);
  if (inherited !== undefined && keys.length > 1) return { kind: 'shared', span: spanOf(inherited.key) };
  if (map.flow === true) return edits(insertIntoFlow(text, map, keys, value));
  const first = map.items[0];
  if (first === undefined) return { kind: 'not-a-map', span: spanOf(map) };
  const firstKey = spanOf(first.key).from;
  const indent = columnOf(text, firstKey);
  const unit = indentUnit(text, map, parent);
  const lines = blockLines(keys, value, indent, unit);
  const after = keys.length > 1 ? lastLeadingPair(yaml, map) : undefined;
  const line = after ?? (parent === undefined ? undefined : spanOf(parent.key).to);
  if (line === undefined || nextLineOf(text, line) > firstKeyLimit(text, firstKey, after)) {
    const lineBreak = lineBreakNear(text, firstKey);
    return edits(
      insertAt(firstKey, `${lines.join(lineBreak).slice(indent)}${lineBreak}${' '.repeat(indent)}`),
    );
  }
  return edits(insertLinesAfter(text, line, lines));
}

/** Insertion below the parent's line only counts when the first key does not stand on that line itself. */
function firstKeyLimit(text: string, firstKey: number, after: number | undefined): number {
  return after === undefined ? lineStartOf(text, firstKey) : text.length;
}

/** End of the last pair among the names whose value ends on its own line. */
function lastLeadingPair(yaml: ParsedYaml, map: YAMLMap): number | undefined {
  let end: number | undefined;
  for (const pair of map.items) {
    const key = isScalar(pair.key) ? String(pair.key.value) : '';
    if (!leadingKeys.includes(key) || !isScalar(pair.value) || isBlockScalar(pair.value)) continue;
    const from = spanOf(pair.key).from;
    const to = isEmpty(pair.value) ? spanOf(pair.key).to : spanOf(pair.value).to;
    if (!/[\r\n]/.test(yaml.text.slice(from, to))) end = to;
  }
  return end;
}

/** How much deeper a map stands than the key that holds it. */
function indentUnit(text: string, map: YAMLMap, parent: Pair | undefined): number {
  const first = map.items[0];
  if (parent !== undefined && first !== undefined) {
    const unit = columnOf(text, spanOf(first.key).from) - columnOf(text, spanOf(parent.key).from);
    if (unit > 0) return unit;
  }
  for (const pair of map.items) {
    const child = isMap(pair.value) && pair.value.flow !== true ? pair.value.items[0] : undefined;
    if (child === undefined) continue;
    const unit = columnOf(text, spanOf(child.key).from) - columnOf(text, spanOf(pair.key).from);
    if (unit > 0) return unit;
  }
  return 2;
}

function blockLines(keys: readonly string[], value: string, indent: number, unit: number): readonly string[] {
  return keys.map((key, depth) => {
    const head = `${' '.repeat(indent + depth * unit)}${scalarText(key, 'plain')}:`;
    return depth === keys.length - 1 ? `${head} ${scalarText(value, 'plain')}` : head;
  });
}

/** Whole lines below the line of `offset`; a text without a final line break keeps having none. */
function insertLinesAfter(text: string, offset: number, lines: readonly string[]): TextEdit {
  const end = lineEndOf(text, offset);
  const lineBreak = lineBreakNear(text, offset);
  return lineBreakAt(text, end) === ''
    ? insertAt(end, lines.map((line) => lineBreak + line).join(''))
    : insertAt(nextLineOf(text, offset), lines.map((line) => line + lineBreak).join(''));
}

function insertIntoFlow(text: string, map: YAMLMap, keys: readonly string[], value: string): TextEdit {
  const quoting: Quoting = isJson(text, map) ? 'double' : 'plain';
  const first = map.items[0];
  const { from } = spanOf(map);
  if (first === undefined) return insertAt(from + 1, flowPair(keys, value, quoting));
  const at = spanOf(first.key).from;
  const start = lineStartOf(text, at);
  const lead = text.slice(start, at);
  if (/^[ \t]+$/.test(lead)) {
    const lineBreak = lineBreakNear(text, at);
    return insertAt(at, `${flowLines(keys, value, quoting, lead, lineBreak)},${lineBreak}${lead}`);
  }
  return insertAt(at, `${flowPair(keys, value, quoting)}, `);
}

/** A flow map speaks JSON when its keys do; an empty one when the whole text does. */
function isJson(text: string, map: YAMLMap): boolean {
  const [first] = map.items;
  if (first !== undefined) return isScalar(first.key) && first.key.type === 'QUOTE_DOUBLE';
  return /^\ufeff?\s*[[{]/.test(text);
}

function flowPair(keys: readonly string[], value: string, quoting: Quoting): string {
  const [key = '', ...rest] = keys;
  const inner = rest.length === 0 ? scalarText(value, quoting) : `{${flowPair(rest, value, quoting)}}`;
  return `${scalarText(key, quoting)}: ${inner}`;
}

/** The same over several lines, for JSON that is written one pair to a line. */
function flowLines(
  keys: readonly string[],
  value: string,
  quoting: Quoting,
  indentation: string,
  lineBreak: string,
): string {
  const [key = '', ...rest] = keys;
  if (rest.length === 0) return flowPair(keys, value, quoting);
  const deeper = indentation + (indentation.startsWith('\t') ? '\t' : '  ');
  const inner = flowLines(rest, value, quoting, deeper, lineBreak);
  return `${scalarText(key, quoting)}: {${lineBreak}${deeper}${inner}${lineBreak}${indentation}}`;
}

/** `annotations:`, `annotations: null`, `annotations: ~`: the missing map is written. */
function fillEmpty(
  yaml: ParsedYaml,
  map: YAMLMap,
  pair: Pair,
  keys: readonly string[],
  value: string,
): EditAttempt {
  const { text } = yaml;
  const written = isScalar(pair.value) ? spanOf(pair.value) : undefined;
  if (written === undefined) return { kind: 'not-a-map', span: spanOf(pair.key) };
  if (map.flow === true) {
    const quoting: Quoting = isJson(text, map) ? 'double' : 'plain';
    const space = /[\s:]/.test(text.slice(written.from - 1, written.from)) ? '' : ' ';
    const glue = text[written.from - 1] === ':' ? ' ' : space;
    return edits(replaceSpan(written, `${glue}{${flowPair(keys, value, quoting)}}`));
  }
  const keyStart = spanOf(pair.key).from;
  const unit = unitNear(yaml, map);
  const lines = blockLines(keys, value, columnOf(text, keyStart) + unit, unit);
  const insertion = insertLinesAfter(text, Math.max(spanOf(pair.key).to, written.to), lines);
  if (written.from === written.to) return edits(insertion);
  const from = text[written.from - 1] === ' ' ? written.from - 1 : written.from;
  return edits(replaceSpan({ from, to: written.to }, ''), insertion);
}

/** The indentation of the siblings' children, else of the document's, else two. */
function unitNear(yaml: ParsedYaml, map: YAMLMap): number {
  const own = indentUnit(yaml.text, map, undefined);
  if (own !== 2) return own;
  for (const { contents } of yaml.documents) {
    if (isMap(contents) && contents !== map) {
      const unit = indentUnit(yaml.text, contents, undefined);
      if (unit !== 2) return unit;
    }
  }
  return 2;
}

/** `annotations: *shared` becomes a map that takes over the shared one and adds its own key. */
function extendAlias(
  yaml: ParsedYaml,
  map: YAMLMap,
  pair: Pair,
  keys: readonly string[],
  value: string,
): EditAttempt {
  const { text } = yaml;
  const span = spanOf(pair.value);
  if (keys.length !== 1 || !isMap(resolved(yaml, pair.value))) return { kind: 'shared', span };
  const alias = text.slice(span.from, span.to);
  if (map.flow === true) {
    return edits(replaceSpan(span, `{<<: ${alias}, ${flowPair(keys, value, 'plain')}}`));
  }
  const indent = columnOf(text, spanOf(pair.key).from) + unitNear(yaml, map);
  const lineBreak = lineBreakNear(text, span.from);
  const lines = [`${' '.repeat(indent)}<<: ${alias}`, ...blockLines(keys, value, indent, 2)];
  const from = text[span.from - 1] === ' ' ? span.from - 1 : span.from;
  return edits(replaceSpan({ from, to: span.to }, lines.map((line) => lineBreak + line).join('')));
}

function replaceValue(yaml: ParsedYaml, map: YAMLMap, pair: Pair, value: string): EditAttempt {
  const { text } = yaml;
  const node = pair.value;
  if (isShared(yaml, node)) return { kind: 'shared', span: spanOf(node) };
  if (isBlockScalar(node)) return edits(replaceSpan(...blockScalarEdit(text, pair, value)));
  const span = spanOf(node);
  const json = map.flow === true && isJson(text, map);
  if (isScalar(node) && isEmpty(node)) {
    const before = /\s/.test(text.slice(span.from - 1, span.from)) ? '' : ' ';
    const after = span.from === span.to && /[^\s,}\]]/.test(text[span.to] ?? '') ? ' ' : '';
    return edits(replaceSpan(span, before + scalarText(value, json ? 'double' : 'plain') + after));
  }
  if (isAlias(node)) return edits(replaceSpan(span, scalarText(value, json ? 'double' : 'plain')));
  if (!isScalar(node))
    return { kind: 'not-a-map', span: node === null ? pointAt(spanOf(pair.key).to) : span };
  return edits(replaceSpan(span, scalarText(value, json ? 'double' : quotingOf(node.type))));
}

function quotingOf(type: string | undefined): Quoting {
  if (type === 'QUOTE_DOUBLE') return 'double';
  return type === 'QUOTE_SINGLE' ? 'single' : 'plain';
}

/**
 * A block scalar ends before the blank lines and comments that follow it: those stay. A comment after `|` stays too.
 */
function blockScalarEdit(text: string, pair: Pair, value: string): readonly [Span, string] {
  const { from } = spanOf(pair.value);
  const span = { from, to: blockScalarEnd(text, pair) };
  const comment = /[ \t]#.*$/.exec(text.slice(from, lineEndOf(text, from)))?.[0] ?? '';
  return [span, scalarText(value, 'plain') + comment];
}

/** End of the last line with content of a block scalar, line break excluded. */
export function blockScalarEnd(text: string, pair: Pair): number {
  const { from, to } = spanOf(pair.value);
  let end = lineEndOf(text, from);
  for (let line = nextLineOf(text, from); line < to; line = nextLineOf(text, line)) {
    const lineEnd = lineEndOf(text, line);
    if (text.slice(line, lineEnd).trim() !== '') end = lineEnd;
    if (lineEnd >= text.length) break;
  }
  return Math.min(end, Math.max(to, lineEndOf(text, from)));
}
