import { expect, test } from 'vitest';
import { maxPasteBytes, maxTextCharacters } from '#core/review/limits.ts';
import type { Paste, PasteReviewRequest } from './calls.ts';
import { reviewPaste } from './review.ts';

function request(paste: Paste): PasteReviewRequest {
  return {
    paste,
    expected: '',
    depth: 'headline',
    context: { platform: 'tdx', release: 'v0.21.0', cococtl: false, production: false, now: 0 },
  };
}

test('a file is read slice by slice, and its progress told', async () => {
  const text = `version = "0.1.0"\nalgorithm = "sha256"\n[data]\n# ${'x'.repeat(9_000_000)}\n`;
  const told: number[] = [];
  const answer = await reviewPaste(
    request({ kind: 'file', file: new Blob([text]), name: 'initdata.toml' }),
    (done, of) => {
      told.push(done / of);
    },
  );
  expect(told).toHaveLength(3);
  expect(told.at(-1)).toBe(1);
  expect(answer).toMatchObject({ kind: 'reviewed', review: { paste: { bytes: text.length } } });
  // Too long to be shown: it does not go back to the page.
  expect(text.length).toBeGreaterThan(maxTextCharacters);
  expect(answer.kind === 'reviewed' && answer.review.paste.text).toBe(undefined);
});

test('a file beyond the limit is refused before it is read', async () => {
  const file = { size: maxPasteBytes + 1 } as Blob;
  expect(await reviewPaste(request({ kind: 'file', file, name: 'big' }))).toEqual({
    kind: 'too-large',
    bytes: maxPasteBytes + 1,
    limit: maxPasteBytes,
  });
});

test.for([
  { paste: { kind: 'text', text: 'prose' } as const, kind: 'nothing' },
  { paste: { kind: 'bytes', bytes: Uint8Array.of(0xff, 0xd8) } as const, kind: 'nothing' },
  {
    paste: { kind: 'text', text: 'version = "0.1.0"\nalgorithm = "sha256"\n[data]\n' } as const,
    kind: 'unchecked',
  },
])('$paste.kind: $kind', async ({ paste, kind }) => {
  expect(await reviewPaste(request(paste))).toMatchObject({ review: { headline: { kind } } });
});
