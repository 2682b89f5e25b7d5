import { expect, test } from 'vitest';
import type { Analysis, HexAndBase64 } from '#core/analysis/analysis.ts';
import type { Severity } from '#core/diagnostics/diagnostic.ts';
import { diagnostic } from '#core/diagnostics/diagnostic.ts';
import { changeInWords } from './speak-results.ts';

function analysis(hex: string | undefined, severities: readonly Severity[]): Analysis {
  const value: HexAndBase64 = { hex: hex ?? '', base64: '' };
  return {
    document: {
      bytes: 0,
      utf8: true,
      byteOrderMark: false,
      lineEnds: 'lf',
      finalNewline: true,
      version: undefined,
      algorithm: undefined,
      entries: [],
    },
    digests: {
      kind: 'computed',
      of: { sha256: value, sha384: value, sha512: value },
      decided: hex === undefined ? undefined : 'sha384',
    },
    binding: { kind: 'undecided' },
    diagnostics: severities.map((severity) =>
      diagnostic('initdata/unknown-algorithm', 'initdata', { from: 0, to: 0 }, '', { severity }),
    ),
    checks: [],
    manifest: { pods: [], parsed: true },
  };
}

test.for([
  { before: analysis('aa', []), now: analysis('aa', []), words: undefined },
  {
    before: analysis('aa', []),
    now: analysis('bb', []),
    words: 'sha384 digest changed, no errors or risks found',
  },
  {
    before: analysis('aa', []),
    now: analysis('bb', ['error', 'error', 'warning', 'info']),
    words: 'sha384 digest changed, 2 errors, 1 risk',
  },
  { before: analysis('aa', ['error']), now: analysis('aa', []), words: 'no errors or risks found' },
  { before: analysis('aa', []), now: analysis('aa', ['info']), words: undefined },
  { before: analysis('aa', []), now: analysis(undefined, ['error']), words: 'Digest undecided, 1 error' },
  { before: undefined, now: analysis('aa', []), words: 'sha384 digest changed, no errors or risks found' },
])('$words', ({ before, now, words }) => {
  expect(changeInWords(before, now)).toBe(words);
});
