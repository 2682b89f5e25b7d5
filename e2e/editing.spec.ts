/** The editors are views of one text: they stay in step, undo sanely, and change no byte that nobody touched. */
import type { Page } from '@playwright/test';
import { expectAccessible } from './support/accessibility.ts';
import { aaToml, documentWith, expectSameBytes } from './support/files.ts';
import {
  codeEditor,
  editor,
  openDocument,
  saveDocument,
  selectFile,
  shownLines,
  typeAt,
} from './support/studio.ts';
import { expect, test } from './support/test.ts';

async function usePlainEditor(page: Page): Promise<void> {
  await page.keyboard.press('ControlOrMeta+k');
  await page.getByRole('combobox', { name: 'Search commands' }).fill('plain text areas');
  await page.keyboard.press('Enter');
  // The command runs once the palette is closed; a text area focused before that would be replaced under the cursor.
  await expect(page.locator('[data-stage]')).toHaveCount(0);
}

test('edits of an entry appear in the document and back, each with its own undo and cursor', async ({
  page,
  sites,
}) => {
  const start = documentWith(aaToml);
  await openDocument(page, sites['with headers'], start);
  await selectFile(page, 'aa.toml');
  await typeAt(page, codeEditor(page, 'aa.toml'), ['End'], ' # one');
  await selectFile(page, 'initdata.toml');
  await expect(shownLines(page)).toContainText('#\u00a0one');
  await typeAt(page, codeEditor(page, 'initdata.toml'), ['End'], ' # two');

  await selectFile(page, 'aa.toml');
  await codeEditor(page, 'aa.toml').focus();
  // The cursor is where it was left.
  await page.keyboard.type('!');
  await expect(shownLines(page)).toContainText('#\u00a0one!');
  const both = start.replace('"0.1.0"', '"0.1.0" # two').replace('[token_configs]', '[token_configs] # one!');
  expectSameBytes(await saveDocument(page), both);

  await codeEditor(page, 'aa.toml').focus();
  await expect(async () => {
    await page.keyboard.press('ControlOrMeta+z');
    await expect(shownLines(page)).not.toContainText('#', { timeout: 500 });
  }).toPass();
  const second = start.replace('"0.1.0"', '"0.1.0" # two');
  expectSameBytes(await saveDocument(page), second);
  await selectFile(page, 'initdata.toml');
  await codeEditor(page, 'initdata.toml').focus();
  await page.keyboard.type('?');
  expectSameBytes(await saveDocument(page), start.replace('"0.1.0"', '"0.1.0" # two?'));
  await expectAccessible(page, 'the document in the code editor');
});

function firstDifference(a: string, b: string): number {
  let at = 0;
  while (at < b.length && a[at] === b[at]) at++;
  return at;
}

const shapes = [
  { name: 'a byte order mark', text: `\ufeff${documentWith(aaToml)}` },
  { name: 'CRLF', text: documentWith(aaToml).replaceAll('\n', '\r\n') },
  {
    name: 'mixed line ends, a lone CR and no final newline',
    text: `# a\rb\n${documentWith(aaToml).replace('\n', '\r\n').trimEnd()}`,
  },
  { name: 'unusual line separators', text: `# a\u2028b\u2029c\u0085d\n${documentWith(aaToml)}` },
] as const;

