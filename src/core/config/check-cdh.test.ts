import { describe, expect, test } from 'vitest';
import { applyEdits } from '#core/text/edit.ts';
import { checkCdh } from './check-cdh.ts';
import type { ConfigContext } from './context.ts';

const context: ConfigContext = { now: 0, profile: { cococtl: false, production: false } };
const kbc = '[kbc]\nname = "cc_kbc"\nurl = "https://kbs.corp.internal:8080"\n';
/** Notes that every file with these tables gets. */
const notes = new Set([
  'config/image-parameters-off',
  'config/no-image-policy',
  'config/credential-at-start',
]);

function findings(text: string, more: Partial<ConfigContext> = {}): ReturnType<typeof checkCdh> {
  return checkCdh(text, { ...context, ...more }).filter(({ code }) => !notes.has(code));
}

function found(text: string, more: Partial<ConfigContext> = {}): readonly string[] {
  return findings(text, more).map(
    ({ code, path, span }) => `${code} ${path} ${JSON.stringify(text.slice(span.from, span.to))}`,
  );
}

function fixed(text: string): string | undefined {
  const fixes = findings(text).flatMap(({ fix }) => fix ?? []);
  return fixes.length === 1 ? applyEdits(text, fixes[0]?.edits ?? []) : undefined;
}

test('a plain file is clean', () => {
  expect(found(kbc)).toEqual([]);
  expect(found('[kbc]\nname = "offline_fs_kbc"\n')).toEqual([]);
});

describe('kbc', () => {
  test.for([
    { text: '', want: ['config/missing-key kbc.name ""'] },
    { text: '[kbc]\n', want: ['config/missing-key kbc.name "kbc"'] },
    { text: 'kbc = "cc_kbc"\n', want: ['config/wrong-type kbc "\\"cc_kbc\\""'] },
    { text: '[kbc]\nname = "cc_kbs"\n', want: ['config/kbc-name kbc.name "\\"cc_kbs\\""'] },
    { text: '[kbc]\nname = "cc_kbc"\n', want: ['config/kbc-url-missing kbc.url "kbc"'] },
    { text: '[kbc]\nname = "cc_kbc"\nurl = ""\n', want: ['config/kbc-url-missing kbc.url "\\"\\""'] },
    {
      text: '[kbc]\nname = "cc_kbc"\nurl = "https://[fd00::10]:8080"\n',
      want: ['config/kbc-colons kbc.url "::"'],
    },
    {
      text: '[[kbc]]\nname = "cc_kbc"\n',
      want: ['config/positional-array kbc "kbc"', 'config/wrong-type kbc[0] "[[kbc]]\\nname = \\"cc_kbc\\""'],
    },
    {
      text: 'kbc = ["cc_kbc", "https://kbs.corp.internal", ""]\n',
      want: ['config/positional-array kbc "kbc"'],
    },
  ])('$text', ({ text, want }) => {
    expect(found(text)).toEqual(want);
  });

  test('fixes', () => {
    expect(fixed('[kbc]\nname = "cc_kbs"\n')).toBe('[kbc]\nname = "cc_kbc"\n');
    expect(fixed('[kbc]\nname = "cc_kbc"\nurl = "https://[fd00::10]:8080"\n')).toBe(
      '[kbc]\nname = "cc_kbc"\nurl = "https://[fd00:0:0:0:0:0:0:10]:8080"\n',
    );
    expect(fixed(`socket = 'unix:///x'\n${kbc}`)).toBe(
      `socket = 'unix:///run/confidential-containers/cdh.sock'\n${kbc}`,
    );
  });
});

describe('credentials', () => {
  const credential = (uri: string, path: string): string =>
    `${kbc}[[credentials]]\nresource_uri = "${uri}"\npath = "${path}"\n`;
  const place = '/run/confidential-containers/cdh/kbs/x';
  test.for([
    { uri: 'kbs:///a/b/c', path: place, want: [] },
    { uri: 'kbs:///a/b/c', path: '/etc/x', want: ['config/credential-path'] },
    { uri: 'kbs:///a/b/c', path: `${place}/../y`, want: ['config/credential-path'] },
    { uri: 'kbs:///a/b/c', path: '/run/confidential-containers/cdh/x', want: ['config/credential-path'] },
    { uri: 'file:///a/b/c', path: place, want: ['config/resource-uri'] },
    { uri: '/a/b/c', path: place, want: ['config/resource-uri'] },
    { uri: 'kbs://a/b/c', path: place, want: ['config/resource-uri-slashes'] },
  ])('$uri to $path', ({ uri, path, want }) => {
    expect(findings(credential(uri, path)).map(({ code }) => code)).toEqual(want);
  });

  test('single brackets', () => {
    const text = `${kbc}[credentials]\nresource_uri = "kbs:///a/b/c"\npath = "${place}"\n`;
    expect(found(text)).toEqual(['config/wrong-type credentials "credentials"']);
    expect(fixed(text)).toBe(credential('kbs:///a/b/c', place).replace('path', 'path'));
  });

  test('an older release has a wider directory', () => {
    const text = credential('kbs:///a/b/c', '/run/confidential-containers/cdh/x');
    expect(findings(text, { release: 'v0.17.0' })).toEqual([]);
  });

  test('one path twice', () => {
    const text = credential('kbs:///a/b/c', place) + credential('kbs:///a/b/d', place).slice(kbc.length);
    expect(findings(text).map(({ code }) => code)).toEqual(['config/credential-path-twice']);
  });
});

