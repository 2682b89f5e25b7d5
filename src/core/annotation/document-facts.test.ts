import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeUtf8, encodeUtf8 } from '#core/text/utf8.ts';
import { documentFacts, firstBadByte } from './document-facts.ts';

/** Mostly ASCII, with the bytes that are looked for, at any place in a word. */
const bytes = fc
  .tuple(
    fc.integer({ min: 0, max: 9 }),
    fc.array(fc.constantFrom(0x61, 0x61, 0x61, 0x61, 0x0a, 0x00, 0x0d, 0x01, 0x80, 0xc3, 0xa9), {
      maxLength: 40,
    }),
  )
  .map(([offset, content]) =>
    Uint8Array.from([...Array<number>(offset).fill(0x61), ...content]).subarray(offset),
  );

test('says what is in the bytes, wherever they start', () => {
  fc.assert(
    fc.property(bytes, (given) => {
      const facts = documentFacts(given);
      expect(facts.nul).toBe([...given].includes(0));
      expect(facts.cr).toBe([...given].includes(0x0d));
      expect(facts.utf8).toBe(decodeUtf8(given) !== undefined);
    }),
  );
});

test.for([
  ['nothing', new Uint8Array(0), undefined],
  ['ASCII', encodeUtf8('abcdefgh'), undefined],
  ['a letter behind the first word', encodeUtf8('abcdé'), undefined],
  ['a bad byte in the second word', Uint8Array.of(1, 2, 3, 4, 5, 0xff), 5],
  ['a cut character at the end', Uint8Array.of(1, 2, 3, 4, 0xc3), 4],
] as const)('finds the first bad byte of %s', ([, given, at]) => {
  expect(firstBadByte(given)).toBe(at);
});
