/** What each entry costs in the annotation. */
import type { DataEntry } from '#core/initdata/outline.ts';
import { encodeUtf8 } from '#core/text/utf8.ts';

export interface EntryCost {
  readonly key: string;
  /** UTF-8 bytes of the entry's content. */
  readonly bytes: number;
  /** Characters by which the annotation would be shorter without the entry; never below zero. */
  readonly characters: number;
}

/**
 * The marginal cost of each entry: the length of the annotation less that of the annotation without the entry's lines.
 * The costs do not add up to the whole: what two entries share, such as a certificate, is cheap in either of them.
 *
 * @param deflatedLength bytes of the gzip stream of a document; called once for the whole and once for each entry
 */
export function costOfEntries(
  text: string,
  entries: readonly Pick<DataEntry, 'key' | 'content' | 'lineSpan'>[],
  deflatedLength: (document: Uint8Array<ArrayBuffer>) => number,
): readonly EntryCost[] {
  if (entries.length === 0) return [];
  const length = (document: string): number => base64Length(deflatedLength(encodeUtf8(document)));
  const whole = length(text);
  return entries.map(({ key, content, lineSpan }) => ({
    key,
    bytes: encodeUtf8(content).length,
    characters: Math.max(0, whole - length(text.slice(0, lineSpan.from) + text.slice(lineSpan.to))),
  }));
}

/** Characters of padded base64 for a number of bytes. */
export function base64Length(bytes: number): number {
  return Math.ceil(bytes / 3) * 4;
}