describe('resource URIs of [image]', () => {
  test.for([
    { uri: 'kbs:///a/b/c', want: [], fix: undefined },
    { uri: 'kbs+pkcs11:///a/b?x=1', want: [], fix: undefined },
    { uri: 'kbs://host:8080/a/b/c', want: [], fix: undefined },
    { uri: 'file:///etc/x', want: [], fix: undefined },
    { uri: '/etc/x', want: [], fix: undefined },
    { uri: 'kbs://a/b/c', want: ['config/resource-uri-slashes "a"'], fix: 'kbs:///a/b/c' },
    { uri: 'file://etc/x', want: ['config/resource-uri-slashes "etc"'], fix: 'file:///etc/x' },
    { uri: 'kbs:/a/b/c', want: ['config/resource-uri "kbs:/a/b/c"'], fix: 'kbs:///a/b/c' },
    { uri: 'https://h/x', want: ['config/resource-uri "https"'], fix: undefined },
    { uri: 'a/b/c', want: ['config/resource-uri "a/b/c"'], fix: undefined },
    { uri: 'kbs:///', want: ['config/resource-uri-segments "kbs:///"'], fix: undefined },
    { uri: 'kbs:///a/b', want: ['config/resource-uri-segments "a/b"'], fix: undefined },
    { uri: 'kbs:///a/.b/c', want: ['config/resource-uri-segments "a/.b/c"'], fix: undefined },
  ])('$uri', ({ uri, want, fix }) => {
    const text = `${kbc}[image]\nimage_security_policy_uri = "${uri}"\n`;
    expect(
      findings(text).map(({ code, span }) => `${code} ${JSON.stringify(text.slice(span.from, span.to))}`),
    ).toEqual(want);
    expect(fixed(text)).toBe(fix === undefined ? undefined : text.replace(uri, fix));
  });

  test('plugins came with v0.21.0', () => {
    const text = `${kbc}[image]\nimage_security_policy_uri = "kbs+pkcs11:///a/b/c"\n`;
    expect(findings(text, { release: 'v0.20.0' }).map(({ code }) => code)).toEqual(['config/resource-uri']);
  });
});

describe('image policy', () => {
  const reject = '"default":[{"type":"reject"}]';
  const scoped = (requirement: string): string =>
    `{${reject},"transports":{"docker":{"q.io":[${requirement}]}}}`;
  test.for([
    { policy: `{${reject},"transports":{}}`, want: [] },
    { policy: scoped('{"type":"sigstoreSigned","keyPath":"kbs:///a/b/c"}'), want: [] },
    { policy: scoped('{"type":"signedBy","keyType":"GPGKeys","keyPath":"/etc/k"}'), want: [] },
    { policy: `{${reject}}`, want: ['config/policy-fields "{"'] },
    { policy: '{"transports":{}}', want: ['config/policy-fields "{"'] },
    { policy: '[]', want: ['config/policy-fields "[]"'] },
    { policy: `{${reject},"transports":{},}`, want: ['config/policy-json ","'] },
    { policy: `{${reject}, // x`, want: ['config/policy-json "/"'] },
    { policy: '{"default":', want: ['config/policy-json ""'] },
    { policy: '', want: ['config/policy-json ""'] },
    { policy: '{"default":[],"transports":{}}', want: ['config/policy-open "[]"'] },
    { policy: `{${reject},"transports":{"atomic":{}}}`, want: ['config/policy-transport "\\"atomic\\""'] },
    { policy: scoped('{"type":"signed"}'), want: ['config/policy-type "\\"signed\\""'] },
    { policy: scoped('{}'), want: ['config/policy-type "{}"'] },
    {
      policy: scoped('{"type":"sigstoreSigned"}'),
      want: ['config/policy-key "{\\"type\\":\\"sigstoreSigned\\"}"'],
    },
    {
      policy: scoped('{"type":"sigstoreSigned","keyData":"LS0t"}'),
      want: ['config/policy-key "\\"LS0t\\""'],
    },
    {
      policy: scoped('{"type":"sigstoreSigned","keyPath":"https://k"}'),
      want: ['config/policy-key "\\"https://k\\""'],
    },
    {
      policy: scoped('{"type":"signedBy","keyPath":"/etc/k"}'),
      want: ['config/policy-key "{\\"type\\":\\"signedBy\\",\\"keyPath\\":\\"/etc/k\\"}"'],
    },
    {
      policy: scoped('{"type":"sigstoreSigned","keyPath":"/k","signedIdentity":{"type":"matchExact"}}'),
      want: ['config/policy-identity "\\"matchExact\\""'],
    },
    {
      policy: scoped('{"type":"sigstoreSigned","keyPath":"/k","signedIdentity":{"type":"exactRepository"}}'),
      want: ['config/policy-identity "{\\"type\\":\\"exactRepository\\"}"'],
    },
  ])('$policy', ({ policy, want }) => {
    const text = `${kbc}[image]\nimage_security_policy = '${policy}'\n`;
    expect(
      findings(text).map(({ code, span }) => `${code} ${JSON.stringify(text.slice(span.from, span.to))}`),
    ).toEqual(want);
  });

  test('places and fixes inside an escaped string', () => {
    const text = `${kbc}[image]\nimage_security_policy = "{\\"default\\":[{\\"type\\":\\"reject\\"}]}"\n`;
    const after = fixed(text) ?? '';
    expect(after).toContain('\\"transports\\": {}');
    expect(findings(after)).toEqual([]);
  });
});

