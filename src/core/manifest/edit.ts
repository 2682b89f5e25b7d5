/** Edits of a manifest that have been read again: what they claim to change is all that they change. */
import { isMap, isScalar, isSeq, type Pair, type YAMLMap } from 'yaml';
import { applyEdits, replaceSpan, type TextEdit } from '#core/text/edit.ts';
import { columnOf, lineEndOf, lineStartOf, nextLineOf } from './lines.ts';
import type { NodePath } from './manifest.ts';
import { differsOnlyBy, type IntendedChange } from './same-data.ts';
import { scalarText } from './scalar-text.ts';
import { blockScalarEnd } from './set-string.ts';
import { isBlockScalar, isShared, ownPair, parseYaml, spanOf, stringOf, type ParsedYaml } from './yaml.ts';

/**
 * The edits, when a reader of the changed text finds the intended changes and no others. Where all of them are in one
 * of several YAML documents only that one is read again.
 */
export function confirmed(
  yaml: ParsedYaml,
  edits: readonly TextEdit[] | undefined,
  changes: readonly IntendedChange[],
): readonly TextEdit[] | undefined {
  if (edits === undefined || !yaml.offersFixes || overlap(edits)) return undefined;
  const [first] = changes;
  const only = changes.every(({ document }) => document === first?.document) ? first?.document : undefined;
  const part = only === undefined ? undefined : partOf(yaml, only, edits);
  if (part !== undefined) {
    const inPart = changes.map((change) => ({ ...change, document: 0 }));
    return differsOnlyBy(part.before, parseYaml(part.text), inPart) ? edits : undefined;
  }
  const after = parseYaml(applyEdits(yaml.text, edits));
  return differsOnlyBy(yaml, after, changes) ? edits : undefined;
}

/** One document before and after the edits; `undefined` when it is the only one or its bounds are not certain. */
function partOf(
  yaml: ParsedYaml,
  index: number,
  edits: readonly TextEdit[],
): { readonly before: ParsedYaml; readonly text: string } | undefined {
  const document = yaml.documents[index];
  const [from, , to] = document?.range ?? [0, 0, 0];
  if (document === undefined || yaml.documents.length === 1 || yaml.problems.length > 0) return undefined;
  if (edits.some(({ span }) => span.from < from || span.to > to)) return undefined;
  const moved = edits.map(({ span, insert }) => ({
    span: { from: span.from - from, to: span.to - from },
    insert,
  }));
  const text = applyEdits(yaml.text.slice(from, to), moved);
  const isLast = index === yaml.documents.length - 1;
  if (!isLast && !/[\r\n]$/.test(text)) return undefined;
  return { before: { ...yaml, documents: [document] }, text };
}

function overlap(edits: readonly TextEdit[]): boolean {
  const sorted = edits.toSorted((a, b) => a.span.from - b.span.from || a.span.to - b.span.to);
  return sorted.some((edit, index) => edit.span.from < (sorted[index - 1]?.span.to ?? 0));
}

/** Takes one key out of a map, its line with it; the map's own key too when nothing else is left in it. */
export function removeKey(
  yaml: ParsedYaml,
  document: number,
  mapPath: NodePath,
  key: string,
): { readonly edits: readonly TextEdit[]; readonly change: IntendedChange } | undefined {
  const map = ownNode(yaml, document, mapPath);
  if (map === undefined) return undefined;
  const pair = ownPair(yaml, map, key);
  if (pair === undefined) return undefined;
  const last = mapPath.at(-1);
  if (map.items.length === 1 && map.flow !== true && typeof last === 'string') {
    const holder = ownNode(yaml, document, mapPath.slice(0, -1));
    const holding = holder === undefined ? undefined : ownPair(yaml, holder, last);
    const edit = holding === undefined || holder === undefined ? undefined : removal(yaml, holder, holding);
    if (edit !== undefined) return { edits: [edit], change: { document, path: mapPath } };
  }
  const edit = removal(yaml, map, pair);
  return edit && { edits: [edit], change: { document, path: [...mapPath, key] } };
}

/** Writes another key before the same value. */
export function renameKey(
  yaml: ParsedYaml,
  document: number,
  mapPath: NodePath,
  key: string,
  newKey: string,
): { readonly edits: readonly TextEdit[]; readonly changes: readonly IntendedChange[] } | undefined {
  const map = ownNode(yaml, document, mapPath);
  const pair = map && ownPair(yaml, map, key);
  const value = stringOf(pair?.value);
  if (map === undefined || pair === undefined || value === undefined || !isScalar(pair.key)) return undefined;
  const quoting =
    pair.key.type === 'QUOTE_DOUBLE' ? 'double' : pair.key.type === 'QUOTE_SINGLE' ? 'single' : 'plain';
  return {
    edits: [replaceSpan(spanOf(pair.key), scalarText(newKey, quoting))],
    changes: [
      { document, path: [...mapPath, key] },
      { document, path: [...mapPath, newKey], value },
    ],
  };
}

/** The map at a path when no alias, merge key or shared anchor lies on the way. */
function ownNode(yaml: ParsedYaml, document: number, path: NodePath): YAMLMap | undefined {
  let node: unknown = yaml.documents[document]?.contents;
  for (const step of path) {
    if (isShared(yaml, node)) return undefined;
    if (isMap(node)) node = ownPair(yaml, node, String(step))?.value;
    else if (isSeq(node) && typeof step === 'number') node = node.items[step];
    else return undefined;
  }
  return isMap(node) && !isShared(yaml, node) ? node : undefined;
}

function removal(yaml: ParsedYaml, map: YAMLMap, pair: Pair): TextEdit | undefined {
  const { text } = yaml;
  const from = spanOf(pair.key).from;
  const end = pairEnd(text, pair);
  if (map.flow === true) {
    const index = map.items.indexOf(pair);
    const next = map.items[index + 1];
    const previous = map.items[index - 1];
    if (next !== undefined) return replaceSpan({ from, to: spanOf(next.key).from }, '');
    return replaceSpan({ from: previous === undefined ? from : pairEnd(text, previous), to: end }, '');
  }
  const start = lineStartOf(text, from);
  if (columnOf(text, from) !== text.slice(start, from).length || text.slice(start, from).trim() !== '') {
    return undefined; // the first key after a list's dash holds the whole item
  }
  const next = nextLineOf(text, end);
  if (next > lineEndOf(text, end)) return replaceSpan({ from: start, to: next }, '');
  const before = text.startsWith('\r\n', start - 2) ? start - 2 : Math.max(0, start - 1);
  return replaceSpan({ from: before, to: next }, '');
}

function pairEnd(text: string, pair: Pair): number {
  const key = spanOf(pair.key).to;
  if (isBlockScalar(pair.value)) return blockScalarEnd(text, pair);
  const value = pair.value;
  if (isMap(value) && value.flow !== true) {
    const last = value.items.at(-1);
    return last === undefined ? key : Math.max(key, pairEnd(text, last));
  }
  const { from, to } = spanOf(value);
  const written = text.slice(from, to);
  return Math.max(key, from + written.trimEnd().length);
}
