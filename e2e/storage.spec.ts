/** Nothing is lost and nothing is kept against one's will: autosave, named documents, private sessions, other tabs. */
import type { Page } from '@playwright/test';
import { expectAccessible } from './support/accessibility.ts';
import { aaToml, documentWith, expectSameBytes } from './support/files.ts';
import { codeEditor, dropFiles, openStudio, saveDocument, strip, typeAt } from './support/studio.ts';
import { expect, test } from './support/test.ts';

const state = (page: Page, word: string) => strip(page).getByRole('button', { name: word, exact: true });
const named = (page: Page, name: string) => page.getByRole('button', { name: `Document: ${name}` });

async function write(page: Page, text: string): Promise<void> {
  await typeAt(page, codeEditor(page, 'initdata.toml'), [], text);
}

async function showDocuments(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Document: / }).click();
  await page.getByRole('menuitem', { name: 'Documents and storage…' }).click();
  await expect(page.getByRole('dialog', { name: 'Documents' })).toBeVisible();
}

/** Names and entries of everything that this site keeps in the browser. */
function kept(page: Page): Promise<readonly string[]> {
  return page.evaluate(async () => [
    ...(await indexedDB.databases()).map(({ name }) => `database ${name ?? ''}`),
    ...Object.keys(localStorage).map((key) => `local ${key}`),
    ...Object.keys(sessionStorage).map((key) => `session ${key}`),
    ...(document.cookie === '' ? [] : ['cookie']),
  ]);
}

test('what is written is there after a reload, under its name', async ({ page, sites }) => {
  await openStudio(page, sites['with headers']);
  await dropFiles(page, [
    { name: 'shop.toml', content: `\ufeff${documentWith(aaToml).replaceAll('\n', '\r\n')}` },
  ]);
  await expect(named(page, 'shop')).toBeVisible();
  await write(page, '# kept ');
  await expect(state(page, 'Saved')).toBeVisible();
  const before = await saveDocument(page);
  await page.reload();
  await expect(named(page, 'shop')).toBeVisible();
  expectSameBytes(await saveDocument(page), before);
});

test('several documents are named, opened, deleted and brought back', async ({ page, sites }) => {
  await openStudio(page, sites['with headers']);
  for (const name of ['one', 'two']) {
    await dropFiles(page, [{ name: `${name}.toml`, content: documentWith(`# ${name}\n`) }]);
    await expect(named(page, name)).toBeVisible();
    await write(page, '# touched\n');
    await expect(state(page, 'Saved')).toBeVisible();
  }
  await showDocuments(page);
  const dialog = page.getByRole('dialog', { name: 'Documents' });
  const list = dialog.getByRole('list', { name: 'Stored documents' });
  await expect(list.getByRole('listitem')).toHaveCount(2);
  await expectAccessible(page, 'the documents');
  await dialog.getByRole('textbox', { name: 'Name of the document on screen' }).fill('second');
  await expect(list.getByRole('button', { name: /^second/ })).toBeVisible();

  await dialog.getByRole('button', { name: 'Forget everything' }).click();
  await expect(list).toHaveCount(0);
  await expectAccessible(page, 'everything forgotten');
  await dialog.getByRole('button', { name: 'Undo' }).click();
  await expect(list.getByRole('listitem')).toHaveCount(2);
  await list.getByRole('button', { name: /^one/ }).click();
  await expect(named(page, 'one')).toBeVisible();
  expectSameBytes(await saveDocument(page), `# touched\n${documentWith('# one\n')}`);
});

test('a private session writes nothing at all', async ({ page, sites }) => {
  await openStudio(page, `${sites['with headers']}#private`);
  await expect(state(page, 'Private')).toBeVisible();
  await write(page, '# secret\n');
  await page.getByRole('combobox', { name: 'Platform' }).selectOption('snp');
  await page.getByRole('button', { name: 'Theme' }).click();
  await page.getByRole('menuitemradio', { name: 'Dark' }).click();
  await dropFiles(page, [{ name: 'shop.toml', content: documentWith(aaToml) }]);
  await expect(named(page, 'shop')).toBeVisible();
  // The text before is stored nowhere, so opening another one can be undone.
  await page.getByRole('button', { name: 'Undo: Open shop' }).click();
  expect((await saveDocument(page)).toString()).toMatch(/^# secret\n/);
  await expectAccessible(page, 'a private session');
  expect(await kept(page)).toEqual([]);
});

test('forgetting by hand leaves no document behind', async ({ page, sites }) => {
  await openStudio(page, sites['with headers']);
  await write(page, '# touched\n');
  await expect(state(page, 'Saved')).toBeVisible();
  await showDocuments(page);
  await page.getByRole('button', { name: 'Forget everything' }).click();
  await expect(page.getByText('Every document was deleted from this browser')).toBeVisible();
  await page.reload();
  await expect(state(page, 'Unsaved')).toBeVisible();
  expect((await saveDocument(page)).toString()).not.toContain('# touched');
});

for (const [name, error, words] of [
  ['full', 'QuotaExceededError', /storage of this browser is full/],
  ['blocked', 'SecurityError', /refuses to store anything/],
] as const) {
  test(`storage that is ${name} is shown, and the text stays`, async ({ page, sites }) => {
    await page.addInitScript((refusal) => {
      const refuse = () => {
        throw new DOMException('refused by this test', refusal);
      };
      if (refusal === 'SecurityError') IDBFactory.prototype.open = refuse;
      else IDBObjectStore.prototype.put = refuse;
      Storage.prototype.setItem = refuse;
    }, error);
    await openStudio(page, sites['with headers']);
    await write(page, '# still here\n');
    await state(page, 'Not saved').click();
    await expect(page.getByText(words)).toBeVisible();
    await expectAccessible(page, `storage that is ${name}`);
    await page.keyboard.press('Escape');
    expect((await saveDocument(page)).toString()).toContain('# still here');
  });
}

test('a second tab says so, and takes over or goes on in a copy', async ({ page, context, sites }) => {
  await openStudio(page, sites['with headers']);
  await write(page, '# first tab\n');
  await expect(state(page, 'Saved')).toBeVisible();

  const other = await context.newPage();
  await openStudio(other, sites['with headers']);
  await state(other, 'In another tab').click();
  await expect(other.getByText(/Another tab has this document open and saves it/)).toBeVisible();
  await expectAccessible(other, 'a document of another tab');
  await other.getByRole('button', { name: 'Save here from now on' }).click();
  await expect(state(page, 'In another tab')).toBeVisible();
  await other.keyboard.press('Escape');
  await write(other, '# second tab\n');
  await expect(state(other, 'Saved')).toBeVisible();

  await page.bringToFront();
  await write(page, '# goes on\n');
  await state(page, 'In another tab').click();
  await page.getByRole('button', { name: 'Continue in a copy' }).click();
  await expect(named(page, 'Untitled (copy)')).toBeVisible();
  await expect(state(page, 'Saved')).toBeVisible();
  expect((await saveDocument(page)).toString()).toMatch(/^# goes on\n# first tab\n/);
  await other.bringToFront();
  await other.reload();
  await showDocuments(other);
  await expect(other.getByRole('list', { name: 'Stored documents' }).getByRole('listitem')).toHaveCount(2);
});
