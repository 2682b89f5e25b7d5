import { describe, expect, test } from 'vitest';
import { applyEdits } from '#core/text/edit.ts';
import { readForm, setFormValue, type FormField } from './form.ts';
import type { ConfigFile } from './schema/schema.ts';
import type { TomlWritable } from './set-value.ts';

function set(
  content: string,
  file: ConfigFile,
  field: FormField,
  value: TomlWritable | undefined,
): string | undefined {
  const edits = setFormValue(content, file, field, value);
  return edits === undefined ? undefined : applyEdits(content, edits);
}

const url = 'https://kbs.corp.internal:8080';

test('an empty form', () => {
  expect(readForm(undefined, undefined)).toEqual({
    kbsUrl: { differs: false },
    kbsCertificate: { differs: false },
    readable: { aa: true, cdh: true },
  });
});

test('reads what is there', () => {
  const cdh = `[kbc]\nurl = "${url}/"\n[image]\nimage_security_policy_uri = "kbs:///a/b/c"\nextra_root_certificates = ["x"]\nmax_concurrent_layer_downloads_per_image = "4"\n[image.image_pull_proxy]\nhttps_proxy = "http://p"\nno_proxy = ".svc"\n`;
  expect(readForm(`[token_configs.kbs]\nurl = "${url}"\ncert = "c"\n`, cdh)).toEqual({
    kbsUrl: { aa: url, cdh: `${url}/`, differs: false },
    kbsCertificate: { aa: 'c', differs: false },
    imageSecurityPolicyUri: 'kbs:///a/b/c',
    extraRootCertificates: ['x'],
    maxConcurrentDownloads: 4,
    httpsProxy: 'http://p',
    noProxy: '.svc',
    readable: { aa: true, cdh: true },
  });
  expect(
    readForm(`[token_configs.kbs]\nurl = "https://a"\n`, '[kbc]\nurl = "https://b"\n').kbsUrl.differs,
  ).toBe(true);
  expect(readForm('[', undefined).readable).toEqual({ aa: false, cdh: true });
});

describe('writes only its own lines', () => {
  test.for([
    {
      name: 'a first URL in aa.toml',
      content: '',
      file: 'aa.toml',
      field: 'kbsUrl',
      value: url,
      want: `[token_configs.kbs]\nurl = "${url}"\n`,
    },
    {
      name: 'a first URL in cdh.toml',
      content: '',
      file: 'cdh.toml',
      field: 'kbsUrl',
      value: url,
      want: `[kbc]\nurl = "${url}"\nname = "cc_kbc"\n`,
    },
    {
      name: 'another URL',
      content: `# c\n[kbc] # k\nname = "cc_kbc"\nurl = 'http://x' # old\n`,
      file: 'cdh.toml',
      field: 'kbsUrl',
      value: url,
      want: `# c\n[kbc] # k\nname = "cc_kbc"\nurl = "${url}" # old\n`,
    },
    {
      name: 'a URL under a quoted path',
      content: `"kbc.name" = "cc_kbc"\n"kbc.url" = "x"\n`,
      file: 'cdh.toml',
      field: 'kbsUrl',
      value: url,
      want: `"kbc.name" = "cc_kbc"\n"kbc.url" = "${url}"\n`,
    },
    {
      name: 'an image key above the sub-tables',
      content: '[kbc]\nname = "n"\n\n[image]\n[image.image_pull_proxy]\nhttps_proxy = "p"\n',
      file: 'cdh.toml',
      field: 'imageSecurityPolicyUri',
      value: 'kbs:///a/b/c',
      want: '[kbc]\nname = "n"\n\n[image]\nimage_security_policy_uri = "kbs:///a/b/c"\n[image.image_pull_proxy]\nhttps_proxy = "p"\n',
    },
    {
      name: 'a certificate in a file with CRLF',
      content: '[kbc]\r\nname = "n"\r\n',
      file: 'cdh.toml',
      field: 'kbsCertificate',
      value: 'A\nB\n',
      want: '[kbc]\r\nname = "n"\r\nkbs_cert = """\r\nA\r\nB\r\n"""\r\n',
    },
    {
      name: 'a number',
      content: '[image]\nwork_dir = "x"\n',
      file: 'cdh.toml',
      field: 'maxConcurrentDownloads',
      value: 5,
      want: '[image]\nwork_dir = "x"\nmax_concurrent_layer_downloads_per_image = 5\n',
    },
    {
      name: 'removes a key',
      content: '[image]\nwork_dir = "x"\nimage_security_policy_uri = "u" # c\n',
      file: 'cdh.toml',
      field: 'imageSecurityPolicyUri',
      value: undefined,
      want: '[image]\nwork_dir = "x"\n',
    },
    {
      name: 'removes the URL with its empty header',
      content: '[log]\nlevel = "info"\n\n[token_configs.kbs]\nurl = "x"\n',
      file: 'aa.toml',
      field: 'kbsUrl',
      value: undefined,
      want: '[log]\nlevel = "info"\n\n',
    },
    {
      name: 'keeps a header that has more',
      content: '[token_configs.kbs]\nurl = "x"\ncert = "c"\n',
      file: 'aa.toml',
      field: 'kbsUrl',
      value: undefined,
      want: '[token_configs.kbs]\ncert = "c"\n',
    },
    {
      name: 'nothing to remove',
      content: '[log]\n',
      file: 'aa.toml',
      field: 'kbsUrl',
      value: undefined,
      want: '[log]\n',
    },
    { name: 'not TOML', content: '[', file: 'aa.toml', field: 'kbsUrl', value: url, want: undefined },
    {
      name: 'not a field of the file',
      content: '',
      file: 'aa.toml',
      field: 'noProxy',
      value: 'x',
      want: undefined,
    },
    {
      name: 'a list in the way',
      content: 'kbc = ["cc_kbc"]\n',
      file: 'cdh.toml',
      field: 'kbsUrl',
      value: url,
      want: undefined,
    },
  ] as const)('$name', ({ content, file, field, value, want }) => {
    expect(set(content, file, field, value)).toBe(want);
  });
});

test('what was written is read back', () => {
  const aa = set('', 'aa.toml', 'kbsUrl', url) ?? '';
  const cdh =
    set(set('', 'cdh.toml', 'kbsUrl', url) ?? '', 'cdh.toml', 'extraRootCertificates', ['A\nB\n', 'C\n']) ??
    '';
  const form = readForm(aa, cdh);
  expect(form.kbsUrl).toEqual({ aa: url, cdh: url, differs: false });
  expect(form.extraRootCertificates).toEqual(['A\nB\n', 'C\n']);
});
