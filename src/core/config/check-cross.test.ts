import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { applyEdits } from '#core/text/edit.ts';
import { checkCross, type CrossTexts } from './check-cross.ts';
import type { ConfigContext } from './context.ts';

const context: ConfigContext = { now: 0, profile: { cococtl: false, production: false } };

function pem(name: string): string {
  return readFileSync(new URL(`../certificates/fixtures/${name}.pem`, import.meta.url), 'utf8');
}

const agent = (url: string, certificate?: string): string =>
  `[token_configs.kbs]\nurl = "${url}"\n${certificate === undefined ? '' : `cert = """\n${certificate}"""\n`}`;
const hub = (url: string, certificate?: string): string =>
  `[kbc]\nname = "cc_kbc"\nurl = "${url}"\n${certificate === undefined ? '' : `kbs_cert = """\n${certificate}"""\n`}`;

function found(texts: CrossTexts, more: Partial<ConfigContext> = {}): readonly string[] {
  return checkCross(texts, { ...context, ...more }).map(
    ({ code, source, path }) => `${code} ${source} ${path}`,
  );
}

/** The files after the only fix. */
function fixed(texts: CrossTexts): CrossTexts {
  const fixes = checkCross(texts, context).flatMap(({ fix }) => fix ?? []);
  const [fix] = fixes;
  expect(fixes).toHaveLength(1);
  if (fix?.source === 'entry:aa.toml') return { ...texts, aa: applyEdits(texts.aa ?? '', fix.edits) };
  return { ...texts, cdh: applyEdits(texts.cdh ?? '', fix?.edits ?? []) };
}

const url = 'https://kbs.corp.internal:8080';
const ca = pem('ca');

describe('the two KBS addresses', () => {
  test.for([
    { aa: url, cdh: url, want: [] },
    { aa: `${url}/`, cdh: url, want: [] },
    { aa: 'https://KBS.corp.internal:443', cdh: 'https://kbs.corp.internal', want: [] },
    {
      aa: url,
      cdh: 'https://other.corp.internal:8080',
      want: ['cross/kbs-urls-differ entry:cdh.toml kbc.url'],
    },
    { aa: url, cdh: `${url}/path`, want: ['cross/kbs-urls-differ entry:cdh.toml kbc.url'] },
    { aa: url, cdh: url.replace('https', 'http'), want: ['cross/schemes-differ entry:cdh.toml kbc.url'] },
    {
      aa: 'https://kbs.corp.internal',
      cdh: 'http://kbs.corp.internal',
      want: ['cross/schemes-differ entry:cdh.toml kbc.url'],
    },
    { aa: '${KBS}', cdh: url, want: [] },
    { aa: 'nothing', cdh: url, want: [] },
  ])('$aa and $cdh', ({ aa, cdh, want }) => {
    expect(found({ aa: agent(aa, ca), cdh: hub(cdh, ca) })).toEqual(want);
  });

  test('the fix copies the address', () => {
    const texts = { aa: agent(url, ca), cdh: hub('https://other.corp.internal', ca) };
    expect(fixed(texts)).toEqual({ aa: texts.aa, cdh: hub(url, ca) });
  });
});

describe('certificates', () => {
  test('one-sided: the fix copies the text', () => {
    const texts = { aa: agent(url, ca), cdh: hub(url) };
    expect(found(texts)).toEqual(['cross/certificate-one-sided entry:cdh.toml kbc.kbs_cert']);
    expect(fixed(texts)).toEqual({ aa: texts.aa, cdh: hub(url, ca) });
    expect(found({ aa: agent(url), cdh: hub(url, ca) })).toEqual([
      'cross/certificate-one-sided entry:aa.toml token_configs.kbs.cert',
    ]);
  });

  test('compared by content, not by text', () => {
    const other = pem('names');
    expect(found({ aa: agent(url, ca + other), cdh: hub(url, `# the same\n${other}\n${ca}`) })).toEqual([]);
    const texts = { aa: agent(url, ca), cdh: hub(url, other) };
    expect(found(texts)).toEqual(['cross/certificates-differ entry:cdh.toml kbc.kbs_cert']);
    expect(found(fixed(texts))).toEqual([]);
  });

  test('none at all', () => {
    expect(found({ aa: agent(url), cdh: hub(url) })).toEqual([
      'cross/https-without-certificate entry:aa.toml token_configs.kbs.url',
      'cross/https-without-certificate entry:cdh.toml kbc.url',
    ]);
  });
});

describe('what never starts or never works', () => {
  test('cc_kbc without a token source', () => {
    const texts = { aa: '[log]\nlevel = "info"\n', cdh: hub(url) };
    expect(found(texts)).toEqual(['cross/no-token-source entry:aa.toml token_configs.kbs']);
    expect(fixed(texts).aa).toBe(`[log]\nlevel = "info"\n\n${agent(url)}`);
  });

  test.for([
    {
      texts: { cdh: hub(url, ca) },
      platform: 'peer-pods' as const,
      want: ['cross/peer-pod-without-agent-file entry:aa.toml '],
    },
    { texts: { cdh: hub(url, ca) }, platform: 'tdx' as const, want: [] },
    {
      texts: { aa: agent(url), cdh: '' },
      platform: 'tdx' as const,
      want: ['cross/empty-cdh entry:cdh.toml '],
    },
    {
      texts: {
        aa: '',
        cdh: '[kbc]\nname = "offline_fs_kbc"\n[image]\nsigstore_config_uri = "kbs:///a/b/c"\n',
      },
      platform: 'tdx' as const,
      want: ['cross/kbs-resources-offline entry:cdh.toml image.sigstore_config_uri'],
    },
  ])('$want', ({ texts, platform, want }) => {
    expect(found(texts, { platform })).toEqual(want);
  });
});

test('notes', () => {
  const aa = `${agent(url, ca)}[token_configs.coco_as]\nurl = "https://as.corp.internal"\n[eventlog_config]\nenable_eventlog = true\n`;
  expect(found({ aa, cdh: hub(url, ca) })).toEqual([
    'cross/attestation-service-url entry:aa.toml token_configs.coco_as.url',
    'cross/event-log entry:aa.toml eventlog_config.enable_eventlog',
  ]);
  expect(found({ aa, cdh: hub(url, ca) }, { profile: { cococtl: true, production: false } })).toContain(
    'cross/cococtl-urls-differ entry:aa.toml token_configs.kbs.url',
  );
});

test('two image gates', () => {
  const guarded = `${hub(url, ca)}[image]\nimage_security_policy_uri = "kbs:///a/b/c"\n`;
  const gates = (cdh: string, decides?: boolean): unknown =>
    found({ aa: agent(url, ca), cdh, ...(decides === undefined ? {} : { imageGate: { decides } }) });
  const finding = ['cross/image-gates entry:cdh.toml image'];
  expect(gates(hub(url, ca), true)).toEqual(finding);
  expect(gates(guarded, false)).toEqual(finding);
  expect(gates(guarded, true)).toEqual([]);
  expect(gates(hub(url, ca), false)).toEqual([]);
  expect(gates(guarded)).toEqual([]);
});

test('broken files say nothing here', () => {
  expect(found({ aa: '[', cdh: '=' })).toEqual([]);
});
