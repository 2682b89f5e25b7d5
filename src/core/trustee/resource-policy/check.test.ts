import { beforeAll, describe, expect, test } from 'vitest';
import { applyEdits } from '#core/text/edit.ts';
import { documentText, measured, rowIn, type Measured } from '../testing/rows.ts';
import { checkResourcePolicy } from './check.ts';
import { generateResourcePolicy, statusOnlyPolicy } from './generate.ts';

let sha256: Measured;
let sha384: Measured;

beforeAll(async () => {
  sha256 = await measured(documentText('sha256'));
  sha384 = await measured(documentText('sha384'));
});

const long = 'input["submods"]["cpu0"]["ear.veraison.annotated-evidence"]';
const status = 'input.submods.cpu0["ear.status"] == "affirming"';

function policyWith(body: string): string {
  return `package policy\n\ndefault allow := false\n\nallow if {\n\t${body}\n}\n`;
}

const good = policyWith(
  `${status}\n\t${long}["init_data"] == "00"\n\tis_object(${long}["init_data_claims"])`,
);

function found(text: string): readonly (readonly [string, string])[] {
  return checkResourcePolicy(text, { rows: [] }).map(({ code, span }) => [
    code,
    text.slice(span.from, span.to),
  ]);
}

describe('findings', () => {
  test.for<readonly [string, string, readonly (readonly [string, string])[]]>([
    ['what is asked for', good, []],
    [
      'another package',
      good.replace('policy', 'trustee.policy'),
      [['resource-policy/package', 'trustee.policy']],
    ],
    [
      'a rule of another name',
      good.replaceAll('allow', 'allowed'),
      [['resource-policy/rule-name', 'allowed']],
    ],
    ['no rule', 'package policy\n\nx := 1\n', [['resource-policy/rule-name', 'policy']]],
    [
      'a rule that is true',
      'package policy\n\nallow := true\n',
      [['resource-policy/always-allows', 'allow']],
    ],
    ['a bare rule', 'package policy\n\nallow\n', [['rego/body-required', 'allow']]],
    [
      'a default that is true',
      'package policy\n\ndefault allow := true\n',
      [['resource-policy/always-allows', 'allow']],
    ],
    ['nothing is allowed', 'package policy\n\ndefault allow := false\n', []],
    ['the status alone', policyWith(status), [['resource-policy/no-init-data', 'allow']]],
    [
      'the digest alone',
      policyWith(`${long}["init_data"] == "00"`),
      [
        ['resource-policy/no-status', '"init_data"'],
        ['resource-policy/document-not-asked', '"init_data"'],
      ],
    ],
    [
      'the path of attestation policies',
      policyWith(`${status}\n\tinput.init_data == "00"\n\tis_object(${long}.init_data_claims)`),
      [['resource-policy/claim-path', 'input.init_data']],
    ],
    [
      'older submodules',
      good.replaceAll('cpu0', 'cpu'),
      [
        ['resource-policy/older-submodule', 'cpu'],
        ['resource-policy/older-submodule', 'cpu'],
        ['resource-policy/older-submodule', 'cpu'],
      ],
    ],
    [
      'a path taken apart',
      good.replace(`\t${status}`, `\tpath := split(data["resource-path"], "/")\n\t${status}`),
      [['resource-policy/path-is-list', 'data["resource-path"]']],
    ],
    [
      'a path as text',
      good.replace(`\t${status}`, `\tdata["resource-path"] == "default/key/db"\n\t${status}`),
      [['resource-policy/path-is-list', '"default/key/db"']],
    ],
    ['a broken text', 'package policy\nallow if {\n', [['rego/syntax', '{']]],
  ])('%s', ([, text, wanted]) => {
    expect(found(text)).toEqual(wanted);
  });

  test('words in comments are not read', () => {
    expect(found(`# input.init_data cpu allowed\n${good}`)).toEqual([]);
  });

  test('the document is not asked for where the guest extends the register itself', () => {
    const text = policyWith(`${status}\n\t${long}["init_data"] == "00"`);
    expect(checkResourcePolicy(text, { rows: [rowIn(sha256, 'az-snp-vtpm')] })).toEqual([]);
    expect(checkResourcePolicy(text, { rows: [rowIn(sha256, 'snp/kata-qemu-snp')] })).toMatchObject([
      { code: 'resource-policy/document-not-asked' },
    ]);
  });

  test('what is generated is clean', () => {
    for (const document of [sha256, sha384]) {
      const { text } = generateResourcePolicy({
        documents: [{ label: 'web', rows: document.rows }],
        resources: [],
        olderTokens: false,
      });
      expect(checkResourcePolicy(text, document)).toEqual([]);
    }
    expect(checkResourcePolicy(statusOnlyPolicy([]), sha256).map(({ code }) => code)).toEqual([
      'resource-policy/no-init-data',
    ]);
  });
});