for (const kind of ['the code editor', 'a plain text area'] as const) {
  for (const { name, text } of shapes) {
    test(`one letter in a document with ${name} leaves all other bytes, in ${kind}`, async ({
      page,
      sites,
    }) => {
      await openDocument(page, sites['with headers'], text);
      expectSameBytes(await saveDocument(page), text);
      if (kind === 'a plain text area') await usePlainEditor(page);
      const box =
        kind === 'the code editor' ? codeEditor(page, 'initdata.toml') : editor(page, 'initdata.toml');
      await expect(box).toBeVisible();
      await box.focus();
      await page.keyboard.press('ControlOrMeta+End');
      for (const key of ['ArrowUp', 'ArrowUp', 'Home', 'ArrowRight']) await page.keyboard.press(key);
      await page.keyboard.type('x');
      const saved = (await saveDocument(page)).toString();
      const at = firstDifference(saved, text);
      expect(saved.length, 'one letter was typed').toBe(text.length + 1);
      expect(saved.charAt(at)).toBe('x');
      expectSameBytes(Buffer.from(saved.slice(0, at) + saved.slice(at + 1)), text);
      expect(
        saved.split(/\r\n|\r|\n/).some((line) => /^ux?rl|^.x/.test(line)),
        'in a line near the end',
      ).toBe(true);
    });
  }
}

test('a plain text area undoes to the very bytes', async ({ page, sites }) => {
  const start = `\ufeff${documentWith(aaToml).replaceAll('\n', '\r\n')}`;
  await openDocument(page, sites['with headers'], start);
  await usePlainEditor(page);
  const area = editor(page, 'initdata.toml');
  await typeAt(page, area, ['ArrowDown', 'Enter'], 'typed');
  expect((await saveDocument(page)).toString()).toContain('"0.1.0"\r\n\r\ntyped');
  await area.focus();
  await expect(async () => {
    await page.keyboard.press('ControlOrMeta+z');
    await expect(area).toHaveValue(documentWith(aaToml), { timeout: 200 });
  }).toPass();
  expectSameBytes(await saveDocument(page), start);
  await expectAccessible(page, 'the document in a text area');
});

test('the quick form writes both files, and each is one undo step', async ({ page, sites }) => {
  const start = documentWith(`# mine\n${aaToml}`);
  await openDocument(page, sites['with headers'], start);
  await page.getByRole('tab', { name: 'Quick form' }).click();
  const url = page.getByRole('textbox', { name: 'KBS URL' });
  await expect(url).toHaveValue('https://kbs.example.com:8080');
  await url.fill('https://other.example.com');
  await page.keyboard.press('Enter');
  const undo = page.getByRole('button', { name: /^Undo: / });
  await expect(undo).toBeEnabled();
  const changed = (await saveDocument(page)).toString();
  expect(changed).toContain(`# mine\n${aaToml.replace('kbs.example.com:8080', 'other.example.com')}`);
  expect(changed).toMatch(/"cdh\.toml"[^]*https:\/\/other\.example\.com/);
  await expectAccessible(page, 'the quick form');
  await undo.click();
  expectSameBytes(await saveDocument(page), start);
});

test('entries are added, renamed, moved, removed and brought back', async ({ page, sites }) => {
  const start = documentWith(aaToml);
  await openDocument(page, sites['with headers'], start);
  const files = page.getByRole('navigation', { name: 'Files' });
  await files.getByRole('button', { name: 'Add entry' }).click();
  await page.getByRole('menuitem', { name: 'cdh.toml' }).click();
  await expect(codeEditor(page, 'cdh.toml')).toBeVisible();

  await files.getByRole('button', { name: /^cdh\.toml/ }).press('F2');
  await page.getByRole('textbox', { name: 'New name of cdh.toml' }).fill('notes.txt');
  await page.keyboard.press('Enter');
  await files.getByRole('button', { name: /^notes\.txt/ }).press('Alt+ArrowUp');
  const moved = (await saveDocument(page)).toString();
  expect(moved.indexOf('"notes.txt"')).toBeGreaterThan(0);
  expect(moved.indexOf('"notes.txt"')).toBeLessThan(moved.indexOf('"aa.toml"'));

  await files.getByRole('button', { name: /^notes\.txt/ }).press('Delete');
  await expect(files.getByText('Removed notes.txt')).toBeVisible();
  expectSameBytes(await saveDocument(page), start);
  await expectAccessible(page, 'an entry that was removed');
  await files.getByRole('button', { name: 'Undo', exact: true }).click();
  expectSameBytes(await saveDocument(page), moved);
});
