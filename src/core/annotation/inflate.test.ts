import { constants, deflateRawSync, inflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { inflate, type InflateFault } from './inflate.ts';

/** Streams that are mutated in one run of the property. */
const streamsPerRun = 20;
/** The full count of runs takes minutes. */
const patience = process.env['FUZZ_RUNS'] === undefined ? 30_000 : 3_600_000;

function bits(...fields: readonly (readonly [value: number, count: number])[]): Uint8Array {
  const bytes: number[] = [];
  let at = 0;
  for (const [value, count] of fields) {
    for (let bit = 0; bit < count; bit++, at++) {
      bytes[at >> 3] = (bytes[at >> 3] ?? 0) | (((value >> bit) & 1) << (at & 7));
    }
  }
  return Uint8Array.from(bytes);
}

describe('faults', () => {
  const cases: readonly { fault: InflateFault; source: Uint8Array; end: number }[] = [
    { fault: 'truncated', source: Uint8Array.of(), end: 0 },
    { fault: 'truncated', source: Uint8Array.of(1, 5, 0), end: 3 },
    { fault: 'truncated', source: Uint8Array.of(1, 2, 0, 0xfd, 0xff, 65), end: 6 },
    { fault: 'block-type', source: bits([1, 1], [3, 2]), end: 1 },
    { fault: 'stored-length', source: Uint8Array.of(1, 5, 0, 0, 0), end: 5 },
    { fault: 'code-count', source: bits([1, 1], [2, 2], [30, 5], [0, 5], [0, 4]), end: 3 },
    { fault: 'code-count', source: bits([1, 1], [2, 2], [0, 5], [30, 5], [0, 4]), end: 3 },
    { fault: 'code-lengths', source: bits([1, 1], [2, 2], [0, 5], [0, 5], [0, 4], [0, 12]), end: 4 },
    // Codes of one bit for "repeat the last length" and for a length of 0: the first thing is a repeat.
    {
      fault: 'repeat',
      source: bits([1, 1], [2, 2], [0, 5], [0, 5], [0, 4], [1, 3], [0, 6], [1, 3], [1, 1], [0, 2]),
      end: 4,
    },
    // Fixed codes: a copy of three bytes from one byte back, before anything was written.
    { fault: 'distance', source: bits([1, 1], [1, 2], [0x40, 7], [0, 5]), end: 2 },
    { fault: 'symbol', source: bits([1, 1], [1, 2], [0x63, 8]), end: 2 },
  ];
  test.for(cases)('$fault ends at $end', ({ fault, source, end }) => {
    expect(inflate(source)).toMatchObject({ status: fault, end });
  });

  test('an unused distance is no fault, a used one without a code is', () => {
    expect(() => inflateRawSync(bits([1, 1], [1, 2], [0x40, 7], [0x0f, 5]))).toThrow();
    expect(inflate(bits([1, 1], [1, 2], [0x0c, 8], [0x40, 7], [0x0f, 5])).status).toBe('symbol');
  });
});

describe('limit', () => {
  const bomb = deflateRawSync(new Uint8Array(4_000_000), { level: 9 });

  test('stops at the limit with what it has', () => {
    const { status, bytes } = inflate(bomb, 0, 1000);
    expect(status).toBe('limit');
    expect(bytes).toEqual(new Uint8Array(1000));
  });

  test('takes output of exactly the limit', () => {
    expect(inflate(bomb, 0, 4_000_000)).toMatchObject({ status: 'ok', end: bomb.length });
    expect(inflate(bomb, 0, 3_999_999).status).toBe('limit');
  });

  test('stored blocks count too', () => {
    const stored = deflateRawSync(new Uint8Array(70_000), { level: 0 });
    expect(inflate(stored, 0, 65_536)).toMatchObject({ status: 'limit' });
    expect(inflate(stored, 0, 65_536).bytes.length).toBe(65_536);
  });
});

/** A small generator with a seed, so that a failing run can be repeated. */
function generator(state: number): (below: number) => number {
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

interface Reference {
  readonly bytes?: Buffer;
  readonly consumed?: number;
  readonly truncated?: boolean;
}

function zlibReads(source: Uint8Array): Reference {
  try {
    // The declared type of the result does not know the `info` option.
    const { buffer, engine } = inflateRawSync(source, {
      info: true,
      maxOutputLength: 1 << 22,
    }) as unknown as {
      readonly buffer: Buffer;
      readonly engine: { readonly bytesWritten: number };
    };
    return { bytes: buffer, consumed: engine.bytesWritten };
  } catch (error) {
    return { truncated: (error as NodeJS.ErrnoException).code === 'Z_BUF_ERROR' };
  }
}

test('agrees with zlib on mutated streams', { timeout: patience }, () => {
  fc.assert(
    fc.property(fc.integer(), (seed) => {
      const random = generator(seed);
      const word = 'default CreateContainerRequest := false\nallow if { input.user != "root" }\n';
      for (let stream = 0; stream < streamsPerRun; stream++) {
        const size = random(random(50) === 0 ? 40_000 : 600);
        const plain = Buffer.alloc(size);
        for (let at = 0; at < size; at++) {
          plain[at] = random(8) === 0 ? random(256) : word.charCodeAt((at + random(2)) % word.length);
        }
        const strategies = [
          constants.Z_DEFAULT_STRATEGY,
          constants.Z_FIXED,
          constants.Z_HUFFMAN_ONLY,
          constants.Z_RLE,
        ];
        const strategy = strategies[random(4)] ?? 0;
        const source = Buffer.concat([
          deflateRawSync(plain, { level: random(10), strategy, memLevel: 1 + random(9) }),
          Buffer.alloc(random(4)),
        ]);
        const changes = random(4);
        for (let change = 0; change < changes; change++) {
          const at = random(random(2) === 0 ? Math.min(source.length, 100) : source.length);
          source[at] = source[at]! ^ (1 << random(8));
        }
        const cut = random(5) === 0 ? source.subarray(0, random(source.length + 1)) : source;
        const expected = zlibReads(cut);
        const found = inflate(cut, 0, 1 << 22);
        const about = `stream ${stream}`;
        if (expected.bytes === undefined) {
          expect(found.status, about).not.toBe('ok');
          // zlib sees that there is no code for code lengths when it needs one; we see it at once.
          if (found.status !== 'code-lengths') {
            expect(found.status === 'truncated', about).toBe(expected.truncated);
          }
        } else {
          expect(found.status, about).toBe('ok');
          expect(Buffer.compare(found.bytes, expected.bytes), about).toBe(0);
          expect(found.end, about).toBe(expected.consumed);
        }
      }
    }),
  );
});

test('random bytes never throw and never pass the limit', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
      expect(inflate(bytes, 0, 100).bytes.length).toBeLessThanOrEqual(100);
    }),
  );
});
