import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkAa } from '#core/config/check-aa.ts';
import { checkCdh } from '#core/config/check-cdh.ts';
import type { ConfigContext } from '#core/config/context.ts';
import { parseToml } from '#core/toml/document.ts';
import { completionsAt, hoverAt, type AssistKind } from './assist.ts';
import type { Completion } from './types.ts';

/** `|` is the cursor. */
function at(
  kind: AssistKind,
  marked: string,
): { readonly text: string; readonly completions: readonly Completion[] } {
  const offset = marked.indexOf('|');
  const text = marked.replace('|', '');
  return { text, completions: completionsAt(kind, text, offset) };
}

function labels(kind: AssistKind, marked: string): readonly string[] {
  return at(kind, marked).completions.map(({ label }) => label);
}

/** The text after taking a completion, with its fields filled by their defaults. */
function taken(kind: AssistKind, marked: string, label: string): string {
  const { text, completions } = at(kind, marked);
  const completion = completions.find((candidate) => candidate.label === label);
  expect(completion).toBeDefined();
  if (completion === undefined) return '';
  const insert = completion.snippet === true ? plain(completion.insert) : completion.insert;
  return text.slice(0, completion.replace.from) + insert + text.slice(completion.replace.to);
}

function plain(snippet: string): string {
  return snippet.replace(/\$\{\d+(?::([^}]*))?\}|\$0/g, '$1');
}

describe('keys', () => {
  test.for([
    { kind: 'aa.toml', text: '[token_configs.kbs]\n|', first: ['url', 'cert', 'tee_key_algorithm'] },
    {
      kind: 'aa.toml',
      text: '[token_configs.kbs]\nurl = "x"\n|\n[log]\nlevel = "info"\n',
      first: ['cert', 'tee_key_algorithm'],
    },
    { kind: 'aa.toml', text: '[token_configs.kbs]\n|\nurl = "x"\n', first: ['cert', 'tee_key_algorithm'] },
    { kind: 'cdh.toml', text: '[kbc]\nna|', first: ['name', 'url', 'kbs_cert'] },
    { kind: 'cdh.toml', text: '|', first: ['socket', 'skip_sealed_secret_verification', '[kbc]'] },
    {
      kind: 'cdh.toml',
      text: '[image]\n|',
      first: ['max_concurrent_layer_downloads_per_image', 'image_security_policy_uri'],
    },
    { kind: 'cdh.toml', text: '[image\n|', first: ['socket'] },
    { kind: 'initdata', text: '|', first: ['version', 'algorithm', '[data]'] },
    { kind: 'initdata', text: 'version = "0.1.0"\n|\n[data]\n', first: ['algorithm'] },
    { kind: 'initdata', text: '[data]\n|', first: ['policy.rego', 'aa.toml', 'cdh.toml'] },
    { kind: 'initdata', text: '[data]\n"aa.toml" = ""\n|', first: ['policy.rego', 'cdh.toml'] },
  ] as const)('$kind: $text', ({ kind, text, first }) => {
    expect(labels(kind, text).slice(0, first.length)).toEqual(first);
  });

  test('tables that are there are not offered again, lists of tables are', () => {
    const offered = labels('cdh.toml', '[kbc]\nname = "x"\n[[credentials]]\n[image]\n\n|');
    expect(offered).not.toContain('[kbc]');
    expect(offered).toContain('[[credentials]]');
    expect(offered).toContain('[[image.registry_config.registry]]');
  });

  test('a mirror needs its rule above', () => {
    const mirror = '[[image.registry_config.registry.mirror]]';
    const rule = '[[image.registry_config.registry]]\n';
    expect(labels('cdh.toml', `${rule}|`)).toContain(mirror);
    expect(labels('cdh.toml', `|\n${rule}`)).not.toContain(mirror);
  });
});

describe('values', () => {
  test.for([
    { kind: 'cdh.toml', text: '[kbc]\nname = |', want: ['cc_kbc', 'offline_fs_kbc'] },
    { kind: 'cdh.toml', text: '[kbc]\nname = "cc|"', want: ['cc_kbc', 'offline_fs_kbc'] },
    { kind: 'aa.toml', text: '[eventlog_config]\nenable_eventlog = |', want: ['false', 'true'] },
    {
      kind: 'aa.toml',
      text: 'token_configs.kbs.tee_key_algorithm = "|"',
      want: ['ECDH-ES+A256KW-P256', 'ECDH-ES+A256KW-P521', 'RSA-OAEP-256'],
    },
    { kind: 'aa.toml', text: '[log]\nlevel = "|', want: ['off', 'error', 'warn', 'info', 'debug', 'trace'] },
    { kind: 'initdata', text: 'algorithm = |', want: ['sha256', 'sha384', 'sha512'] },
    { kind: 'initdata', text: 'version = |', want: ['0.1.0'] },
    { kind: 'aa.toml', text: '[token_configs.kbs]\nurl = "x" # |', want: [] },
    { kind: 'aa.toml', text: '[token_configs.kbs]\ncert = """\n|\n"""', want: [] },
    { kind: 'aa.toml', text: '[extra]\nx = |', want: [] },
  ] as const)('$kind: $text', ({ kind, text, want }) => {
    expect(labels(kind, text)).toEqual(want);
  });

  test.for([
    {
      kind: 'cdh.toml',
      text: '[kbc]\nname = "cc|" # c',
      label: 'cc_kbc',
      want: '[kbc]\nname = "cc_kbc" # c',
    },
    {
      kind: 'cdh.toml',
      text: "[kbc]\nname = '|'",
      label: 'offline_fs_kbc',
      want: "[kbc]\nname = 'offline_fs_kbc'",
    },
    {
      kind: 'cdh.toml',
      text: '[image]\nimage_security_policy_uri = "kbs:|"',
      label: '"kbs:///default/security-policy/test"',
      want: '[image]\nimage_security_policy_uri = "kbs:///default/security-policy/test"',
    },
    {
      kind: 'aa.toml',
      text: '[tok|]',
      label: '[token_configs.kbs]',
      want: '[token_configs.kbs]\nurl = "https://kbs.example.com:8080"',
    },
    { kind: 'initdata', text: 'algorithm = "sha|"\n', label: 'sha384', want: 'algorithm = "sha384"\n' },
  ] as const)('taking $label', ({ kind, text, label, want }) => {
    expect(taken(kind, text, label)).toBe(want);
  });
});

