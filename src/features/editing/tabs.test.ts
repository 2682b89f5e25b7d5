import { outlineOf } from '#core/initdata/outline.ts';
import { expect, test } from 'vitest';
import { editedText, editorTabs, lossyText, shownTab } from './tabs.ts';

const text = 'version = "0.1.0"\nalgorithm = "sha256"\n\n[data]\n"role" = "db"\n"aa.toml" = "x"\n';

test('well-known entries come first, present or not, then further ones, document and manifest', () => {
  expect(editorTabs(outlineOf(text)).map(({ id, missing }) => [id, missing])).toEqual([
    ['entry:policy.rego', true],
    ['entry:aa.toml', false],
    ['entry:cdh.toml', true],
    ['entry:role', false],
    ['initdata', false],
    ['manifest', false],
  ]);
});

test('a document that is not UTF-8 has no entries to edit', () => {
  expect(editorTabs(undefined).map(({ id }) => id)).toEqual(['initdata', 'manifest']);
});

test('an entry that is gone falls back to the document', () => {
  const tabs = editorTabs(outlineOf(text));
  expect(shownTab(tabs, 'entry:role')).toBe('entry:role');
  expect(shownTab(tabs, 'entry:gone')).toBe('initdata');
});

test.for([
  ['entry:role', 'entry'],
  ['entry:cdh.toml', 'missing'],
  ['initdata', 'document'],
  ['manifest', 'manifest'],
] as const)('%s is edited as %s', ([tab, kind]) => {
  expect(editedText(tab, { kind: 'text', text }, outlineOf(text), '').kind).toBe(kind);
});

test('bytes that are not UTF-8 are shown as far as they go', () => {
  const bytes = new Uint8Array([0x61, 0xff, 0x62]);
  expect(editedText('initdata', { kind: 'bytes', bytes }, undefined, '')).toEqual({ kind: 'bytes', bytes });
  expect(lossyText(bytes)).toBe('a\ufffdb');
  expect(lossyText(new Uint8Array([0x63]))).toBe('c');
});