describe('fixes', () => {
  test.for([
    ['package', good.replace('policy', 'trustee.policy'), good],
    ['name', good.replaceAll('allow', 'allowed'), good],
    [
      'claim path',
      policyWith(`${status}\n\tinput["init_data"] == "00"\n\tis_object(${long}.init_data_claims)`),
      policyWith(`${status}\n\t${long}["init_data"] == "00"\n\tis_object(${long}.init_data_claims)`),
    ],
    [
      'split',
      good.replace(status, `${status}\n\tpath := split(data["resource-path"], "/")`),
      good.replace(status, `${status}\n\tpath := data["resource-path"]`),
    ],
    [
      'text',
      good.replace(status, `${status}\n\tdata["resource-path"] == "a/b/c"`),
      good.replace(status, `${status}\n\tdata["resource-path"] == ["a", "b", "c"]`),
    ],
  ])('%s', ([, before = '', after]) => {
    const [{ fix } = {}] = checkResourcePolicy(before, { rows: [] });
    expect(applyEdits(before, fix?.edits ?? [])).toBe(after);
  });

  test('the status is asked for after the fix', () => {
    const text = policyWith(`${long}["init_data"] == "00"`);
    const [first] = checkResourcePolicy(text, { rows: [] });
    const fixed = applyEdits(text, first?.fix?.edits ?? []);
    expect(found(fixed).map(([code]) => code)).toEqual(['resource-policy/document-not-asked']);
  });

  test('older submodules become current ones one by one', () => {
    const before = good.replaceAll('cpu0', 'cpu');
    const edits = checkResourcePolicy(before, { rows: [] }).flatMap(({ fix }) => fix?.edits ?? []);
    expect(applyEdits(before, edits)).toBe(good);
  });
});

describe('encoding', () => {
  const policyOf = (value: string): string => good.replace('"00"', JSON.stringify(value));

  test.for<readonly [string, string, 'sha256' | 'sha384', number, 'hex' | 'base64']>([
    ['base64 for hex', 'tdx/kata-qemu-tdx', 'sha384', 0, 'base64'],
    ['the digest for the padded field', 'tdx/kata-qemu-tdx', 'sha256', 0, 'hex'],
    ['the digest for the cut field', 'snp/kata-qemu-snp', 'sha384', 0, 'hex'],
    ['the digest for PCR 8', 'az-snp-vtpm', 'sha256', 0, 'hex'],
    ['the cut digest for PCR 8', 'peer-pods/vtpm', 'sha384', 1, 'hex'],
    ['hex for base64', 'coco-dev/kata-qemu-coco-dev', 'sha256', 0, 'hex'],
  ])('%s', ([, id, algorithm, step, spelling]) => {
    const row = rowIn(algorithm === 'sha256' ? sha256 : sha384, id);
    const written = row.steps[step]?.value[spelling] ?? '';
    const text = policyOf(written);
    const [finding] = checkResourcePolicy(text, { rows: [row] });
    expect(finding).toMatchObject({ code: 'resource-policy/encoding' });
    expect(text.slice(finding?.span.from, finding?.span.to)).toBe(JSON.stringify(written));
    const claim = row.claim.kind === 'value' ? row.claim.value : '';
    expect(applyEdits(text, finding?.fix?.edits ?? [])).toBe(policyOf(claim));
    expect(checkResourcePolicy(policyOf(claim), { rows: [row] })).toEqual([]);
  });

  test('upper-case digits', () => {
    const row = rowIn(sha384, 'tdx/kata-qemu-tdx');
    const hex = row.steps[0]?.value.hex ?? '';
    const found384 = checkResourcePolicy(policyOf(hex.toUpperCase()), { rows: [row] });
    expect(found384).toMatchObject([{ code: 'resource-policy/encoding' }]);
  });
});
