import fc from 'fast-check';
import { deflateSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { encodeUtf8 } from '#core/text/utf8.ts';
import {
  keyRounds,
  makeLink,
  maxLinkCharacters,
  maxSharedBytes,
  readLink,
  type SharedReview,
} from './link.ts';

const shared: SharedReview = {
  content: encodeUtf8('version = "0.1.0"\r\n\u0000'),
  name: 'pod.yaml',
  expected: 'ab',
};

async function linkOf(review: SharedReview, passphrase?: string): Promise<string> {
  const made = await makeLink(review, passphrase);
  if (made.kind !== 'link') throw new Error(`no link: ${made.kind}`);
  return made.content;
}

describe('a link', () => {
  test('gives back exactly what was shared', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 400 }),
        fc.option(fc.string({ unit: 'binary', maxLength: 60 }), { nil: undefined }),
        async (bytes, name) => {
          const content = new Uint8Array(bytes);
          const well = name?.toWellFormed();
          const given = { content, ...(well === undefined ? {} : { name: well }) };
          const link = await linkOf(given);
          expect(link).toMatch(/^[\w-]+$/);
          expect(await readLink(link)).toEqual({ kind: 'shared', shared: given, encrypted: false });
        },
      ),
    );
  });

  test('is the same for the same content, and starts with its version', async () => {
    expect(await linkOf(shared)).toBe(await linkOf(shared));
    expect(Buffer.from(await linkOf(shared), 'base64url')[0]).toBe(1);
  });

  test('with a passphrase it is opened by that one alone', async () => {
    const link = await linkOf(shared, 'correct horse');
    expect(link).not.toBe(await linkOf(shared, 'correct horse'));
    expect(Buffer.from(link, 'base64url').readUInt32BE(2)).toBe(keyRounds);
    expect(keyRounds).toBeGreaterThanOrEqual(600_000);
    expect(await readLink(link)).toEqual({ kind: 'passphrase-needed' });
    expect(await readLink(link, 'wrong')).toEqual({ kind: 'wrong-passphrase' });
    expect(await readLink(link, ' correct horse ')).toEqual({ kind: 'shared', shared, encrypted: true });
  });

  test.for([0, 1, 2, 5, 6, 21, 22, 33, 34, -1])(
    'a changed byte %i of an encrypted link is noticed',
    async (at) => {
      const bytes = Buffer.from(await linkOf(shared, 'secret'), 'base64url');
      const index = at < 0 ? bytes.length + at : at;
      bytes[index] = (bytes[index] ?? 0) ^ 1;
      expect((await readLink(bytes.toString('base64url'), 'secret')).kind).not.toBe('shared');
    },
  );

  test.for([
    ['nothing', '', 'damaged'],
    ['other characters', 'a b?', 'damaged'],
    ['a newer version', Buffer.from([2, 0, 1]).toString('base64url'), 'newer-version'],
    ['unknown flags', Buffer.from([1, 128, 1]).toString('base64url'), 'damaged'],
    ['no body', Buffer.from([1, 0]).toString('base64url'), 'damaged'],
    ['far too long', 'A'.repeat(10_000_000), 'damaged'],
    [
      'few rounds',
      Buffer.concat([Buffer.from([1, 1, 0, 0, 0, 1]), Buffer.alloc(60)]).toString('base64url'),
      'damaged',
    ],
    [
      'endless rounds',
      Buffer.concat([Buffer.from([1, 1, 255, 255, 255, 255]), Buffer.alloc(60)]).toString('base64url'),
      'damaged',
    ],
    [
      'no header',
      Buffer.concat([Buffer.from([1, 0]), deflateSync(encodeUtf8('no zero byte'))]).toString('base64url'),
      'damaged',
    ],
    [
      'a bomb',
      Buffer.concat([Buffer.from([1, 0]), deflateSync(new Uint8Array(40_000_000))])
        .toString('base64url')
        .slice(0, 60_000),
      'too-large',
    ],
  ] as const)('of %s is answered', async ([, content, kind]) => {
    expect((await readLink(content, 'x')).kind).toBe(kind);
  });

  test('names are taken as text only', async () => {
    const body = deflateSync(encodeUtf8('{"__proto__":{"x":1},"name":{"a":1},"expected":7}\0content'));
    const read = await readLink(Buffer.concat([Buffer.from([1, 0]), body]).toString('base64url'));
    expect(read).toEqual({ kind: 'shared', shared: { content: encodeUtf8('content') }, encrypted: false });
    expect(({} as { x?: number }).x).toBeUndefined();
  });

  test('has bounds that are said', async () => {
    const noise = crypto.getRandomValues(new Uint8Array(60_000));
    expect(await makeLink({ content: noise })).toMatchObject({ kind: 'too-long', limit: maxLinkCharacters });
    expect(await makeLink({ content: new Uint8Array(maxSharedBytes + 1) })).toMatchObject({
      kind: 'too-large',
      limit: maxSharedBytes,
    });
  });

  test('no text makes reading throw', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ maxLength: 80 }),
        fc.uint8Array({ maxLength: 80 }),
        async (text, bytes) => {
          expect((await readLink(text)).kind).toBeDefined();
          const framed = Buffer.concat([Buffer.from([1, 0]), bytes]).toString('base64url');
          expect((await readLink(framed)).kind).toBeDefined();
        },
      ),
    );
  });
});
