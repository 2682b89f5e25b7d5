/** Import, touch nothing, export: the same bytes, by every way in and out. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeAnnotation } from '#core/annotation/decode.ts';
import { encodeAnnotation } from '#core/annotation/encode.ts';
import { readImage, writeImage } from '#core/image/image.ts';
import { encodeUtf8 } from '#core/text/utf8.ts';
import { bytesOf, documentFromBytes } from './facts.ts';

const piece = fc.constantFrom(
  ...[
    'version = "0.1.0"',
    'algorithm = "sha384"',
    '[data]',
    '"aa.toml" = ',
    "'''",
    '"""',
    'url = "a"',
    '# é😀',
    ' ',
    '\t',
  ],
  ...['\n', '\r\n', '\r', '\\', '\u2028', '\ufeff', '\0', 'x'],
);
const documents = fc
  .tuple(fc.constantFrom('', '\ufeff'), fc.array(piece, { maxLength: 60 }), fc.constantFrom('', '\n', '\r\n'))
  .map(([mark, pieces, end]) => encodeUtf8(mark + pieces.join('') + end));

test('a document of text comes back as the same bytes', () => {
  fc.assert(
    fc.property(documents, (bytes) => {
      const document = documentFromBytes(bytes);
      expect(document.kind).toBe('text');
      expect(bytesOf(document)).toEqual(bytes);
    }),
  );
});

test('any bytes at all come back as they were', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      expect([...bytesOf(documentFromBytes(bytes))]).toEqual([...bytes]);
    }),
  );
});

test('annotation and disk image carry the same bytes', () => {
  fc.assert(
    fc.property(documents, (bytes) => {
      const { annotation, gzip } = encodeAnnotation(bytes, 'fast');
      expect(decodeAnnotation(annotation).document ?? new Uint8Array()).toEqual(bytes);
      const image = readImage(writeImage(gzip));
      expect(image.document ?? new Uint8Array()).toEqual(bytes);
    }),
  );
});
