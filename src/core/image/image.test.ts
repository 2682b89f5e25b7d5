import { existsSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { encodeUtf8 } from '#core/text/utf8.ts';
import { readImage, writeImage } from './image.ts';
import { formats } from './testing/vectors.ts';

const document = encodeUtf8('version = "0.1.0"\nalgorithm = "sha256"\n\n[data]\n');
const stream = new Uint8Array(gzipSync(document));

function changed(image: Uint8Array, at: number, bytes: readonly number[]): Uint8Array {
  const copy = image.slice();
  copy.set(bytes, at);
  return copy;
}

describe('writeImage', () => {
  test.for([
    { length: 0, size: 512 },
    { length: 1, size: 512 },
    { length: 496, size: 512 },
    { length: 497, size: 1024 },
    { length: 1008, size: 1024 },
  ])('$length bytes make $size', ({ length, size }) => {
    const image = writeImage(new Uint8Array(length).fill(7));
    expect(image.length).toBe(size);
    expect([...image.subarray(0, 16)]).toEqual([
      ...encodeUtf8('initdata'),
      ...[length & 255, length >> 8, 0, 0, 0, 0, 0, 0],
    ]);
    expect(image.subarray(16, 16 + length)).toEqual(new Uint8Array(length).fill(7));
    expect(image.subarray(16 + length).every((byte) => byte === 0)).toBe(true);
  });
});

describe('readImage', () => {
  const image = writeImage(stream);

  test('what was written', () => {
    const reading = readImage(image);
    expect(reading).toMatchObject({
      agent: { kind: 'ok' },
      ignoredBytes: 0,
      wholeSectors: true,
      diagnostics: [],
    });
    expect(reading.document).toEqual(document);
    expect(reading.stream).toEqual(stream);
  });

  test('in the middle of a larger buffer', () => {
    const buffer = new Uint8Array(image.length + 7);
    buffer.set(image, 7);
    expect(readImage(buffer.subarray(7)).document).toEqual(document);
  });

  const at = stream.length;
  const cases = [
    {
      name: 'nothing',
      bytes: new Uint8Array(0),
      agent: 'not-detected',
      code: 'image-not-detected',
      from: 0,
      to: 0,
    },
    {
      name: 'other magic',
      bytes: changed(image, 0, [0x49]),
      agent: 'not-detected',
      code: 'image-not-detected',
      from: 0,
      to: 8,
    },
    {
      name: 'magic alone',
      bytes: image.subarray(0, 8),
      agent: 'error',
      code: 'image-length',
      from: 8,
      to: 8,
    },
    {
      name: 'length past the end',
      bytes: changed(image, 8, [0, 16]),
      agent: 'error',
      code: 'image-length',
      from: 8,
      to: 16,
    },
    {
      name: 'big-endian',
      bytes: changed(image, 8, [0, 0, 0, 0, 0, 0, 0, 0x80]),
      agent: 'panic',
      code: 'image-length',
      from: 8,
      to: 16,
    },
    {
      name: 'length 0',
      bytes: changed(image, 8, [0]),
      agent: 'error',
      code: 'image-stream',
      from: 16,
      to: 16,
    },
    {
      name: 'length too short',
      bytes: changed(image, 8, [at - 1]),
      agent: 'error',
      code: 'image-stream',
      from: at + 14,
      to: at + 15,
    },
    {
      name: 'length too long',
      bytes: changed(image, 8, [at + 2]),
      agent: 'ok',
      code: 'image-rest',
      from: at + 16,
      to: at + 18,
    },
    {
      name: 'padding not zero',
      bytes: changed(image, 500, [1]),
      agent: 'ok',
      code: 'image-rest',
      from: at + 16,
      to: 512,
    },
    {
      name: 'part of a sector',
      bytes: image.subarray(0, 511),
      agent: 'ok',
      code: 'image-rest',
      from: 511,
      to: 511,
    },
  ];
  test.for(cases)('$name', ({ bytes, agent, code, from, to }) => {
    const reading = readImage(bytes);
    expect(reading.agent.kind).toBe(agent);
    expect(reading.diagnostics).toMatchObject([
      { code: `annotation/${code}`, source: 'image', span: { from, to } },
    ]);
  });

  test('any bytes behind the magic', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), fc.boolean(), (bytes, magic) => {
        const source = magic
          ? changed(new Uint8Array([...new Uint8Array(8), ...bytes]), 0, [...encodeUtf8('initdata')])
          : bytes;
        expect(['ok', 'error', 'panic', 'not-detected']).toContain(readImage(source).agent.kind);
      }),
    );
  });
});

const recorded = new URL('../../../../shared/vectors/images.json', import.meta.url);
if (!existsSync(recorded)) process.stderr.write('skipped: 48 recorded images, as ../shared is not there\n');

test.skipIf(!existsSync(recorded))('recorded images', async () => {
  const file: unknown = JSON.parse(readFileSync(recorded, 'utf8'));
  const format = formats.find(({ recognises }) => recognises(file));
  const results = (await format?.run(file)) ?? [];
  expect(results.length).toBeGreaterThanOrEqual(48);
  expect(results.filter(({ outcome }) => outcome !== 'passed')).toEqual([]);
});
