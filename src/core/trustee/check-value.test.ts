import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { encodeBase64 } from '#core/annotation/base64.ts';
import { bytesOfHex } from '#core/initdata/hex.ts';
import type { PlatformId } from '#core/platform/platform.ts';
import { encodeUtf8 } from '#core/text/utf8.ts';
import { checkValue, type ValueCheck } from './check-value.ts';
import { findValues } from './found-values.ts';
import { documentText, measured, rowIn, type Measured } from './testing/rows.ts';

let sha256: Measured;
let sha384: Measured;
beforeAll(async () => {
  sha256 = await measured(documentText('sha256'));
  sha384 = await measured(documentText('sha384'));
});

function check(text: string, of: Measured): Promise<ValueCheck> {
  const { entries, algorithm, version } = of.initData;
  return checkValue(text, of.rows, { document: encodeUtf8(of.text), algorithm, version, entries });
}

function hexIn(of: Measured, id: string): string {
  const { carried } = rowIn(of, id);
  return carried.kind === 'value' ? carried.value.hex : '';
}

/** A quote or report of nothing but zeros around the field. */
function evidence(length: number, start: readonly number[], at: number, hex: string): string {
  const bytes = new Uint8Array(length);
  bytes.set(start);
  bytes.set(bytesOfHex(hex) ?? [], at);
  return encodeBase64(bytes);
}

const tdxHeader = [4, 0, 2, 0, 0x81, 0, 0, 0];
const tdx5Header = [5, 0, 2, 0, 0x81, 0, 0, 0];

function token(claims: object): string {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'ES384' })}.${part(claims)}.c2ln`;
}

const evidenceKey = 'ear.veraison.annotated-evidence';

describe('found', () => {
  const hex = 'ab'.repeat(48);
  const short = 'cd'.repeat(32);
  test.for<readonly [string, string, readonly (readonly [from: string, hex: string])[]]>([
    [
      'a token',
      token({ submods: { cpu0: { [evidenceKey]: { init_data: hex } } } }),
      [['init_data of cpu0', hex]],
    ],
    [
      'a flat token',
      token({ 'tcb-status': { 'tdx.quote.body.mr_config_id': hex } }),
      [['tcb-status.tdx.quote.body.mr_config_id', hex]],
    ],
    [
      'claims',
      JSON.stringify({ submods: { cpu0: { [evidenceKey]: { init_data: hex } } } }),
      [[`submods.cpu0.${evidenceKey}.init_data`, hex]],
    ],
    [
      'a report as JSON',
      JSON.stringify({ attestation_report: { host_data: [...(bytesOfHex(short) ?? [])] } }),
      [['attestation_report.host_data', short]],
    ],
    [
      'a TDX evidence',
      JSON.stringify({ cc_eventlog: '', quote: evidence(1_000, tdxHeader, 232, hex) }),
      [['mr_config_id of a TDX quote in quote', hex]],
    ],
    ['a TDX quote', evidence(1_000, tdxHeader, 232, hex), [['mr_config_id of a TDX quote', hex]]],
    [
      'a TDX quote of version 5',
      evidence(1_000, tdx5Header, 238, hex),
      [['mr_config_id of a TDX quote', hex]],
    ],
    ['an SNP report', evidence(1_184, [3], 192, short), [['host_data of an SNP report', short]]],
    [
      'a listing',
      `  sha1:\n    8 : 0x${'1'.repeat(40)}\n  sha256:\n    7 : 0x${'0'.repeat(64)}\n    8 : 0x${short.toUpperCase()}\n`,
      [['PCR 8, sha256 bank', short]],
    ],
    ['one register', `PCR-08: ${short}`, [['PCR 8, sha256 bank', short]]],
    [
      'an option of the host',
      `-object sev-snp-guest,id=x,host-data=${encodeBase64(bytesOfHex(short) ?? new Uint8Array())},policy=1`,
      [['host-data', short]],
    ],
    ['a line of a log', `MRCONFIGID = ${hex} and more`, [['MRCONFIGID', hex]]],
    ['a value alone', `0x${hex}`, [['the value', hex]]],
    ['base64 alone', encodeBase64(bytesOfHex(hex) ?? new Uint8Array()), [['the value', hex]]],
    ['the wrong bank alone', `  sha384:\n    8 : 0x${'1'.repeat(96)}\n`, []],
    ['an image by its digest', `registry.example/web@sha256:${short}`, []],
    ['prose', 'There is nothing in it.', []],
    ['nothing', ' \n', []],
  ])('in %s', ([, text, wanted]) => {
    const found = findValues(text);
    expect(found.kind === 'values' ? found.values.map((each) => [each.from, each.hex]) : []).toEqual(wanted);
  });
});

describe('checked', () => {
  const matchesOf = (found: ValueCheck) => (found.kind === 'checked' ? (found.values[0]?.matches ?? []) : []);
  const platformsOf = (found: ValueCheck): readonly PlatformId[] =>
    matchesOf(found).map(({ platform }) => platform);

  test('the claim of every row is found again', async () => {
    for (const { claim, route } of sha256.rows) {
      if (claim.kind !== 'value') continue;
      const found = await check(claim.value, sha256);
      expect(matchesOf(found)).toContainEqual({ platform: route.platform, as: 'claim' });
    }
  });

  test('the digest is not the claim of a platform that pads it', async () => {
    const digest = rowIn(sha256, 'tdx/kata-qemu-tdx').steps[0]?.value.hex ?? '';
    const found = await check(digest, sha256);
    expect(platformsOf(found)).not.toContain('tdx');
    expect(platformsOf(found)).toContain('snp');
    expect(found).toMatchObject({ values: [{ comparison: { kind: 'matches' } }] });
  });

  test('base64 of the field is the field and not the claim', async () => {
    const { carried } = rowIn(sha384, 'tdx/kata-qemu-tdx');
    const found = await check(carried.kind === 'value' ? carried.value.base64 : '', sha384);
    expect(matchesOf(found)).toContainEqual({ platform: 'tdx', as: 'field' });
  });

  test('a value of a changed document is explained', async () => {
    const changed = await measured(sha384.text.replace(/\n$/, ''));
    const found = await check(hexIn(changed, 'tdx/kata-qemu-tdx'), sha384);
    expect(platformsOf(found)).toEqual([]);
    expect(found).toMatchObject({
      values: [
        {
          comparison: {
            kind: 'differs',
            explanation: { hashed: { kind: 'edited', edits: ['remove-final-newline'] } },
          },
        },
      ],
    });
  });

  test('a value from elsewhere stays unexplained', async () => {
    const found = await check('ab'.repeat(32), sha256);
    expect(platformsOf(found)).toEqual([]);
    expect(found).toMatchObject({ values: [{ comparison: { kind: 'differs', complete: true } }] });
  });
});

test('no text makes the search throw', () => {
  const word = fc.constantFrom(
    '{"host_data":',
    '[1,2',
    '"',
    '}',
    'eyJ',
    '.',
    'sha256:\n',
    ' 8 : 0x',
    'ab'.repeat(32),
    '\n',
    'init_data=',
    '\0',
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.array(word, { maxLength: 20 }).map((all) => all.join('')),
      ),
      (text) => {
        const found = findValues(text);
        if (found.kind === 'values')
          for (const { hex } of found.values) expect(hex).toMatch(/^(?:[0-9a-f]{2}){32,256}$/);
      },
    ),
  );
});
