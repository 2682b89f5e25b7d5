import { expect, test } from 'vitest';
import { placeInJson } from './json-place.ts';
import { requestAssist } from './request-assist.ts';

test.for([
  ['{|', 'name', []],
  ['{ "a": |', 'value', ['a']],
  ['{ "a": 1, |', 'name', []],
  ['{ "a": { "b|" } }', 'name', ['a']],
  ['{ "a": [ { "b": [1, 2, { |', 'name', ['a', 0, 'b', 2]],
  ['{ "a\\"b": { |', 'name', ['a"b']],
  ['{ "a": "x|y" }', 'value', ['a']],
  ['{ "a": {}, "b": [[], |', 'value', ['b', 1]],
] as const)('%s', ([marked, kind, path]) => {
  const offset = marked.indexOf('|');
  expect(placeInJson(marked.replace('|', ''), offset)).toMatchObject({ kind, path });
});

test('outside of every object there is no place', () => {
  expect(placeInJson(' ', 1)).toBeUndefined();
});

test.for([
  ['CreateSandboxRequest', '{ "sandbox_pidns": tr| }', ['true', 'false'], 'tr'],
  ['CopyFileRequest', '{ "file_type": "Reg|" }', ['"Regular"', '"Symlink"'], '"Reg"'],
  ['CreateContainerRequest', '{ "OCI": { "Hooks": | } }', ['null', '{}'], ''],
  ['CreateContainerRequest', '{ "storages": | }', ['[]'], ''],
] as const)('values of %s %s', async ([entrypoint, marked, labels, replaced]) => {
  const offset = marked.indexOf('|');
  const text = marked.replace('|', '');
  const offered = await requestAssist(entrypoint, 'kata-3.30').completionsAt(text, offset);
  expect(offered.map(({ label }) => label)).toEqual(expect.arrayContaining([...labels]));
  const { from = 0, to = 0 } = offered[0]?.replace ?? {};
  expect(text.slice(from, to)).toBe(replaced);
});

test('fields of a nested message are offered, and told about', async () => {
  const text = '{ "OCI": { "Process": { "Ar" } } }';
  const assist = requestAssist('CreateContainerRequest', 'kata-3.30');
  const offered = await assist.completionsAt(text, text.indexOf('Ar') + 2);
  const found = offered.find(({ label }) => label === 'Args');
  expect(found?.insert).toBe('"Args": ');
  expect(found === undefined ? '' : text.slice(found.replace.from, found.replace.to)).toBe('"Ar"');
  const whole = '{ "container_id": "" }';
  expect((await assist.hoverAt(whole, 5))?.title).toContain('container_id');
});
