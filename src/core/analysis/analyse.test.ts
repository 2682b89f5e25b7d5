import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { analyse } from './analyse.ts';
import type { AnalysisContext } from './analysis.ts';
import { costsOf, produceOutputs } from './outputs.ts';

const context: AnalysisContext = {
  platform: 'tdx',
  release: 'v0.21.0',
  cococtl: false,
  production: false,
  now: Date.UTC(2026, 10, 22),
};

/** The document of reference 9.2: its digests were computed by coreutils. */
const text = [
  'version = "0.1.0"',
  'algorithm = "sha384"',
  '',
  '[data]',
  "\"aa.toml\" = '''",
  '[token_configs.kbs]',
  'url = "http://127.0.0.1:8080"',
  "'''",
  '',
].join('\n');
const sha384 =
  '05d5f35909615bbce5935cf7676425ef615f420afdb580bd7cf3d7888383d9d2ee58bb2b7544206c95f405625f3d52fc';

const analyseText = (content: string, manifest = '', changed: Partial<AnalysisContext> = {}) =>
  analyse({ document: { kind: 'text', text: content }, manifest, context: { ...context, ...changed } });

describe('digests and binding', () => {
  test('are of the exact bytes', async () => {
    const { digests, document } = await analyseText(text);
    expect(document).toMatchObject({
      bytes: 117,
      version: '0.1.0',
      algorithm: 'sha384',
      lineEnds: 'lf',
      finalNewline: true,
    });
    expect(digests).toMatchObject({ kind: 'computed', decided: 'sha384', of: { sha384: { hex: sha384 } } });
  });

  test.for([
    {
      platform: 'tdx',
      binding: {
        kind: 'field',
        field: 'MRCONFIGID',
        fitting: 'exact',
        value: { base64: 'BdXzWQlhW7zlk1z3Z2Ql72FfQgr9tYC9fPPXiIOD2dLuWLsrdUQgbJX0BWJfPVL8' },
      },
    },
    {
      platform: 'snp',
      binding: {
        kind: 'field',
        field: 'HOSTDATA',
        fitting: 'cut',
        value: { base64: 'BdXzWQlhW7zlk1z3Z2Ql72FfQgr9tYC9fPPXiIOD2dI=' },
      },
    },
    {
      platform: 'peer-pods',
      binding: {
        kind: 'pcr8',
        fitting: 'cut',
        value: { hex: 'c2e0a00c7e11a5098dca6f5970f90132b151b23bb98a6430d2c0a81f571c2e97' },
      },
    },
    { platform: 'se', binding: { kind: 'none' } },
  ] as const)('on $platform', async ({ platform, binding }) => {
    expect((await analyseText(text, '', { platform })).binding).toMatchObject(binding);
  });

  test.for(['algorithm = "sha1"', ''])('decide and bind nothing with %j', async (line) => {
    const { digests, binding } = await analyseText(text.replace('algorithm = "sha384"', line));
    expect(digests).toMatchObject({ kind: 'computed', decided: undefined });
    expect(binding).toEqual({ kind: 'undecided' });
  });

  test('are there for bytes that are not UTF-8', async () => {
    const bytes = Uint8Array.of(0x61, 0xff, 0x0a);
    const { document, digests, diagnostics } = await analyse({
      document: { kind: 'bytes', bytes },
      manifest: '',
      context,
    });
    expect(document).toMatchObject({ bytes: 3, utf8: false });
    expect(digests.kind).toBe('computed');
    expect(diagnostics.map(({ severity }) => severity)).toContain('error');
  });
});

