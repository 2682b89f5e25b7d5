import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { encodeBase64, encodeBase64ByTable, readBase64 } from './base64.ts';

describe('encodeBase64', () => {
  test('writes what the platform writes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const expected = Buffer.from(bytes).toString('base64');
        expect(encodeBase64(bytes)).toBe(expected);
        expect(encodeBase64ByTable(bytes)).toBe(expected);
      }),
    );
  });

  test('uses the engine where it can', () => {
    const bytes = Object.assign(Uint8Array.of(1), { toBase64: () => 'by the engine' });
    expect(encodeBase64(bytes)).toBe('by the engine');
  });

  test('long values', () => {
    const bytes = new Uint8Array(randomBytes(300_001));
    expect(encodeBase64ByTable(bytes)).toBe(Buffer.from(bytes).toString('base64'));
  });
});

describe('readBase64', () => {
  const cases = [
    { text: '', strict: 'empty', padding: 'none' },
    { text: '   ', strict: 'error', padding: 'none', leadingWhitespace: 3, trailingWhitespace: 3 },
    { text: 'YQ==', strict: 'ok', padding: 'ok', bytes: [97] },
    { text: 'YWI=', strict: 'ok', padding: 'ok', bytes: [97, 98] },
    { text: 'YWJj', strict: 'ok', padding: 'ok', bytes: [97, 98, 99] },
    { text: 'YR==', strict: 'non-canonical-bits', padding: 'ok', bytes: [97], nonCanonicalAt: 1 },
    { text: 'YWJ=', strict: 'non-canonical-bits', padding: 'ok', bytes: [97, 98], nonCanonicalAt: 2 },
    { text: 'YQ', strict: 'error', padding: 'missing', bytes: [97] },
    { text: 'YQ=', strict: 'error', padding: 'partial', bytes: [97], firstPadding: 2 },
    { text: 'YQ===', strict: 'error', padding: 'excess', bytes: [97], paddingCharacters: 3 },
    { text: 'YWJj=', strict: 'error', padding: 'excess', bytes: [97, 98, 99] },
    { text: '====', strict: 'error', padding: 'excess', bytes: [] },
    { text: 'Y', strict: 'error', padding: 'impossible-length', bytes: undefined },
    { text: 'YQ==YQ==', strict: 'error', padding: 'inside', bytes: undefined, firstPadding: 2 },
    { text: '-_8=', strict: 'error', padding: 'ok', alphabet: 'url', bytes: [251, 255], firstUrlSafe: 0 },
    { text: '+_8=', strict: 'error', padding: 'ok', alphabet: 'mixed', bytes: [251, 255], firstUrlSafe: 1 },
    { text: 'YW"j', alphabet: 'other', bytes: undefined, firstForeign: { offset: 2, codePoint: 0x22 } },
    { text: 'Y\u{1F600}', alphabet: 'other', firstForeign: { offset: 1, codePoint: 0x1f600 } },
    { text: 'YWJj\u2028', alphabet: 'other', firstForeign: { offset: 4, codePoint: 0x2028 } },
    {
      text: ' Y\nW\r\nJj\t',
      strict: 'error',
      padding: 'ok',
      bytes: [97, 98, 99],
      leadingWhitespace: 1,
      trailingWhitespace: 1,
      whitespace: [
        { kind: 'space', count: 1, first: 0 },
        { kind: 'lf', count: 2, first: 2 },
        { kind: 'cr', count: 1, first: 4 },
        { kind: 'tab', count: 1, first: 8 },
      ],
    },
    {
      text: '\ufeffYW\u00a0J\u200bj',
      bytes: [97, 98, 99],
      whitespace: [
        { kind: 'bom', count: 1, first: 0 },
        { kind: 'nbsp', count: 1, first: 3 },
        { kind: 'zwsp', count: 1, first: 5 },
      ],
    },
  ];
  test.for(cases)('%j', ({ text, bytes, ...expected }) => {
    const reading = readBase64(text);
    expect(reading).toMatchObject(expected);
    if ('bytes' in reading || bytes !== undefined) expect([...(reading.bytes ?? [])]).toEqual(bytes ?? []);
  });

  test('gives back what was encoded, however it was wrapped', () => {
    const width = fc.integer({ min: 1, max: 80 });
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 300 }), width, (bytes, columns) => {
        const text = encodeBase64(bytes);
        expect(readBase64(text)).toMatchObject({ strict: 'ok', bytes });
        const wrapped = text.replace(new RegExp(`.{${columns}}`, 'g'), '$&\n');
        expect(readBase64(wrapped).bytes).toEqual(bytes);
      }),
    );
  });

  test('reads any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 100 }), (text) => {
        expect(() => readBase64(text)).not.toThrow();
      }),
    );
  });
});
