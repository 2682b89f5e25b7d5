import { describe, expect, test } from 'vitest';
import { initDataClaims } from './init-data-claims.ts';
import type { JsonObject } from './json.ts';
import { layBeside, readToken } from './read-token.ts';
import { documentText, measured, rowIn } from './testing/rows.ts';
import { evidenceKey, previewToken, type TokenLayout } from './token-preview.ts';

function claimsOf(key: string, content: string): JsonObject {
  return initDataClaims({ entries: [{ key, content }] }).claims;
}

describe('init_data_claims', () => {
  test.for<readonly [string, string, string, JsonObject]>([
    [
      'aa.toml as JSON',
      'aa.toml',
      '[token_configs.kbs]\nurl = "x"\n',
      { 'aa.toml': { token_configs: { kbs: { url: 'x' } } } },
    ],
    ['cdh.toml as JSON', 'cdh.toml', 'a = [1, 2.5, true]\n', { 'cdh.toml': { a: [1, 2.5, true] } }],
    [
      'values that JSON has not',
      'aa.toml',
      'a = inf\nb = 2024-01-01\n',
      {
        'aa.toml': { a: null, b: { $__toml_private_datetime: '2024-01-01' } },
      },
    ],
    ['broken TOML as text', 'aa.toml', 'a = \n', { 'aa.toml': 'a = \n' }],
    ['other entries as text', 'x.toml', 'a = 1\n', { 'x.toml': 'a = 1\n' }],
    [
      'a member of an unusual name',
      'aa.toml',
      '__proto__ = 1\n',
      { 'aa.toml': JSON.parse('{"__proto__":1}') as JsonObject },
    ],
    [
      'policy data',
      'policy.rego',
      'package agent_policy\npolicy_data := {"containers": []}\n',
      {
        agent_policy_claims: { containers: [] },
      },
    ],
    ['no policy data', 'policy.rego', 'package agent_policy\n', { 'policy.rego': 'package agent_policy\n' }],
    [
      'policy data that is not last',
      'policy.rego',
      'policy_data := {}\n# end\n',
      {
        'policy.rego': 'policy_data := {}\n# end\n',
      },
    ],
    [
      'policy data in another spelling',
      'policy.rego',
      'policy_data = {}',
      { 'policy.rego': 'policy_data = {}' },
    ],
    [
      'the first of two',
      'policy.rego',
      'policy_data := {\n} policy_data := {}',
      {
        'policy.rego': 'policy_data := {\n} policy_data := {}',
      },
    ],
  ])('%s', ([, key, content, wanted]) => {
    expect(claimsOf(key, content)).toEqual(wanted);
  });

  test('older releases keep text', () => {
    const entries = [{ key: 'aa.toml', content: 'a = 1\n' }];
    expect(initDataClaims({ entries }, 'text').claims).toEqual({ 'aa.toml': 'a = 1\n' });
  });

  test('keys are in order, whatever the document has', () => {
    const entries = ['z', 'aa.toml', 'b'].map((key) => ({ key, content: '' }));
    expect(Object.keys(initDataClaims({ entries }).claims)).toEqual(['aa.toml', 'b', 'z']);
  });
});

