import { inflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { encodeUtf8 } from '#core/text/utf8.ts';
import { log2, oneBit } from './costs.ts';
import { deflate, maxDeflateBytes } from './deflate.ts';
import { findMatches } from './matches.ts';
import { codeLengths, codeWords } from './prefix-code.ts';

/** The full count of runs takes minutes. */
const patience = process.env['FUZZ_RUNS'] === undefined ? 30_000 : 3_600_000;
const effort = { rounds: 3, depth: 64 };

test('log2 in 64ths of a bit', () => {
  for (const value of [1, 2, 3, 5, 100, 4095, 4096, 8191, 70_001, 2 ** 30, 2 ** 31 - 1]) {
    expect(Math.abs(log2(value) - Math.log2(value) * oneBit), `log2(${value})`).toBeLessThan(1.1);
  }
});

describe('prefix codes', () => {
  /** The total of a code, and whether it is complete and within the limit. */
  function judged(
    counts: readonly number[],
    limit: number,
  ): { total: number; kraft: number; longest: number } {
    const lengths = codeLengths(Int32Array.from(counts), limit);
    let kraft = 0;
    for (const length of lengths) if (length > 0) kraft += 2 ** -length;
    const total = counts.reduce((sum, count, symbol) => sum + count * lengths[symbol]!, 0);
    return { total, kraft, longest: Math.max(...lengths) };
  }

  test.for([
    { counts: [0, 0], limit: 15, total: 0, kraft: 0, longest: 0 },
    { counts: [0, 7], limit: 15, total: 7, kraft: 0.5, longest: 1 },
    { counts: [1, 1, 2, 4], limit: 15, total: 14, kraft: 1, longest: 3 },
    { counts: [1, 1, 2, 4], limit: 2, total: 16, kraft: 1, longest: 2 },
    // Fibonacci numbers make the deepest trees; the best code of at most five bits was found by trying all.
    { counts: [1, 1, 2, 3, 5, 8, 13, 21], limit: 7, total: 132, kraft: 1, longest: 7 },
    { counts: [1, 1, 2, 3, 5, 8, 13, 21], limit: 5, total: 134, kraft: 1, longest: 5 },
  ])('$counts within $limit bits', ({ counts, limit, ...expected }) => {
    expect(judged(counts, limit)).toEqual(expected);
  });

  test('any counts give a complete code within the limit', () => {
    const counts = fc.array(fc.integer({ min: 1, max: 1_000_000 }), { minLength: 2, maxLength: 120 });
    fc.assert(
      fc.property(counts, (some) => {
        const { kraft, longest, total } = judged(some, 7);
        expect(kraft).toBe(1);
        expect(longest).toBeLessThanOrEqual(7);
        expect(total).toBeGreaterThanOrEqual(judged(some, 15).total);
      }),
    );
  });

  test('words are canonical, first bit lowest', () => {
    expect([...codeWords(Uint8Array.of(3, 3, 3, 3, 3, 2, 4, 4))]).toEqual([
      0b010, 0b110, 0b001, 0b101, 0b011, 0b00, 0b0111, 0b1111,
    ]);
  });
});

test('matches are the nearest for each length', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 120 });
  fc.assert(
    fc.property(text, (source) => {
      const { starts, pairs } = findMatches(encodeUtf8(source), 1000);
      for (let place = 0; place < source.length; place++) {
        const expected: (readonly [number, number])[] = [];
        for (let before = place - 1, best = 2; before >= 0; before--) {
          let length = 0;
          while (
            length < 258 &&
            place + length < source.length &&
            source[before + length] === source[place + length]
          ) {
            length++;
          }
          if (length > best) {
            best = length;
            expected.push([place - before, length]);
          }
        }
        const found = [...pairs.subarray(starts[place], starts[place + 1])].map((pair) => [
          pair >>> 9,
          pair & 511,
        ]);
        expect(found).toEqual(expected);
      }
    }),
  );
});

describe('deflate', () => {
  test('zlib reads what was made of random sources', { timeout: patience }, () => {
    const piece = fc.oneof(
      fc.uint8Array({ maxLength: 30 }),
      fc.string({ unit: fc.constantFrom('a', 'b', '\n'), maxLength: 30 }).map(encodeUtf8),
      fc.nat(600).map((length) => new Uint8Array(length).fill(length)),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), fc.nat(3), (pieces, repeat) => {
        const once = Buffer.concat(pieces);
        const source = Buffer.concat(Array.from({ length: repeat + 1 }, () => once));
        expect(inflateRawSync(deflate(source, effort)).equals(source)).toBe(true);
      }),
    );
  });

  test('reaches back as far as the format allows and no farther', () => {
    const word = Array.from({ length: 40 }, (_, at) => 60 + at);
    for (const gap of [32_768 - 40, 32_768 - 39]) {
      const source = Uint8Array.from([
        ...word,
        ...Array.from({ length: gap }, (_, at) => (at * at * 31) & 15),
        ...word,
      ]);
      expect(inflateRawSync(deflate(source, effort)).equals(source)).toBe(true);
    }
  });

  test('refuses more than it can count', () => {
    expect(() => deflate(new Uint8Array(maxDeflateBytes + 1), effort)).toThrow(RangeError);
  });
});
