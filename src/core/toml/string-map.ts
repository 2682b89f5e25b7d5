/**
 * Offsets of a string's content and offsets of the text that holds the string. The two run in step except at escapes,
 * so that a finding inside `aa.toml` can be shown in the document, and a place in the document in `aa.toml`.
 */
import { contentSpan, escapesIn, type StringPlace } from './strings.ts';

/**
 * The offset in the text of the `offset`th code unit of the content. Offsets outside the content go to its nearest end;
 * an offset inside what one escape stands for goes to that escape.
 */
export function contentToText(text: string, place: StringPlace, offset: number): number {
  const { from, to } = contentSpan(text, place);
  let shift = 0;
  for (const { at, length, value } of escapesIn(text, { from, to }, place.form)) {
    const before = at - from - shift;
    if (offset < before || (offset === before && value !== '')) break;
    if (offset < before + value.length) return at;
    shift += length - value.length;
  }
  return Math.max(from, Math.min(from + offset + shift, to));
}

/**
 * The offset in the content of an offset of the text, or `undefined` outside the string. Inside the opening delimiter's
 * dropped line end it is 0; inside an escape it is where what the escape stands for begins.
 */
export function textToContent(text: string, place: StringPlace, offset: number): number | undefined {
  const { from, to } = contentSpan(text, place);
  const opening = place.form.startsWith('ml-') ? 3 : 1;
  if (offset < place.span.from + opening || offset > to) return undefined;
  if (offset <= from) return 0;
  let shift = 0;
  for (const { at, length, value } of escapesIn(text, { from, to }, place.form)) {
    if (offset <= at) break;
    if (offset < at + length) return at - from - shift;
    shift += length - value.length;
  }
  return offset - from - shift;
}