describe('registries and other image keys', () => {
  const rule = (lines: string): string => `${kbc}[[image.registry_config.registry]]\n${lines}`;
  test.for([
    { text: rule('prefix = "docker.io"\n'), want: [] },
    { text: rule('blocked = true\n'), want: ['config/registry-rule image.registry_config.registry[0]'] },
    { text: rule('prefix = "*.corp"\n'), want: ['config/registry-rule image.registry_config.registry[0]'] },
    {
      text: rule('location = "r"\ninsecure = true\n'),
      want: ['config/registry-http image.registry_config.registry[0]'],
    },
    {
      text: rule('location = "r"\n[[image.registry_config.registry.mirror]]\nlocation = ""\n'),
      want: ['config/registry-rule image.registry_config.registry[0].mirror[0]'],
    },
    {
      text: rule(
        'location = "r"\n[[image.registry_config.registry.mirror]]\nlocation = "m"\nwork_dir = "/x"\n',
      ),
      want: ['config/misplaced-key image.registry_config.registry[0].mirror[0].work_dir'],
    },
    {
      text: `${kbc}[image.registry_config]\nunqualified-search-registries = []\n`,
      want: ['config/search-registries image.registry_config.unqualified-search-registries'],
    },
    {
      text: `${kbc}[image]\nimage_pull_proxy = "http://p"\n`,
      want: ['config/wrong-type image.image_pull_proxy'],
    },
    {
      text: `${kbc}[image]\nextra_root_certificates = "x"\n`,
      want: ['config/wrong-type image.extra_root_certificates'],
    },
    {
      text: `${kbc}[image]\nmax_concurrent_layer_downloads_per_image = 0\n`,
      want: ['config/no-downloads image.max_concurrent_layer_downloads_per_image'],
    },
    { text: `${kbc}[image]\nwork_dir = "/run/kata-containers/image"\n`, want: [] },
    { text: `${kbc}[image]\nwork_dir = "/var/x"\n`, want: ['config/work-directory image.work_dir'] },
    {
      text: `${kbc}[image]\nregistry_config_uri = "kbs:///a/b/c"\n`,
      want: ['config/unknown-key image.registry_config_uri'],
    },
  ])('$want', ({ text, want }) => {
    expect(findings(text).map(({ code, path }) => `${code} ${path}`)).toEqual(want);
  });

  test('a key in the wrong table is moved as it is written', () => {
    expect(
      fixed(
        `${kbc}[[credentials]]\npath = "/run/confidential-containers/cdh/kbs/x"\nresource_uri = "kbs:///a/b/c"\nsocket = 'unix:///run/confidential-containers/cdh.sock' # s\n`,
      ),
    ).toBe(
      `socket = 'unix:///run/confidential-containers/cdh.sock'\n${kbc}[[credentials]]\npath = "/run/confidential-containers/cdh/kbs/x"\nresource_uri = "kbs:///a/b/c"\n`,
    );
    const text = rule(
      'location = "r"\n[[image.registry_config.registry.mirror]]\nlocation = "m"\nextra_root_certificates = []\n',
    );
    expect(findings(fixed(text) ?? '')).toEqual([]);
  });

  test('the login file of peer pods', () => {
    const text = `${kbc}[image]\nauthenticated_registry_credentials_uri = "kbs:///a/b/c"\n`;
    expect(findings(text, { platform: 'peer-pods' }).map(({ code }) => code)).toEqual([
      'config/login-overridden',
    ]);
  });
});
