import { outlineOf } from '#core/initdata/outline.ts';
import { expect, test } from 'vitest';
import { formOf, withField, type FormEdit } from './fields.ts';

const head = 'version = "0.1.0"\nalgorithm = "sha384"\n\n[data]\n';
const aa = `"aa.toml" = '''\n# ours\n[token_configs.kbs]\nurl = "https://old.example.com"\n'''\n`;
const cdh = `\n"cdh.toml" = '''\n[kbc]\nname = "cc_kbc"\nurl = "https://old.example.com"\n'''\n`;

const set = (text: string, edit: Omit<FormEdit, 'label'>) =>
  withField(text, { label: '', ...edit }, outlineOf);
const done = (text: string, edit: Omit<FormEdit, 'label'>) => {
  const result = set(text, edit);
  return 'text' in result ? result.text : result.refused;
};

test('the KBS URL goes into both files and touches nothing else', () => {
  const text = head + aa + cdh;
  expect(done(text, { field: 'kbsUrl', value: 'https://kbs.net' })).toBe(
    text.replaceAll('https://old.example.com', 'https://kbs.net'),
  );
});

test('what is already so changes nothing', () => {
  const text = head + aa + cdh;
  expect(done(text, { field: 'kbsUrl', value: 'https://old.example.com' })).toBe(text);
});

test('missing entries are added for a value and not for its removal', () => {
  expect(done(head, { field: 'kbsUrl', value: undefined })).toBe(head);
  const text = done(head, { field: 'kbsUrl', value: 'https://kbs.net' });
  expect(outlineOf(text).entries.map(({ key }) => key)).toEqual(['aa.toml', 'cdh.toml']);
  expect(formOf(outlineOf(text)).kbsUrl).toEqual({
    aa: 'https://kbs.net',
    cdh: 'https://kbs.net',
    differs: false,
  });
});

test('fields that differ are read as such', () => {
  const text = head + aa + cdh.replace('old', 'other');
  expect(formOf(outlineOf(text)).kbsUrl.differs).toBe(true);
});

test('image options go into cdh.toml alone', () => {
  const text = done(head + aa + cdh, { field: 'httpsProxy', value: 'http://proxy:3128' });
  expect(formOf(outlineOf(text)).httpsProxy).toBe('http://proxy:3128');
  expect(text.startsWith(head + aa)).toBe(true);
});

test('a file that is not TOML is left alone', () => {
  const broken = `${head}"cdh.toml" = '''\n[kbc\n'''\n`;
  expect(set(broken, { field: 'httpsProxy', value: 'x' })).toHaveProperty('refused');
});
