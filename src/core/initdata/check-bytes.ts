/** Documents that are not UTF-8: nobody reads them, but they can be shown, and what the host would measure is known. */
import type { Checked, Diagnostic } from '../diagnostics/diagnostic.ts';
import { decodeUtf8 } from '../text/utf8.ts';
import { checkInitData, type InitData } from './check.ts';
import { encodingOf, utf8ErrorOf } from './encoding.ts';
import { finding } from './finding.ts';
import { notUtf8Refused } from './words.ts';

/**
 * Checks a document that is given as bytes. Bytes that are not UTF-8 yield one finding, whose span lies in what
 * `lossyTextOf` shows; they can still be shown and digested.
 */
export function checkDocumentBytes(bytes: Uint8Array): Checked<InitData> {
  const text = decodeUtf8(bytes);
  return text === undefined ? { diagnostics: [notUtf8(bytes)] } : checkInitData(text);
}

function notUtf8(bytes: Uint8Array): Diagnostic {
  const bad = utf8ErrorOf(bytes) ?? { offset: 0, length: 1 };
  const { offset } = bad;
  const { kind } = encodingOf(bytes);
  const hex = (bytes[offset] ?? 0).toString(16).toUpperCase().padStart(2, '0');
  const consumers = notUtf8Refused(bad, kind !== 'unknown');
  if (kind !== 'unknown') {
    return finding(
      'initdata/utf16',
      { from: 0, to: 1 },
      `The document is ${kind === 'utf-16le' ? 'UTF-16 LE' : 'UTF-16 BE'}; it has to be UTF-8.`,
      {
        hint: 'Save it as UTF-8 without a byte order mark, or convert it with iconv -f UTF-16 -t UTF-8.',
        consumers,
      },
    );
  }
  const at = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes.subarray(0, offset)).length;
  return finding(
    'initdata/not-utf8',
    { from: at, to: at + 1 },
    `The document is not UTF-8: byte 0x${hex} at offset ${offset}.`,
    {
      hint: 'Save it as UTF-8. It is shown read-only, with a replacement character for what cannot be read.',
      consumers,
    },
  );
}
