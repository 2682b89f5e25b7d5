/**
 * Edits of an Init-Data document that change only the lines they own. Nothing is parsed and written again: comments,
 * order, line ends and every other byte stay, also in a document that is broken elsewhere.
 *
 * Each function gives text edits of the document, or the finding that says why it cannot be done.
 */
import { diagnostic, type Checked, type DiagnosticDetails } from '../diagnostics/diagnostic.ts';
import type { DiagnosticCode } from '../diagnostics/catalogue.ts';
import { applyEdits, differenceOf, insertAt, replaceSpan, type TextEdit } from '../text/edit.ts';
import { pointAt, type Span } from '../text/span.ts';
import { contentToText } from '../toml/string-map.ts';
import { contentSpan, decodeString, isMultiline, type StringPlace } from '../toml/strings.ts';
import {
  canHold,
  embedString,
  encodeContent,
  encodePiece,
  loneSurrogateIn,
  quotedKey,
  recommendedForm,
} from './embed.ts';
import { blockOf, gapIsBlank, lineEndOf, removalOf } from './layout.ts';
import { entryOf, outlineOf, type DataEntry, type Field, type Outline } from './outline.ts';

export type DocumentEdits = Checked<readonly TextEdit[]>;

/** Sets the top-level `version`, which is written above everything else where it is missing. */
export function setVersion(text: string, version: string): DocumentEdits {
  return setField(text, 'version', version);
}

/** Sets the top-level `algorithm`. Any name can be written; the checks say who knows it. */
export function setAlgorithm(text: string, algorithm: string): DocumentEdits {
  return setField(text, 'algorithm', algorithm);
}

function setField(text: string, key: 'version' | 'algorithm', value: string): DocumentEdits {
  const lone = loneSurrogateIn(value);
  if (lone !== undefined) return refuseContent(key, lone);
  const outline = outlineOf(text);
  const field = outline[key];
  if (field !== undefined) return edits(fieldValueEdit(text, field, value));
  const line = `${key} = ${embedString(value, 'basic')}`;
  const strayed = entryOf(outline, key);
  const removal = strayed === undefined ? [] : removalOf(text, outline, strayed);
  return { value: [fieldInsertion(text, outline, key, line), ...removal], diagnostics: [] };
}

/** The edit that gives a field another value and keeps its kind of quotes. */
function fieldValueEdit(text: string, field: Field, value: string): TextEdit | undefined {
  const form = field.form === 'literal' && canHold('literal', value) ? 'literal' : 'basic';
  const written = embedString(value, form);
  return text.slice(field.valueSpan.from, field.valueSpan.to) === written
    ? undefined
    : replaceSpan(field.valueSpan, written);
}

/** Where a missing top-level line goes: beside its sibling, else above the first statement. */
export function fieldInsertion(
  text: string,
  outline: Outline,
  key: 'version' | 'algorithm',
  line: string,
): TextEdit {
  const lineEnd = lineEndOf(text);
  const { version, algorithm } = outline;
  if (key === 'algorithm' && version !== undefined) {
    const at = version.lineSpan.to;
    return insertAt(at, endsLine(text, at) ? line + lineEnd : lineEnd + line);
  }
  if (key === 'version' && algorithm !== undefined) return insertAt(algorithm.lineSpan.from, line + lineEnd);
  const [first] = outline.scan.statements;
  if (first === undefined) {
    return insertAt(text.length, (endsLine(text, text.length) ? '' : lineEnd) + line + lineEnd);
  }
  const at = blockOf(text, outline, first.kind === 'broken' ? first.span : first.lines).from;
  return insertAt(at, line + lineEnd + (first.kind === 'header' ? lineEnd : ''));
}

/** Gives an entry a new content with the smallest change of the document that does it. */
export function replaceEntry(text: string, key: string, content: string): DocumentEdits {
  const entry = entryOf(outlineOf(text), key);
  if (entry === undefined) return noSuchEntry(key);
  const difference = differenceOf(entry.content, content);
  return difference === undefined
    ? { value: [], diagnostics: [] }
    : editContent(text, entry, [difference], content);
}

/**
 * Applies edits of an entry's content to the document. Small edits stay small where the string's form can hold them;
 * otherwise the whole value is written anew in a form that can. Cheap: one scan, no parse.
 */
