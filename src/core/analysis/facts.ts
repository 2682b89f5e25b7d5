/** Facts about a document's bytes and text that need no parser, and about the fields that do. */
import { decodeUtf8, encodeUtf8 } from '#core/text/utf8.ts';
import type { Outline } from '#core/initdata/outline.ts';
import type { DocumentFacts, DocumentInput } from './analysis.ts';

/** The exact bytes of a document: what is hashed, compressed and measured. */
export function bytesOf(document: DocumentInput): Uint8Array<ArrayBuffer> {
  if (document.kind === 'text') return encodeUtf8(document.text);
  return new Uint8Array(document.bytes);
}

/** A document from bytes: its text where they are UTF-8, so that it can be edited; the bytes themselves otherwise. */
export function documentFromBytes(bytes: Uint8Array): DocumentInput {
  const text = decodeUtf8(bytes);
  return text === undefined ? { kind: 'bytes', bytes } : { kind: 'text', text };
}

export function factsOf(
  document: DocumentInput,
  bytes: Uint8Array,
  outline: Outline | undefined,
): DocumentFacts {
  const text = document.kind === 'text' ? document.text : '';
  return {
    bytes: bytes.length,
    utf8: document.kind === 'text',
    byteOrderMark: bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf,
    lineEnds: lineEndsOf(text),
    finalNewline: bytes.at(-1) === 0x0a,
    version: outline?.version?.value,
    algorithm: outline?.algorithm?.value,
    entries: (outline?.entries ?? []).map(({ key, content }) => ({ key, bytes: encodeUtf8(content).length })),
  };
}

function lineEndsOf(text: string): DocumentFacts['lineEnds'] {
  const kinds = new Set<'lf' | 'crlf' | 'cr'>();
  if (/(?<!\r)\n/.test(text)) kinds.add('lf');
  if (text.includes('\r\n')) kinds.add('crlf');
  if (/\r(?!\n)/.test(text)) kinds.add('cr');
  const [only] = kinds;
  if (only === undefined) return 'none';
  return kinds.size > 1 ? 'mixed' : only;
}
