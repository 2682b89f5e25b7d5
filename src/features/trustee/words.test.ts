import { describe, expect, test } from 'vitest';
import { digestFromHex } from '#core/initdata/digest.ts';
import { bindingTable, type BindingRow } from '#core/measurement/binding.ts';
import type { ClaimRow } from '#core/trustee/read-token.ts';
import { piecesOf } from '#ui/code-pieces.ts';
import { claimMarks } from './claim-marks.ts';
import { answerSentence, shortList } from './policy-words.ts';
import {
  actionWords,
  carriedTitle,
  claimTitle,
  fittingWords,
  mismatchWords,
  routeName,
  verifierMismatchWords,
} from './route-words.ts';
import { relationSentence } from './token-words.ts';
import { differenceWords, matchWords } from './value-words.ts';

async function rowsFor(hex: string): Promise<readonly BindingRow[]> {
  const read = digestFromHex(hex);
  if (read === undefined) throw new Error(hex);
  return bindingTable({ ...read, place: { source: 'initdata', span: { from: 0, to: 0 } } });
}

const rows = { sha256: await rowsFor('ab'.repeat(32)), sha384: await rowsFor('ab'.repeat(48)) };

function rowOf(algorithm: keyof typeof rows, id: string): BindingRow {
  const row = rows[algorithm].find(({ route }) => route.id === id);
  if (row === undefined) throw new Error(id);
  return row;
}

describe('a way', () => {
  test('has a name of its own on its platform', () => {
    const names = rows.sha256.map(({ route }) => `${route.platform} ${routeName(route)}`);
    expect(new Set(names).size).toBe(names.length);
  });

  test.for<readonly [keyof typeof rows, string, string]>([
    ['sha384', 'tdx/kata-qemu-tdx', 'the digest as it is'],
    ['sha256', 'tdx/kata-qemu-tdx', 'digest with zeros behind it'],
    ['sha384', 'snp/kata-qemu-snp', 'digest cut'],
    ['sha256', 'az-snp-vtpm', 'extended once'],
    ['sha384', 'peer-pods/vtpm', 'first 32 bytes, then extended'],
  ])('%s on %s: %s', ([algorithm, id, words]) => {
    const { carried } = rowOf(algorithm, id);
    expect(carried.kind === 'value' && fittingWords(carried)).toBe(words);
  });

  test.for<readonly [keyof typeof rows, string, RegExp, RegExp, RegExp, RegExp]>([
    ['sha384', 'tdx/kata-qemu-tdx', /MRCONFIGID/, /pod fails/, /no token/, /hexadecimal digits, 96/],
    ['sha256', 'az-snp-vtpm', /PCR 8/, /only Trustee can tell/, /no token/, /hexadecimal digits, 64/],
    ['sha384', 'az-snp-vtpm', /refuses/, /before it has extended/, /panics/, /no token/],
    ['sha256', 'coco-dev/kata-qemu-coco-dev', /Nothing/, /Nothing happens/, /all the same/, /base64, 44/],
    ['sha256', 'se/kata-qemu-se', /Nothing/, /Nothing happens/, /all the same/, /Absent/],
    ['sha256', 'cca/kata-qemu-cca', /personalization/, /Nothing happens/, /all the same/, /hexadecimal/],
    ['sha256', 'tdx/go-cloud-hypervisor', /Nothing/, /pod fails/, /differ here whatever/, /held before/],
  ])('%s on %s', ([algorithm, id, carried, launch, verifier, claim]) => {
    const row = rowOf(algorithm, id);
    expect(carriedTitle(row.carried)).toMatch(carried);
    expect(mismatchWords(row.launch)).toMatch(launch);
    expect(verifierMismatchWords(row.verifier)).toMatch(verifier);
    expect(claimTitle(row)).toMatch(claim);
  });

  test('is derived in words', () => {
    expect(rowOf('sha384', 'peer-pods/vtpm').steps.map(actionWords)).toEqual([
      'sha384 of the document: 48 bytes',
      'Keep the first 32 bytes; the last 16 do not fit',
      'Extend PCR 8: sha256 of 32 zero bytes, which is what it holds at first, and the value above',
    ]);
    expect(rowOf('sha256', 'tdx/kata-qemu-tdx').steps.map(actionWords)[1]).toBe(
      'Append 16 zero bytes, up to 48',
    );
  });
});

describe('a value', () => {
  test('that matches is told by its letters or by its bytes', () => {
    const { carried } = rowOf('sha384', 'tdx/kata-qemu-tdx');
    expect(matchWords({ platform: 'tdx', as: 'claim' }, carried)).toContain('letter by letter');
    expect(matchWords({ platform: 'tdx', as: 'field' }, carried)).toContain('bytes of MRCONFIGID');
  });

  test('without a way to it says how far the search went', () => {
    const expected = { written: '', notation: 'hex', bytes: new Uint8Array(), hex: '' } as const;
    const found = { kind: 'differs', expected, tried: 1_200 } as const;
    expect(differenceWords({ ...found, complete: true })).toContain('or of none');
    expect(differenceWords({ ...found, complete: false })).toContain('ended at its limit');
  });
});

describe('claims side by side', () => {
  const row = (relation: ClaimRow['relation']): ClaimRow => ({
    path: relation,
    previewed: 'a',
    found: 'b',
    relation,
  });
  test.for<readonly [readonly ClaimRow['relation'][], RegExp]>([
    [[], /^Neither side/],
    [['same'], /^The one claim/],
    [['same', 'only-found'], /^All claims/],
    [['differs', 'same'], /^1 claim differs\.$/],
    [['differs', 'differs', 'only-previewed'], /^2 claims differ, 1 is missing in the token\.$/],
  ])('%j', ([relations, words]) => {
    expect(relationSentence(relations.map(row))).toMatch(words);
  });
});

test('the measured values of claims are marked, and nothing around them', () => {
  const text = JSON.stringify(
    { init_data: 'ab12', init_data_claims: null, tpm: { pcr08: 'cd' } },
    undefined,
    2,
  );
  const marked = piecesOf(text, claimMarks(text)).filter(({ kind }) => kind === 'measured');
  expect(marked.map((piece) => piece.text)).toEqual(['ab12', 'cd']);
});

test.for([
  [{ kind: 'allowed', isOurBound: false }, /releases/],
  [{ kind: 'denied', isOurBound: false }, /denial/],
  [{ kind: 'undefined', message: 'no boolean', isOurBound: false }, /counts as a denial.*no boolean/],
  [{ kind: 'failed', message: 'split', isOurBound: false }, /answers with an error: split/],
  [{ kind: 'failed', message: 'steps', isOurBound: true }, /Our limit/],
] as const)('%j', ([answer, words]) => {
  expect(answerSentence(answer)).toMatch(words);
});

test('long lists are cut', () => {
  expect(shortList(['a', 'b'])).toBe('a, b');
  expect(shortList(['a', 'b', 'c', 'd'])).toBe('a, b and 2 more');
});
