/** What the code editor offers while a person types: keys and values that fit, what they mean, and mending. */
import type { Page } from '@playwright/test';
import { expectAccessible } from './support/accessibility.ts';
import { aaToml, documentWith } from './support/files.ts';
import { codeEditor, openDocument, saveDocument, selectFile, shownLines, typeAt } from './support/studio.ts';
import { expect, test } from './support/test.ts';

function problems(page: Page) {
  return page.getByRole('list', { name: 'Problems' });
}

function suggestions(page: Page) {
  return page.getByRole('listbox', { name: 'Suggest' });
}

test('keys and values are completed, explained under the cursor, and mended by keyboard', async ({
  page,
  sites,
}) => {
  const start = documentWith(aaToml);
  await openDocument(page, sites['with headers'], start);

  // A key of the table that the cursor is in, with what it is for.
  await selectFile(page, 'aa.toml');
  await typeAt(page, codeEditor(page, 'aa.toml'), ['ArrowDown', 'End', 'Enter'], 'ce');
  await expect(suggestions(page).getByRole('option', { name: /^cert/ })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(shownLines(page)).toContainText('cert');
  const completed = (await saveDocument(page)).toString();
  expect(completed).toMatch(/\[token_configs\.kbs\]\ncert = .*\nurl = /s);

  // A value of the document, while it is typed.
  await selectFile(page, 'initdata.toml');
  await typeAt(page, codeEditor(page, 'initdata.toml'), ['ArrowDown', 'Shift+End'], 'algorithm = "sha5');
  await expect(suggestions(page).getByRole('option', { name: /^sha512/ })).toBeVisible();
  await expectAccessible(page, 'suggestions');
  await page.keyboard.press('Enter');
  expect((await saveDocument(page)).toString()).toContain('\nalgorithm = "sha512"\n');

  // What a key means, under the pointer.
  await shownLines(page).getByText('version', { exact: true }).hover();
  await expect(page.getByRole('tooltip').filter({ hasText: '0.1.0' })).toBeVisible();

  // A finding says in place what is wrong, and is mended there.
  await typeAt(page, codeEditor(page, 'initdata.toml'), ['ArrowDown', 'Shift+End'], 'algorithm = "sha385"');
  await expect(
    problems(page)
      .getByText(/sha385/)
      .first(),
  ).toBeVisible();
  await codeEditor(page, 'initdata.toml').focus();
  await page.keyboard.press('ControlOrMeta+.');
  await expect(page.getByRole('option', { name: 'Set algorithm to sha384' })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(shownLines(page)).not.toContainText('sha385');
});
