import { describe, expect, test } from 'vitest';
import { applyEdits } from '#core/text/edit.ts';
import { checkAa } from './check-aa.ts';
import type { ConfigContext } from './context.ts';

const context: ConfigContext = { now: 0, profile: { cococtl: false, production: false } };
const kbs = '[token_configs.kbs]\nurl = "https://kbs.corp.internal:8080"\n';

function found(text: string, more: Partial<ConfigContext> = {}): readonly string[] {
  return checkAa(text, { ...context, ...more }).map(
    ({ code, severity, path, span }) =>
      `${code} ${severity} ${path} ${JSON.stringify(text.slice(span.from, span.to))}`,
  );
}

/** The text after the fix of the only finding that has one. */
function fixed(text: string, more: Partial<ConfigContext> = {}): string | undefined {
  const fixes = checkAa(text, { ...context, ...more }).flatMap(({ fix }) => fix ?? []);
  return fixes.length === 1 ? applyEdits(text, fixes[0]?.edits ?? []) : undefined;
}

test('a plain file is clean', () => {
  expect(found(kbs)).toEqual([]);
});

describe('keys', () => {
  test.for([
    {
      name: 'misspelt',
      text: kbs.replace('url', 'ulr'),
      want: [
        'config/unknown-key warning token_configs.kbs.ulr "ulr"',
        'config/missing-key error token_configs.kbs.url "kbs"',
      ],
      fix: kbs,
    },
    {
      name: 'of the other file',
      text: `${kbs}kbs_cert = "x"\n`,
      want: ['config/unknown-key warning token_configs.kbs.kbs_cert "kbs_cert"'],
      fix: `${kbs}cert = "x"\n`,
    },
    {
      name: 'unknown table',
      text: `${kbs}[extra]\nrole = "x"\n`,
      want: ['config/unknown-key warning extra "extra"'],
      fix: undefined,
    },
    {
      name: 'letter case',
      text: kbs.replace('[token_configs.kbs]', '[token_configs.KBS]'),
      want: [
        'config/letter-case warning token_configs.KBS "KBS"',
        'config/no-kbs-token warning token_configs.kbs "token_configs"',
      ],
      fix: kbs,
    },
    {
      name: 'wrong table',
      text: `${kbs}enable_eventlog = true\n`,
      want: ['config/misplaced-key warning token_configs.kbs.enable_eventlog "enable_eventlog"'],
      fix: `${kbs}\n[eventlog_config]\nenable_eventlog = true\n`,
    },
    {
      name: 'older releases',
      text: `${kbs}[eventlog_config]\neventlog_algorithm = "sha384"\n`,
      want: ['config/legacy-key warning eventlog_config.eventlog_algorithm "eventlog_algorithm"'],
      fix: undefined,
    },
    {
      name: 'a name that objects inherit',
      text: `${kbs}constructor = 1\n[toString]\n`,
      want: [
        'config/unknown-key warning token_configs.kbs.constructor "constructor"',
        'config/unknown-key warning toString "toString"',
      ],
      fix: undefined,
    },
    {
      name: 'quoted path',
      text: '"token_configs.kbs.url" = "https://kbs.corp.internal"\n',
      want: ['config/quoted-path warning token_configs.kbs.url "\\"token_configs.kbs.url\\""'],
      fix: undefined,
    },
  ])('$name', ({ text, want, fix }) => {
    expect(found(text)).toEqual(want);
    expect(fixed(text)).toBe(fix);
  });
});

describe('types', () => {
  test.for([
    { value: '"17"', code: 'config/converted-value', fix: '17' },
    { value: '17.6', code: 'config/converted-value', fix: '18' },
    { value: 'true', code: 'config/converted-value', fix: '1' },
    { value: '"yes"', code: 'config/converted-value', fix: '1' },
    { value: 'nan', code: 'config/converted-value', fix: '0' },
    { value: '"0x11"', code: 'config/wrong-type', fix: undefined },
    { value: '-1', code: 'config/wrong-type', fix: undefined },
    { value: '[17]', code: 'config/wrong-type', fix: undefined },
    { value: '1979-05-27', code: 'config/wrong-type', fix: undefined },
    { value: '24', code: 'config/register', fix: undefined },
  ])('init_pcr = $value', ({ value, code, fix }) => {
    const text = `${kbs}[eventlog_config]\ninit_pcr = ${value}\n`;
    expect(found(text)).toEqual([
      `${code} ${code === 'config/wrong-type' ? 'error' : 'warning'} eventlog_config.init_pcr ${JSON.stringify(value)}`,
    ]);
    expect(fixed(text)).toBe(fix === undefined ? undefined : `${kbs}[eventlog_config]\ninit_pcr = ${fix}\n`);
  });

  test('a table read by position', () => {
    expect(
      found('[token_configs]\nkbs = ["https://kbs.corp.internal", "", "RSA-OAEP-256"]\n').map(
        (line) => line.split(' ')[0],
      ),
    ).toEqual(['config/positional-array']);
    expect(
      found('[token_configs]\nkbs = ["https://kbs.corp.internal"]\n').map((line) => line.split(' ')[0]),
    ).toEqual(['config/positional-array', 'config/wrong-type']);
  });

  test('the choice of a key algorithm', () => {
    const text = `${kbs}tee_key_algorithm = "rsa-oaep-256"\n`;
    expect(found(text)).toEqual([
      'config/wrong-type error token_configs.kbs.tee_key_algorithm "\\"rsa-oaep-256\\""',
    ]);
    expect(fixed(text)).toBe(`${kbs}tee_key_algorithm = "RSA-OAEP-256"\n`);
    expect(found(`${kbs}tee_key_algorithm = { RSA-OAEP-256 = "" }\n`)).toEqual([]);
  });
});