export function editEntry(text: string, key: string, contentEdits: readonly TextEdit[]): DocumentEdits {
  const entry = entryOf(outlineOf(text), key);
  if (entry === undefined) return noSuchEntry(key);
  if (contentEdits.length === 0) return { value: [], diagnostics: [] };
  return editContent(text, entry, contentEdits, applyEdits(entry.content, contentEdits));
}

function editContent(
  text: string,
  entry: DataEntry,
  contentEdits: readonly TextEdit[],
  content: string,
): DocumentEdits {
  const lone = loneSurrogateIn(content);
  if (lone !== undefined) return refuseContent(entry.key, lone);
  const place: StringPlace = { span: entry.valueSpan, form: entry.form, closed: entry.closed };
  if (keepsForm(entry, content)) {
    for (const encode of [encodeContent, encodePiece]) {
      const inner = contentEdits.map(({ span, insert }) =>
        replaceSpan(
          { from: contentToText(text, place, span.from), to: contentToText(text, place, span.to) },
          encode(insert, entry.form),
        ),
      );
      if (readsBack(text, place, inner, content)) return { value: inner, diagnostics: [] };
    }
  }
  const value = embedEntry(content, entry, lineEndOf(text));
  return edits(replaceSpan(entry.valueSpan, value + lineEndAfter(text, entry)));
}

/** A string that lost its end may reach to the start of the next line; closed again it needs a line end of its own. */
function lineEndAfter(text: string, { closed, valueSpan }: DataEntry): string {
  return closed || valueSpan.to >= text.length || /[\r\n]/.test(text.charAt(valueSpan.to))
    ? ''
    : lineEndOf(text);
}

/** A literal that holds CRLF already goes on holding it: its document has Windows line ends throughout. */
function keepsForm(entry: DataEntry, content: string): boolean {
  if (canHold(entry.form, content)) return true;
  return (
    entry.form === 'ml-literal' &&
    entry.content.includes('\r\n') &&
    canHold('ml-literal', content.replaceAll('\r\n', '\n'))
  );
}

function embedEntry(content: string, entry: DataEntry, lineEnd: string): string {
  const form = entry.place === 'inline' && !isMultiline(entry.form) ? 'basic' : recommendedForm(content);
  return embedString(content, canHold(entry.form, content) ? entry.form : form, lineEnd);
}

/** True when the value with the edits applied is one string that decodes to `content`. */
function readsBack(text: string, place: StringPlace, inner: readonly TextEdit[], content: string): boolean {
  const { from, to } = place.span;
  const local = inner.map(({ span, insert }) =>
    replaceSpan({ from: span.from - from, to: span.to - from }, insert),
  );
  const value = applyEdits(text.slice(from, to), local);
  const edited: StringPlace = { ...place, span: { from: 0, to: value.length } };
  if (decodeString(value, edited) !== content) return false;
  return place.form !== 'ml-basic' || !hasOpenQuotes(value.slice(0, contentSpan(value, edited).to));
}

