import { expect, test } from 'vitest';
import type { HexAndBase64 } from '#core/analysis/analysis.ts';
import type { Severity } from '#core/diagnostics/diagnostic.ts';
import { diagnostic } from '#core/diagnostics/diagnostic.ts';
import { changeInWords, type Result } from './speak-results.ts';

function result(hex: string | undefined, severities: readonly Severity[]): Result {
  const value: HexAndBase64 = { hex: hex ?? '', base64: '' };
  return {
    digests: {
      kind: 'computed',
      of: { sha256: value, sha384: value, sha512: value },
      decided: hex === undefined ? undefined : 'sha384',
    },
    findings: severities.map((severity) =>
      diagnostic('initdata/unknown-algorithm', 'initdata', { from: 0, to: 0 }, '', { severity }),
    ),
  };
}

test.for([
  { before: result('aa', []), now: result('aa', []), words: undefined },
  {
    before: result('aa', []),
    now: result('bb', []),
    words: 'sha384 digest changed, no errors or risks found',
  },
  {
    before: result('aa', []),
    now: result('bb', ['error', 'error', 'warning', 'info']),
    words: 'sha384 digest changed, 2 errors, 1 risk',
  },
  { before: result('aa', ['error']), now: result('aa', []), words: 'no errors or risks found' },
  { before: result('aa', []), now: result('aa', ['info']), words: undefined },
  { before: result('aa', []), now: result(undefined, ['error']), words: 'Digest undecided, 1 error' },
  { before: undefined, now: result('aa', []), words: 'sha384 digest changed, no errors or risks found' },
])('$words', ({ before, now, words }) => {
  expect(changeInWords(before, now)).toBe(words);
});