describe('addresses', () => {
  const code = (url: string, more: Partial<ConfigContext> = {}): readonly string[] =>
    found(`[token_configs.kbs]\nurl = "${url}"\n`, more).map((line) => line.split(' ')[0] ?? '');
  test.for([
    { url: 'https://kbs.corp.internal:8080', want: [] },
    { url: 'https://[fd00::10]:8080', want: [] },
    { url: 'kbs.corp.internal:8080', want: ['config/aa-url'] },
    { url: '', want: ['config/aa-url'] },
    { url: 'https://', want: ['config/aa-url'] },
    { url: 'https://kbs.corp.internal:port', want: ['config/aa-url'] },
    { url: 'unix:///run/kbs.sock', want: ['config/aa-url'] },
    { url: 'https://kbs.corp.internal/?a=1', want: ['config/aa-url-query'] },
    { url: 'https://kbs.corp.internal/#x', want: ['config/aa-url-query'] },
    { url: 'http://kbs.corp.internal', want: ['config/plain-http'] },
    { url: 'https://127.0.0.2', want: ['config/loopback-host'] },
    { url: 'https://[::1]:8080', want: ['config/loopback-host'] },
    { url: 'https://localhost', want: ['config/loopback-host'] },
    { url: 'https://0.0.0.0', want: ['config/loopback-host'] },
    { url: 'https://kbs', want: ['config/bare-host'] },
    { url: 'https://192.0.2.7', want: ['config/placeholder-host'] },
    { url: 'https://kbs.example.com', want: ['config/placeholder-host'] },
    { url: 'https://kbs.invalid', want: ['config/placeholder-host'] },
    { url: 'https://kbs.coco.svc', want: [] },
    { url: '${KBS}', want: ['config/placeholder'] },
    { url: 'https://<kbs>:8080', want: ['config/placeholder'] },
    { url: 'https://{{ .KBS }}', want: ['config/placeholder'] },
    { url: 'https://your-kbs.corp', want: ['config/placeholder'] },
  ])('$url', ({ url, want }) => {
    expect(code(url)).toEqual(want);
  });

  test('what depends on the context', () => {
    expect(code('https://kbs.coco.svc', { platform: 'peer-pods' })).toEqual(['config/cluster-host']);
    const http = checkAa('[token_configs.kbs]\nurl = "http://kbs.corp.internal"\n', {
      ...context,
      profile: { cococtl: false, production: true },
    });
    expect(http.map(({ severity }) => severity)).toEqual(['warning']);
  });

  test('fixes', () => {
    expect(fixed('[token_configs.kbs]\nurl = "kbs.corp.internal:8080"\n')).toBe(kbs);
    expect(fixed('[token_configs.kbs]\nurl = "https://kbs.corp.internal:8080/?a=1"\n')).toBe(
      kbs.replace('8080', '8080/'),
    );
    expect(
      fixed(
        `[token_configs.kbs]\nurl = "http://kbs.corp.internal:8080"\ncert = "-----BEGIN CERTIFICATE-----"\n`,
      ),
    ).toBe(`${kbs}cert = "-----BEGIN CERTIFICATE-----"\n`);
  });
});

describe('releases', () => {
  const codes = (text: string, release: ConfigContext['release']): readonly string[] =>
    found(text, release === undefined ? {} : { release }).map((line) => line.split(' ')[0] ?? '');
  test.for([
    {
      text: `${kbs}[log]\nlevel = "info"\n`,
      release: 'v0.17.0',
      want: ['config/not-in-release', 'config/not-in-release'],
    },
    { text: `${kbs}[log]\nlevel = "info"\n`, release: 'v0.18.0', want: [] },
    { text: kbs, release: 'v0.12.0', want: ['config/not-in-release-value'] },
    { text: kbs, release: 'v0.13.0', want: [] },
    { text: kbs.replace('kbs]', 'KBS]'), release: 'v0.14.0', want: ['config/letter-case'] },
    { text: kbs.replace('8080"', '8080\\x2f"'), release: 'v0.16.0', want: ['toml/newer-syntax'] },
  ] as const)('$release', ({ text, release, want }) => {
    expect(codes(text, release)).toEqual(want);
  });

  test('TOML 1.1 stops older releases', () => {
    const text = kbs.replace('8080"', '8080\\x2f"');
    const at = (release: ConfigContext['release']): readonly string[] =>
      checkAa(text, { ...context, ...(release === undefined ? {} : { release }) }).map(
        ({ severity, failsAt }) => `${severity} ${failsAt}`,
      );
    expect(at('v0.16.0')).toEqual(['error parse']);
    expect(at('v0.17.0')).toEqual(['warning never']);
  });
});

test.for([
  { level: 'INFO', want: [] },
  { level: '3', want: [] },
  { level: 'attestation_agent=debug,info', want: [] },
  { level: 'warning', want: ['config/log-target'] },
  { level: 'a=verbose', want: ['config/log-level'] },
])('log level $level', ({ level, want }) => {
  const text = `${kbs}[log]\nlevel = "${level}"\n`;
  expect(checkAa(text, context).map(({ code }) => code)).toEqual(want);
});

test.for([
  { platform: 'tdx', want: [] },
  { platform: 'snp', want: ['error'] },
  { platform: 'peer-pods', want: ['warning'] },
  { platform: undefined, want: ['warning'] },
] as const)('event log on $platform', ({ platform, want }) => {
  const text = `${kbs}[eventlog_config]\nenable_eventlog = true\n`;
  const findings = checkAa(text, { ...context, ...(platform === undefined ? {} : { platform }) });
  expect(findings.map(({ severity }) => severity)).toEqual(want);
});