test('inside a data entry of the document', () => {
  const text = "[data]\n\"cdh.toml\" = '''\n[kbc]\nname = |\n'''\n";
  expect(labels('initdata', text)).toEqual(['cc_kbc', 'offline_fs_kbc']);
  expect(taken('initdata', text, 'cc_kbc')).toBe(
    "[data]\n\"cdh.toml\" = '''\n[kbc]\nname = \"cc_kbc\"\n'''\n",
  );
});

describe('hover', () => {
  const hover = (kind: AssistKind, marked: string): string | undefined => {
    const found = hoverAt(kind, marked.replace('|', ''), marked.indexOf('|'));
    return found === undefined
      ? undefined
      : `${found.title} ${marked.replace('|', '').slice(found.span.from, found.span.to)}`;
  };
  test.for([
    { kind: 'aa.toml', text: '[token_configs.kbs]\nu|rl = "x"', want: 'token_configs.kbs.url url' },
    { kind: 'aa.toml', text: '[token_configs.k|bs]\n', want: 'token_configs.kbs kbs' },
    { kind: 'aa.toml', text: 'token_configs = { kbs = { u|rl = "" } }', want: 'token_configs.kbs.url url' },
    { kind: 'cdh.toml', text: '[kbc]\nname = "cc|_kbc"', want: 'cc_kbc "cc_kbc"' },
    { kind: 'cdh.toml', text: '[image]\nskip_|proxy_ips = ""', want: 'image.skip_proxy_ips skip_proxy_ips' },
    { kind: 'cdh.toml', text: '[image]\nto|String = ""', want: undefined },
    { kind: 'cdh.toml', text: '# ima|ge', want: undefined },
    { kind: 'initdata', text: 'algo|rithm = "sha384"', want: 'algorithm algorithm' },
    { kind: 'initdata', text: 'algorithm = "sha|384"', want: 'sha384 "sha384"' },
    { kind: 'initdata', text: '[data]\n"aa|.toml" = ""', want: 'aa.toml "aa.toml"' },
    { kind: 'initdata', text: "[data]\n\"aa.toml\" = '''\n[l|og]\n'''", want: 'log log' },
  ] as const)('$kind: $text', ({ kind, text, want }) => {
    expect(hover(kind, text)).toBe(want);
  });
});

/** What completion writes must be what the checks accept. */
describe('every key and table that is offered is TOML and known', () => {
  const context: ConfigContext = { now: 0, profile: { cococtl: false, production: false } };
  const allowed = new Set([
    'config/unknown-key',
    'config/wrong-type',
    'config/converted-value',
    'config/misplaced-key',
    'config/resource-uri',
    'config/policy-json',
    'config/policy-fields',
  ]);
  const cases = (['aa.toml', 'cdh.toml'] as const).flatMap((kind) => {
    const tables = completionsAt(kind, '', 0).filter((completion) => completion.kind === 'table');
    return [
      ...completionsAt(kind, '', 0).map(({ label, insert }) => ({ kind, label, text: plain(insert) })),
      ...tables.flatMap((table) => {
        const header = `${plain(table.insert).split('\n')[0] ?? ''}\n`;
        return completionsAt(kind, header, header.length)
          .filter((completion) => completion.kind === 'key')
          .map(({ label, insert }) => ({
            kind,
            label: `${table.label} ${label}`,
            text: header + plain(insert),
          }));
      }),
    ];
  });
  test.for(cases)('$kind $label', ({ kind, text }) => {
    expect(parseToml(text, 'entry:aa.toml').diagnostics).toEqual([]);
    const findings = kind === 'aa.toml' ? checkAa(text, context) : checkCdh(text, context);
    expect(findings.filter(({ code }) => allowed.has(code))).toEqual([]);
  });
});

test('no text and no offset makes it throw, and it replaces only what is near the cursor', () => {
  const piece = fc.constantFrom(
    '[',
    ']',
    '[kbc]',
    '[data]',
    '"aa.toml" = ',
    "'''",
    '"""',
    'name',
    ' = ',
    '"',
    '\n',
    '\r\n',
    '.',
    '{',
    '}',
    '#',
    'algorithm',
    '\ufeff',
  );
  const kinds = fc.constantFrom<AssistKind>('initdata', 'aa.toml', 'cdh.toml');
  fc.assert(
    fc.property(
      fc.array(fc.oneof(piece, fc.string({ maxLength: 4 })), { maxLength: 15 }),
      fc.nat(100),
      kinds,
      (pieces, position, kind) => {
        const text = pieces.join('');
        const offset = Math.min(position, text.length);
        for (const { replace } of completionsAt(kind, text, offset)) {
          expect(replace.from).toBeLessThanOrEqual(offset);
          expect(replace.to).toBeGreaterThanOrEqual(offset);
          expect(text.slice(replace.from, replace.to)).not.toContain('\n');
        }
        const hover = hoverAt(kind, text, offset);
        if (hover !== undefined) expect(hover.span.to).toBeLessThanOrEqual(text.length);
      },
    ),
    { numRuns: 500 },
  );
});
