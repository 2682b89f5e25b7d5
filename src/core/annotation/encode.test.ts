import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { encodeUtf8 } from '#core/text/utf8.ts';
import { readBase64 } from './base64.ts';
import { maxDeflateBytes } from './deflate/deflate.ts';
import { encodeAnnotation, type EncoderSetting } from './encode.ts';
import { readGzip } from './gzip.ts';
import { documents, noise, policyText, recordedStreams, type DocumentName } from './testing/documents.ts';

const settings: readonly EncoderSetting[] = ['fast', 'best'];
const names = Object.keys(documents) as DocumentName[];

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

// A document takes half a second, and longer on a machine with other work.
const patience = process.env['FUZZ_RUNS'] === undefined ? 30_000 : 3_600_000;

describe.for(settings)('%s', { timeout: patience }, (setting) => {
  test.for(names)('%s comes back, the same bytes as ever', (name) => {
    const document = documents[name];
    const { gzip, annotation } = encodeAnnotation(document, setting);
    expect(gunzipSync(gzip).equals(document)).toBe(true);
    expect(Buffer.from(annotation, 'base64').equals(gzip)).toBe(true);
    expect(readBase64(annotation).strict).toBe('ok');
    expect(readGzip(gzip)).toMatchObject({ members: [{ status: 'ok' }], trailingBytes: 0 });
    expect(sha256(gzip).slice(0, 16)).toBe(recordedStreams[name][setting]);
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
    );
  });
});

describe('best', { timeout: patience }, () => {
  test.for([4_000, 30_000, 90_000])('%d bytes of policy take less than gzip -9 makes of them', (length) => {
    const document = encodeUtf8(policyText(length));
    const { gzip, setting } = encodeAnnotation(document, 'best');
    expect(setting).toBe('best');
    expect(gzip.length).toBeLessThan(gzipSync(document, { level: 9 }).length);
  });

  test('noise grows by no more than the heads of stored blocks', () => {
    expect(encodeAnnotation(noise(70_000), 'best').gzip.length).toBe(70_000 + 18 + 2 * 5);
  });

  test('a document that is too long for it gets the fast setting, and says so', () => {
    const document = new Uint8Array(maxDeflateBytes + 1);
    const encoded = encodeAnnotation(document, 'best');
    expect(encoded.setting).toBe('fast');
    expect(encoded.annotation).toBe(encodeAnnotation(document, 'fast').annotation);
  });

  test('tells its progress', () => {
    const steps: (readonly [number, number])[] = [];
    encodeAnnotation(documents.short, 'best', (done, of) => steps.push([done, of]));
    expect(steps).toEqual(Array.from({ length: 9 }, (_, round) => [round, 8]));
  });
});

const shell = 'base64 -d | gunzip | sha384sum';
const hasShell =
  spawnSync('sh', ['-c', 'command -v base64 && command -v gunzip && command -v sha384sum']).status === 0;
if (!hasShell) process.stderr.write(`skipped: the shell agrees, as not all of "${shell}" is here\n`);

test.skipIf(!hasShell).for(settings)('the shell agrees with %s', (setting) => {
  const document = encodeUtf8(`${policyText(20_000)}\u00e4\r\n`);
  const { annotation } = encodeAnnotation(document, setting);
  const { stdout } = spawnSync('sh', ['-c', shell], { input: annotation, encoding: 'utf8' });
  expect(stdout).toBe(`${createHash('sha384').update(document).digest('hex')}  -\n`);
});