/** True when unescaped quotes inside a multi-line basic string would end it early. */
function hasOpenQuotes(upToContentEnd: string): boolean {
  return /"""/.test(upToContentEnd.slice(3).replaceAll(/\\[^]/g, '__'));
}

/**
 * Adds an entry to `data`, at a position among the entries or after the last one, in the way the document writes the
 * others. Without `data` a header is written at the end.
 */
export function addEntry(text: string, key: string, content: string, index?: number): DocumentEdits {
  const lone = loneSurrogateIn(content) ?? loneSurrogateIn(key);
  if (lone !== undefined) return refuseContent(key, lone);
  const outline = outlineOf(text);
  if (entryOf(outline, key) !== undefined) {
    return refuse('initdata/entry-exists', pointAt(0), `There is already an entry "${key}".`);
  }
  if (outline.dataInline !== undefined) return edits(inlineInsertion(outline, key, content, index));
  const blocked = outline.others.find(({ path }) => path.length === 0);
  if (blocked !== undefined || (outline.dataHeader === undefined && outline.dataHeaders.length > 0)) {
    const span = blocked?.keySpan ?? outline.dataHeaders[0]?.span ?? pointAt(0);
    return refuse('initdata/data-not-a-table', span, 'An entry needs data to be one table.');
  }
  const dotted = outline.dataHeader === undefined && outline.entries.some(({ place }) => place === 'dotted');
  const lineEnd = lineEndOf(text);
  const name = dotted ? `data.${quotedKey(key)}` : quotedKey(key);
  const entryText = `${name} = ${embedString(content, recommendedForm(content), lineEnd)}`;
  const siblings = outline.entries.filter(({ place }) => place === (dotted ? 'dotted' : 'section'));
  const next = index === undefined ? undefined : siblings[index];
  const open = outline.entries.find(
    ({ closed, valueSpan }) => !closed && valueSpan.from < (next?.lineSpan.from ?? Infinity),
  );
  if (open !== undefined) {
    const message = `The string of "${open.key}" has no end, so nothing can be added below it.`;
    return refuse('initdata/unclosed-above', open.keySpan, message);
  }
  const gap = blankLinesBetween(text, siblings) ? lineEnd : '';
  if (next !== undefined) {
    return edits(insertAt(blockOf(text, outline, next.lineSpan).from, entryText + lineEnd + gap));
  }
  if (!dotted && outline.dataHeader === undefined) {
    const before = endsLine(text, text.length) ? '' : lineEnd;
    const blank = text.trim() === '' || /\n\r?\n$/.test(text) ? '' : lineEnd;
    return edits(insertAt(text.length, `${before}${blank}[data]${lineEnd}${entryText}${lineEnd}`));
  }
  const at = endOfData(outline, dotted);
  const separator = siblings.length > 0 ? gap : '';
  return edits(
    insertAt(at, endsLine(text, at) ? separator + entryText + lineEnd : lineEnd + separator + entryText),
  );
}

/** The offset below the last line of the first `[data]` section, or below the last dotted entry. */
function endOfData(outline: Outline, dotted: boolean): number {
  let end = 0;
  let inside = false;
  for (const statement of outline.scan.statements) {
    if (statement.kind === 'broken') continue;
    if (statement.kind === 'header') {
      if (inside || dotted) break;
      inside = statement.span.from === outline.dataHeader?.from;
    }
    if (inside || (dotted && statement.kind === 'pair' && statement.key[0]?.name === 'data')) {
      end = statement.lines.to;
    }
  }
  return end;
}

function blankLinesBetween(text: string, siblings: readonly DataEntry[]): boolean {
  const [first, second] = siblings;
  if (first === undefined || second === undefined) return true;
  return /^[ \t]*\r?\n/.test(text.slice(first.lineSpan.to, second.lineSpan.from));
}

function inlineInsertion(
  outline: Outline,
  key: string,
  content: string,
  index: number | undefined,
): TextEdit {
  const braces = outline.dataInline ?? pointAt(0);
  const pair = `${quotedKey(key)} = ${embedString(content, 'basic')}`;
  const pairs = outline.entries.filter(({ place }) => place === 'inline');
  const next = index === undefined ? undefined : pairs[index];
  if (next !== undefined) return insertAt(next.lineSpan.from, `${pair}, `);
  const last = lastInline(outline);
  if (last !== undefined) return insertAt(last, `, ${pair}`);
  return replaceSpan(braces, `{ ${pair} }`);
}

function lastInline(outline: Outline): number | undefined {
  for (const statement of outline.scan.statements) {
    if (statement.kind === 'pair' && statement.value.span.from === outline.dataInline?.from) {
      return statement.value.kind === 'inline' ? statement.value.pairs.at(-1)?.span.to : undefined;
    }
  }
  return undefined;
}

/** Gives an entry another name; its value stays as it is. */
export function renameEntry(text: string, key: string, newKey: string): DocumentEdits {
  const lone = loneSurrogateIn(newKey);
  if (lone !== undefined) return refuseContent(newKey, lone);
  const outline = outlineOf(text);
  const entry = entryOf(outline, key);
  if (entry === undefined) return noSuchEntry(key);
  if (key === newKey) return { value: [], diagnostics: [] };
  const taken = entryOf(outline, newKey);
  if (taken !== undefined) {
    return refuse('initdata/entry-exists', taken.keySpan, `There is already an entry "${newKey}".`);
  }
  return edits(replaceSpan(entry.keySpan, quotedKey(newKey)));
}

/** Removes an entry with the comment lines directly above it and one of the blank lines around it. */
export function removeEntry(text: string, key: string): DocumentEdits {
  const outline = outlineOf(text);
  const entry = entryOf(outline, key);
  if (entry === undefined) return noSuchEntry(key);
  return { value: removalOf(text, outline, entry), diagnostics: [] };
}

/**
 * Moves an entry, with the comment lines directly above it, to a position among the entries that are written in the same
 * way. A position past the end means last.
 */
export function moveEntry(text: string, key: string, index: number): DocumentEdits {
  const outline = outlineOf(text);
  const entry = entryOf(outline, key);
  if (entry === undefined) return noSuchEntry(key);
  const siblings = outline.entries.filter(({ place }) => place === entry.place);
  const open = siblings.find(({ closed }) => !closed);
  if (open !== undefined) {
    const message = `The string of "${open.key}" has no end, so entries cannot change places.`;
    return refuse('initdata/unclosed-above', open.keySpan, message);
  }
  const from = siblings.indexOf(entry);
  const to = Math.max(0, Math.min(index, siblings.length - 1));
  if (from === to) return { value: [], diagnostics: [] };
  if (entry.place === 'inline') return { value: permuteInline(text, siblings, from, to), diagnostics: [] };
  const blocks = siblings.map(({ lineSpan }) => blockOf(text, outline, lineSpan));
  return { value: moveBlock(text, blocks, from, to), diagnostics: [] };
}

function permuteInline(
  text: string,
  siblings: readonly DataEntry[],
  from: number,
  to: number,
): readonly TextEdit[] {
  const texts = siblings.map(({ lineSpan }) => text.slice(lineSpan.from, lineSpan.to));
  const order = texts.toSpliced(from, 1).toSpliced(to, 0, texts[from] ?? '');
  return siblings.flatMap(({ lineSpan }, index) =>
    order[index] === texts[index] ? [] : [replaceSpan(lineSpan, order[index] ?? '')],
  );
}

/** Cuts one block out with the blank lines on its side of the way and puts both back at the other end. */
function moveBlock(text: string, blocks: readonly Span[], from: number, to: number): readonly TextEdit[] {
  const block = blocks[from];
  const target = blocks[to];
  const neighbour = blocks[from < to ? from + 1 : from - 1];
  if (block === undefined || target === undefined || neighbour === undefined) return [];
  const lineEnd = lineEndOf(text);
  const moved = text.slice(block.from, block.to);
  if (from < to) {
    const gap = { from: block.to, to: neighbour.from };
    const blank = gapIsBlank(text, gap);
    const between = blank ? text.slice(gap.from, gap.to) : '';
    const cut = { from: block.from, to: blank ? gap.to : block.to };
    if (endsLine(text, target.to)) return [replaceSpan(cut, ''), insertAt(target.to, between + moved)];
    return [replaceSpan(cut, ''), insertAt(target.to, lineEnd + between + withoutLineEnd(moved))];
  }
  const gap = { from: neighbour.to, to: block.from };
  const blank = gapIsBlank(text, gap);
  const between = blank ? text.slice(gap.from, gap.to) : '';
  const start = blank ? gap.from : block.from;
  if (endsLine(text, block.to))
    return [insertAt(target.from, moved + between), replaceSpan({ from: start, to: block.to }, '')];
  const cutFrom =
    start - (text.slice(0, start).endsWith('\r\n') ? 2 : text.slice(0, start).endsWith('\n') ? 1 : 0);
  return [insertAt(target.from, moved + lineEnd + between), replaceSpan({ from: cutFrom, to: block.to }, '')];
}

function withoutLineEnd(text: string): string {
  return text.replace(/\r?\n$/, '');
}

function endsLine(text: string, offset: number): boolean {
  const before = text.charCodeAt(offset - 1);
  return offset === 0 || before === 0x0a || (offset === 1 && before === 0xfeff);
}

function edits(edit: TextEdit | undefined): DocumentEdits {
  return { value: edit === undefined ? [] : [edit], diagnostics: [] };
}

function noSuchEntry(key: string): DocumentEdits {
  return refuse('initdata/no-such-entry', pointAt(0), `There is no entry "${key}" in data.`);
}

function refuseContent(key: string, span: Span): DocumentEdits {
  return {
    diagnostics: [
      diagnostic(
        'initdata/cannot-embed',
        `entry:${key}`,
        span,
        'Half of a surrogate pair stands alone here; UTF-8, and so TOML, cannot hold it.',
        { hint: 'Replace the broken character.' },
      ),
    ],
  };
}

function refuse(
  code: DiagnosticCode,
  span: Span,
  message: string,
  details: DiagnosticDetails = {},
): DocumentEdits {
  return { diagnostics: [diagnostic(code, 'initdata', span, message, details)] };
}
