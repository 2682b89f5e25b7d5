import { crc32 as zlibCrc32, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { encodeUtf8 } from '#core/text/utf8.ts';
import { crc32 } from './crc32.ts';
import { readGzip } from './gzip.ts';

const document = encodeUtf8('version = "0.1.0"\nalgorithm = "sha384"\n\n[data]\n');
const member = new Uint8Array(gzipSync(document, { level: 9 }));
const body = member.subarray(10);

function join(...parts: readonly (Uint8Array | readonly number[])[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}

function changed(source: Uint8Array, at: number, byte: number): Uint8Array {
  const copy = source.slice();
  copy[at < 0 ? copy.length + at : at] = byte;
  return copy;
}

function header(flags: number, ...fields: readonly (Uint8Array | readonly number[])[]): Uint8Array {
  return join([0x1f, 0x8b, 8, flags, 1, 2, 3, 4, 2, 3], ...fields);
}

/** With the checksum of the header that belongs behind it. */
function withHeaderCrc(head: Uint8Array): Uint8Array {
  const sum = crc32(head);
  return join(head, [sum & 255, (sum >> 8) & 255]);
}

describe('crc32', () => {
  test('known values', () => {
    expect(crc32(new Uint8Array(0))).toBe(0);
    expect(crc32(encodeUtf8('123456789'))).toBe(0xcbf43926);
  });

  test('in one piece and in two', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), fc.nat(80), (bytes, cut) => {
        expect(crc32(bytes.subarray(cut), crc32(bytes.subarray(0, cut)))).toBe(crc32(bytes));
      }),
    );
  });

  // Node 20 gained it in 20.15.
  test.skipIf(typeof zlibCrc32 !== 'function')('as zlib has it', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(crc32(bytes)).toBe(zlibCrc32(bytes));
      }),
    );
  });
});

describe('readGzip', () => {
  const cases = [
    { name: 'one member', source: member, status: 'ok', end: member.length },
    { name: 'magic alone', source: member.subarray(0, 2), status: 'truncated-header', end: 2 },
    { name: 'part of the header', source: member.subarray(0, 9), status: 'truncated-header', end: 9 },
    { name: 'header alone', source: member.subarray(0, 10), status: 'truncated-body', end: 10 },
    {
      name: 'no trailer',
      source: member.subarray(0, -8),
      status: 'truncated-trailer',
      end: member.length - 8,
    },
    {
      name: 'part of the trailer',
      source: member.subarray(0, -1),
      status: 'truncated-trailer',
      end: member.length - 1,
    },
    { name: 'other method', source: changed(member, 2, 7), status: 'unknown-method', end: 10 },
    {
      name: 'checksum',
      source: changed(member, -5, member.at(-5)! ^ 1),
      status: 'bad-crc',
      end: member.length,
    },
    { name: 'size', source: changed(member, -1, 1), status: 'bad-isize', end: member.length },
    { name: 'name without an end', source: header(8, [65, 66]), status: 'truncated-header', end: 12 },
    { name: 'extra field cut', source: header(4, [3, 0, 65]), status: 'truncated-header', end: 13 },
    {
      name: 'checksum of the header wrong',
      source: join(header(2, [0, 0]), body),
      status: 'bad-header-crc',
      end: member.length + 2,
    },
    { name: 'block of type 3', source: join(header(0), [7]), status: 'deflate-error', end: 11 },
  ];
  test.for(cases)('$name', ({ source, status, end }) => {
    expect(readGzip(source)).toMatchObject({ members: [{ status, start: 0, end }], end, trailingBytes: 0 });
  });

  test('nothing that starts a member', () => {
    expect(readGzip(encodeUtf8('no'))).toMatchObject({ members: [], end: 0, trailingBytes: 2 });
  });

  test('every field of the header', () => {
    const head = withHeaderCrc(header(31, [3, 0, 1, 2, 3], [0xe4, 0], [0x80, 0]));
    expect(readGzip(join(head, body)).members).toMatchObject([
      {
        status: 'ok',
        body: head.length,
        header: {
          method: 8,
          flags: 31,
          mtime: 0x04030201,
          xfl: 2,
          os: 3,
          extra: Uint8Array.of(1, 2, 3),
          name: '\u00e4',
          comment: '\u0080',
          headerCrc: 'ok',
          reservedFlags: false,
        },
      },
    ]);
  });

  test('reserved flags', () => {
    expect(readGzip(join(header(0x20), body)).members[0]?.header?.reservedFlags).toBe(true);
  });

  test('several members and what is behind them', () => {
    const reading = readGzip(join(member, member, [0, 0, 0]));
    expect(reading).toMatchObject({
      members: [
        { start: 0, end: member.length, status: 'ok' },
        { start: member.length, end: 2 * member.length, status: 'ok' },
      ],
      trailingBytes: 3,
      trailingAllZero: true,
    });
  });

  test('a broken member ends the reading', () => {
    const reading = readGzip(join(member, changed(member, 2, 7), member));
    expect(reading.members.map(({ status }) => status)).toEqual(['ok', 'unknown-method']);
    expect(reading.trailingBytes).toBe(0);
  });

  test('the limit holds for all members together', () => {
    const { members } = readGzip(join(member, member), document.length + 1);
    expect(members.map(({ status }) => status)).toEqual(['ok', 'too-long']);
    expect(members[1]?.bytes.length).toBe(1);
  });

  test('any change of a stream is read without a throw', () => {
    fc.assert(
      fc.property(fc.nat(member.length - 1), fc.nat(255), fc.nat(member.length), (at, byte, cut) => {
        expect(() => readGzip(changed(member, at, byte).subarray(0, cut))).not.toThrow();
      }),
    );
  });
});
