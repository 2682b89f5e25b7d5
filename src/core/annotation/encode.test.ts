import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { encodeUtf8 } from '../text/utf8.ts';
import { readBase64 } from './base64.ts';
import { encodeAnnotation, type EncoderSetting } from './encode.ts';
import { readGzip } from './gzip.ts';

const settings: readonly EncoderSetting[] = ['fast', 'best'];

/** Text like a policy, of any length, the same on every machine. */
function policyText(length: number): string {
  const words = [
    'default',
    'allow',
    ':=',
    'true',
    'false',
    'if {',
    '}',
    'input.',
    'policy_data',
    'CreateContainerRequest',
  ];
  let text =
    'version = "0.1.0"\nalgorithm = "sha384"\n\n[data]\n"policy.rego" = \'\'\'\npackage agent_policy\n';
  for (let state = 1; text.length < length;) {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    text += (words[(state >>> 16) % words.length] ?? '') + (state >>> 28 < 3 ? '\n' : ' ');
    if ((state >>> 24) % 16 === 0) text += `"${(state * 7919) >>> 0}"`;
  }
  return text.slice(0, length);
}

/** Bytes that do not compress. */
function noise(length: number): Uint8Array {
  let state = 9;
  return Uint8Array.from({ length }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state >>> 24;
  });
}

const documents: Readonly<Record<string, Uint8Array>> = {
  empty: new Uint8Array(0),
  'one byte': Uint8Array.of(65),
  'two bytes': encodeUtf8('ab'),
  short: encodeUtf8(policyText(300)),
  'four thousand': encodeUtf8(policyText(4_000)),
  'ninety thousand': encodeUtf8(policyText(90_000)),
  'with a longer one': encodeUtf8(policyText(200_000)),
  zeros: new Uint8Array(100_000),
  noise: noise(70_000),
  'every byte': Uint8Array.from({ length: 512 }, (_, at) => at & 255),
};

describe.for(settings)('%s', (setting) => {
  test.for(Object.entries(documents))('%s comes back', ([, document]) => {
    const { gzip, annotation } = encodeAnnotation(document, setting);
    expect(gunzipSync(gzip).equals(document)).toBe(true);
    expect(Buffer.from(annotation, 'base64').equals(gzip)).toBe(true);
    expect(readBase64(annotation).strict).toBe('ok');
    expect(readGzip(gzip)).toMatchObject({ members: [{ status: 'ok' }], trailingBytes: 0 });
  });

  test('has a header that tells nothing but the format', () => {
    const { gzip } = encodeAnnotation(encodeUtf8('a'), setting);
    expect([...gzip.subarray(0, 8)]).toEqual([0x1f, 0x8b, 8, 0, 0, 0, 0, 0]);
    expect(gzip[9]).toBe(255);
  });

  test('any bytes come back', () => {
    const mixed = fc.array(
      fc.oneof(fc.uint8Array({ maxLength: 40 }), fc.constantFrom('allow', 'input.', '\r\n').map(encodeUtf8)),
      { maxLength: 60 },
    );
    fc.assert(
      fc.property(mixed, (pieces) => {
        const document = Uint8Array.from(pieces.flatMap((piece) => [...piece]));
        expect(gunzipSync(encodeAnnotation(document, setting).gzip).equals(document)).toBe(true);
      }),
      { numRuns: 200 },
    );
  });
});