describe('preview', () => {
  test.for<readonly [string, 'sha256' | 'sha384' | 'sha512', string]>([
    ['az-snp-vtpm', 'sha384', 'no-token'],
    ['az-snp-vtpm', 'sha256', 'claims'],
    ['peer-pods/vtpm', 'sha384', 'claims'],
    ['cca/kata-qemu-cca', 'sha512', 'claims'],
    ['se/kata-qemu-se', 'sha256', 'claims'],
  ])('%s with %s: %s', async ([id, algorithm, kind]) => {
    const document = await measured(documentText(algorithm));
    const token = previewToken({ row: rowIn(document, id), initData: document.initData, layout: 'cpu0' });
    expect(token.kind).toBe(kind);
  });

  test('has the claims where Trustee puts them', async () => {
    const document = await measured(documentText('sha256'));
    const row = rowIn(document, 'az-tdx-vtpm');
    const token = previewToken({ row, initData: document.initData, layout: 'cpu0' });
    const pcr8 = row.steps.at(-1)?.value.hex;
    expect(token).toMatchObject({
      claims: {
        submods: {
          cpu0: {
            'ear.status': 'affirming',
            [evidenceKey]: {
              init_data: pcr8,
              init_data_claims: {
                'cdh.toml': { kbc: { url: 'http://kbs.example:8080' } },
                agent_policy_claims: { containers: [{}] },
              },
              'az-tdx-vtpm': { tpm: { pcr08: pcr8 } },
            },
          },
        },
      },
    });
  });

  test('without a document the claims of its entries are null, without init_data absent', async () => {
    const document = await measured(documentText('sha256'));
    const evidenceOf = (id: string): unknown => {
      const token = previewToken({ row: rowIn(document, id), initData: document.initData, layout: 'cpu0' });
      if (token.kind !== 'claims') throw new Error(token.reason);
      return ((token.claims['submods'] as JsonObject)['cpu0'] as JsonObject)[evidenceKey];
    };
    expect(evidenceOf('peer-pods/vtpm')).toMatchObject({ init_data_claims: null });
    expect(Object.keys(evidenceOf('se/kata-qemu-se') as JsonObject)).toEqual(['se']);
  });

  test.for<readonly [TokenLayout, readonly string[]]>([
    ['cpu0', ['cpu0', 'gpu0']],
    ['cpu', ['cpu', 'gpu']],
  ])('%s names its submodules', async ([layout, names]) => {
    const document = await measured(documentText('sha384'));
    const row = rowIn(document, 'tdx-gpu/kata-qemu-nvidia-gpu-tdx');
    const token = previewToken({ row, initData: document.initData, layout });
    if (token.kind !== 'claims') throw new Error(token.reason);
    expect(Object.keys(token.claims['submods'] as JsonObject)).toEqual(names);
  });

  test('the flat token has the field of TDX', async () => {
    const document = await measured(documentText('sha384'));
    const row = rowIn(document, 'tdx/kata-qemu-tdx');
    expect(previewToken({ row, initData: document.initData, layout: 'simple' })).toMatchObject({
      claims: { 'tcb-status': { 'tdx.quote.body.mr_config_id': row.steps[0]?.value.hex } },
    });
  });
});

describe('a pasted token', () => {
  const jwt = (claims: unknown): string => {
    const part = (value: unknown): string =>
      btoa(JSON.stringify(value)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
    return `${part({ alg: 'none' })}.${part(claims)}.`;
  };

  test('is laid beside the preview', async () => {
    const document = await measured(documentText('sha384'));
    const row = rowIn(document, 'tdx/kata-qemu-tdx');
    const token = previewToken({ row, initData: document.initData, layout: 'cpu0' });
    if (token.kind !== 'claims') throw new Error(token.reason);
    const reading = readToken(`Bearer ${jwt(token.claims)}`);
    if (reading.kind !== 'claims') throw new Error(reading.reason);
    expect(reading).toMatchObject({ layout: 'cpu0', signature: 'empty' });
    const rows = layBeside(token.claims, reading.claims);
    expect(rows.map(({ path }) => path)).toEqual([
      'ear.status',
      'init_data',
      'init_data_claims.aa.toml',
      'init_data_claims.agent_policy_claims',
      'init_data_claims.cdh.toml',
    ]);
    expect(rows.every(({ relation }) => relation === 'same')).toBe(true);
  });

  test('differences are told apart', () => {
    const claims = (evidence: JsonObject, name = 'cpu0'): JsonObject => ({
      submods: { [name]: { [evidenceKey]: evidence } },
    });
    const left = claims({ init_data: 'a', init_data_claims: { x: 'x' } });
    const right = claims({ init_data: 'b', init_data_claims: { y: 'y' } }, 'cpu');
    expect(layBeside(left, right).map(({ path, relation }) => [path, relation])).toEqual([
      ['init_data', 'differs'],
      ['init_data_claims.x', 'only-previewed'],
      ['init_data_claims.y', 'only-found'],
    ]);
  });

  test.for([
    ['', 'unreadable'],
    ['no token', 'unreadable'],
    ['{"submods": {}}', 'claims'],
    ['{', 'unreadable'],
    ['a.b.c', 'unreadable'],
  ])('%j is %s', ([text = '', kind]) => {
    expect(readToken(text).kind).toBe(kind);
  });
});
