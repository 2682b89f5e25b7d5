import { describe, expect, test } from 'vitest';
import { diagnostic, type Diagnostic } from '#core/diagnostics/diagnostic.ts';
import { loadBuiltins } from '#core/rego/builtins/registry.ts';
import { compile, evaluate, parse } from '#core/rego/api.ts';
import { profileOf } from '#core/rego/profile.ts';
import { valueFromUnknown } from '#core/rego/value/json.ts';
import { pointAt } from '#core/text/span.ts';
import { productionChecklist, type ChecklistFacts, type ChecklistId } from './checklist.ts';
import { unzipSync } from 'fflate';
import { encodeUtf8 } from '#core/text/utf8.ts';
import { checkCommand } from './check-command.ts';
import { handOverFiles, writeHandOver, type HandOver } from './hand-over.ts';
import { initDataCondition, referenceMessage, sampleProvenance } from './reference-values.ts';

const entries = [{ name: 'init_data', values: ['ab', 'cd'] }];

describe('reference values', () => {
  test('are lists under names, in base64 in a message', () => {
    expect(JSON.parse(sampleProvenance(entries))).toEqual({ init_data: ['ab', 'cd'] });
    const message = JSON.parse(referenceMessage(entries)) as Record<string, string>;
    expect(message).toMatchObject({ version: '0.1.0', type: 'sample' });
    expect(atob(message['payload'] ?? '')).toBe(sampleProvenance(entries));
  });

  test.for([
    ['ab', true],
    ['ef', undefined],
    [undefined, undefined],
  ] as const)('init_data %j is known: %j', async ([initData, known]) => {
    const profile = profileOf('trustee');
    await loadBuiltins(profile);
    const text = `package policy\n\nimport rego.v1\n\n${initDataCondition('init_data')}`;
    const parsed = parse(text, { name: '', dialect: profile.dialect, profile });
    expect(parsed.loadError).toBeUndefined();
    const outcome = evaluate(compile([parsed], { profile }), {
      query: 'data.policy.init_data_known',
      input: valueFromUnknown(initData === undefined ? {} : { init_data: initData }),
      extension: (_, [name]) => (name === 'init_data' ? ['ab', 'cd'] : null),
    });
    expect(outcome.kind === 'value' ? outcome.value : undefined).toBe(known);
  });
});

function finding(code: Diagnostic['code']): Diagnostic {
  return diagnostic(code, 'initdata', pointAt(0), 'found');
}

describe('checklist', () => {
  const good: ChecklistFacts = {
    platform: 'tdx',
    runtimeClass: 'kata-qemu-tdx',
    hasAgentPolicy: true,
    agentPolicyOpen: false,
    diagnostics: [],
    resourcePolicy: [],
  };

  function openIn(facts: ChecklistFacts): readonly ChecklistId[] {
    return productionChecklist(facts)
      .filter(({ state }) => state === 'open')
      .map(({ id }) => id);
  }

  test.for<readonly [string, Partial<ChecklistFacts>, readonly ChecklistId[]]>([
    ['nothing', {}, []],
    ['another platform', { platform: 'snp' }, ['runtime-class']],
    [
      'a development class',
      { platform: 'coco-dev', runtimeClass: 'kata-qemu-coco-dev' },
      ['runtime-class', 'digest-fits'],
    ],
    ['an unknown class', { runtimeClass: 'mine' }, []],
    ['no policy', { hasAgentPolicy: false }, ['agent-policy']],
    ['an open policy', { agentPolicyOpen: true }, ['agent-policy']],
    ['a digest that does not fit', { diagnostics: [finding('platform/cca-digest')] }, ['digest-fits']],
    ['a note about the digest', { diagnostics: [finding('platform/digest-cut')] }, []],
    ['no resource policy', { resourcePolicy: undefined }, ['resource-policy', 'document-asked']],
    [
      'a document that is not asked for',
      { resourcePolicy: [finding('resource-policy/document-not-asked')] },
      ['document-asked'],
    ],
    [
      'a mistake',
      { resourcePolicy: [finding('resource-policy/rule-name')] },
      ['resource-policy', 'document-asked'],
    ],
  ])('%s is missing', ([, facts, open]) => {
    expect(openIn({ ...good, ...facts })).toEqual(open);
  });

  test('what cannot be seen is never ticked', () => {
    const unseen = productionChecklist(good).filter(({ state }) => state === 'unseen');
    expect(unseen.map(({ id }) => id)).toEqual(['reference-values', 'attestation-policy', 'admin-access']);
  });

  test('has the four points of the documentation', () => {
    expect(productionChecklist(good).filter(({ listed }) => listed)).toHaveLength(4);
  });
});

describe('hand-over', () => {
  const handOver: HandOver = {
    document: encodeUtf8('version = "0.1.0"\r\n'),
    resourcePolicy: 'package policy\n',
    claims: { submods: {} },
    references: entries,
    manifest: 'kind: Pod\n',
    options: {
      url: 'https://kbs.example:8080',
      path: ['default', 'key', 'db'],
      secretFile: 'secret',
      documentFile: 'elsewhere.toml',
    },
  };

  test('is one zip of all files, the same each time', () => {
    const zip = writeHandOver(handOver);
    expect(writeHandOver(handOver)).toEqual(zip);
    const files = unzipSync(zip);
    expect(Object.keys(files)).toEqual([
      'initdata.toml',
      'pod.yaml',
      'resource-policy.rego',
      'expected-claims.json',
      'reference-values.json',
      'reference-message.json',
      'commands.txt',
    ]);
    expect(files['initdata.toml']).toEqual(handOver.document);
  });

  test('leaves out what there is not', () => {
    const bare = { ...handOver, claims: undefined, references: [], manifest: undefined };
    expect(handOverFiles(bare).map(({ name }) => name)).toEqual([
      'initdata.toml',
      'resource-policy.rego',
      'commands.txt',
    ]);
  });

  test('its commands name its files and no mistake', () => {
    const text = new TextDecoder().decode(handOverFiles(handOver).at(-1)?.bytes);
    expect(text).not.toContain('elsewhere.toml');
    expect(checkCommand(text)).toEqual([]);
  });
});
