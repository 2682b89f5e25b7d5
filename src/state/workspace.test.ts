import { beforeEach, describe, expect, test } from 'vitest';
import { replaceSpan } from '#core/text/edit.ts';
import {
  applyFix,
  changeDocument,
  changeEntryContent,
  documentText,
  editDocument,
  editEntryContent,
  openDocument,
  redo,
  replaceManifest,
  undo,
  workspace,
} from './workspace.ts';

const text =
  'version = "0.1.0"\r\nalgorithm = "sha256"\r\n\r\n[data]\r\n"aa.toml" = \'\'\'\r\nurl = "a"\n\'\'\'\r\n';
const entry = 'url = "a"\n';

beforeEach(() => {
  openDocument({ name: 'test', document: { kind: 'text', text } });
});

const label = (change: string) =>
  changeDocument(change, { value: [replaceSpan({ from: 0, to: 0 }, `# ${change}\n`)], diagnostics: [] });

describe('undo', () => {
  test('takes a named change back in one step, and redo brings it again', () => {
    label('one');
    expect(undo()?.label).toBe('one');
    expect(documentText()).toBe(text);
    redo();
    expect(documentText()).toBe(`# one\n${text}`);
  });

  test('first takes back what was typed after the change', () => {
    label('one');
    editDocument([replaceSpan({ from: 0, to: 0 }, 'typed ')]);
    undo();
    expect(documentText()).toBe(`# one\n${text}`);
    undo();
    expect(documentText()).toBe(text);
    redo();
    redo();
    expect(documentText()).toBe(`typed # one\n${text}`);
  });

  test('loses nothing that was typed between undo and redo', () => {
    label('one');
    undo();
    editDocument([replaceSpan({ from: 0, to: 0 }, 'typed ')]);
    redo();
    expect(documentText()).toBe(`# one\n${text}`);
    undo();
    expect(documentText()).toBe(`typed ${text}`);
  });

  test('does nothing where there is nothing', () => {
    expect(undo()).toBeUndefined();
    expect(redo()).toBeUndefined();
  });

  test('restores the manifest too', () => {
    replaceManifest('new', 'kind: Pod\n');
    undo();
    expect(workspace.getState().manifest).toBe('');
  });
});

describe('an edit in an entry', () => {
  test('reaches the document and leaves its other bytes', () => {
    expect(editEntryContent('aa.toml', [replaceSpan({ from: 7, to: 8 }, 'b')])).toEqual([]);
    expect(documentText()).toBe(text.replace('"a"', '"b"'));
  });

  test('that no TOML can hold is refused with the reason, and nothing changes', () => {
    expect(editEntryContent('aa.toml', [replaceSpan({ from: 7, to: 8 }, '\ud800')])).not.toEqual([]);
    expect(documentText()).toBe(text);
  });

  test('as a whole new content changes only what differs', () => {
    changeEntryContent('form', 'aa.toml', entry.replace('a"', 'abc"'));
    expect(documentText()).toBe(text.replace('"a"', '"abc"'));
    expect(undo()?.label).toBe('form');
  });
});

test('a fix is applied to the text that it belongs to', () => {
  const edits = [replaceSpan({ from: 7, to: 8 }, 'z')];
  applyFix({ title: 'Mend', source: 'entry:aa.toml', edits });
  expect(documentText()).toContain('url = "z"');
  expect(workspace.getState().undoable.at(-1)?.label).toBe('Mend');
});

test('bytes that are not UTF-8 cannot be edited', () => {
  openDocument({ name: 'bytes', document: { kind: 'bytes', bytes: Uint8Array.of(0xff) } });
  editDocument([replaceSpan({ from: 0, to: 0 }, 'x')]);
  expect(workspace.getState().document).toEqual({ kind: 'bytes', bytes: Uint8Array.of(0xff) });
});