describe('a manifest', () => {
  const pod = (value: string) =>
    `apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\n  annotations:\n    io.katacontainers.config.hypervisor.cc_init_data: ${value}\nspec:\n  runtimeClassName: kata-qemu-tdx\n  containers: []\n`;

  test('shows the digest of the document that it carries already', async () => {
    const other = produceOutputs({
      document: { kind: 'text', text },
      setting: 'fast',
      manifest: '',
      pod: 0,
      runtimeClassName: undefined,
      platform: 'tdx',
    });
    const { manifest } = await analyseText(`${text}# changed\n`, pod(other.annotation));
    expect(manifest.pods).toMatchObject([{ label: 'Pod/web', annotation: other.annotation, digest: sha384 }]);
  });

  test('gets the annotation and keeps its other bytes', () => {
    const source = pod('old');
    const { annotation, manifest } = produceOutputs({
      document: { kind: 'text', text },
      setting: 'best',
      manifest: source,
      pod: 0,
      runtimeClassName: undefined,
      platform: 'tdx',
    });
    expect(manifest).toMatchObject({ kind: 'annotated', text: pod(annotation) });
  });
});

test('a missing algorithm is mended with the one that fits the platform', async () => {
  const without = text.replace('algorithm = "sha384"\n', '');
  for (const [platform, algorithm] of [
    ['tdx', 'sha384'],
    ['snp', 'sha256'],
  ] as const) {
    const { diagnostics } = await analyseText(without, '', { platform });
    const found = diagnostics.find(({ code }) => code === 'initdata/missing-algorithm');
    expect(found?.fix?.title).toBe(`Insert algorithm = "${algorithm}"`);
  }
});

describe('the agent policy', () => {
  const policy = 'package agent_policy\nA { input.x }\n';
  const document = (rego: string, cdh = ''): string =>
    `${text}"policy.rego" = '''\n${rego}'''\n${cdh === '' ? '' : `"cdh.toml" = '''\n${cdh}'''\n`}`;
  const codes = async (content: string, changed: Partial<AnalysisContext> = {}): Promise<readonly string[]> =>
    (await analyseText(content, '', changed)).diagnostics
      .filter(({ code }) => /^(?:rego|policy|cross\/image)/.test(code))
      .map(({ code, source }) => `${code} ${source}`);

  test('is read as the engine of the chosen release reads it', async () => {
    expect(await codes(document(policy))).toEqual(['rego/if-required entry:policy.rego']);
    expect(await codes(document(policy), { release: 'v0.17.0' })).toEqual([]);
  });

  test('says no more than once that its package is missing', async () => {
    const { diagnostics } = await analyseText(document('x := 1\n'));
    const missing = diagnostics.filter(
      ({ code }) => code.endsWith('package-missing') || code.endsWith('policy-package'),
    );
    expect(missing.map(({ code }) => code)).toEqual(['initdata/policy-package']);
  });

  test('is weighed against the image policy by what it decides', async () => {
    const hub =
      '[kbc]\nname = "cc_kbc"\nurl = "http://127.0.0.1:8080"\n[image]\nimage_security_policy_uri = "kbs:///a/b/c"\n';
    const gate = 'cross/image-gates entry:cdh.toml';
    const compared = 'CreateContainerRequest if input.storages[_].source == "a"\n';
    expect(await codes(document('package agent_policy\nCreateContainerRequest := true\n', hub))).toEqual([
      gate,
    ]);
    expect(await codes(document(`package agent_policy\n${compared}`, hub))).toEqual([]);
  });

  test('is named with its engine among the checks', async () => {
    const { checks } = await analyseText(document(policy), '', { release: 'v0.18.0' });
    expect(checks.find(({ name }) => name.startsWith('policy.rego'))).toEqual({
      name: 'policy.rego: as Kata 3.28 to 3.29 reads and prepares it; no request is decided',
    });
  });
});

test('each entry has its cost', () => {
  expect(costsOf(text)).toMatchObject([{ key: 'aa.toml', bytes: 50 }]);
});

test('no text makes it throw', async () => {
  const piece = fc.constantFrom(
    'version',
    ' = ',
    '"0.1.0"',
    '\n',
    '[data]',
    "'''",
    '"""',
    '"aa.toml"',
    '\r\n',
    '\ufeff',
    '{',
    '}',
    '\0',
    '=',
    '\\',
    'kind: Pod',
    ': ',
    '- ',
    '\t',
    '&a',
    '*a',
  );
  const texts = fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(''));
  await fc.assert(
    fc.asyncProperty(texts, texts, async (document, manifest) => {
      await analyseText(document, manifest);
    }),
    { numRuns: 200 },
  );
});
