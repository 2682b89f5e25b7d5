/** What a person finds who has saved nothing yet, and that it makes room for the first thing done. */
import { expectAccessible } from './support/accessibility.ts';
import { codeEditor, openStudio } from './support/studio.ts';
import { expect, test } from './support/test.ts';

test('ways to begin stand below an empty document until the first change', async ({ page, sites }) => {
  await openStudio(page, sites['with headers']);
  const welcome = page.getByRole('region', { name: 'How to begin' });
  await expect(welcome).toBeVisible();
  await expect(codeEditor(page, 'initdata.toml')).toBeVisible();
  await expectAccessible(page, 'an empty document');

  await welcome.getByRole('button', { name: /^Start from a starter/ }).click();
  await page.getByRole('dialog', { name: 'Starters' }).press('Escape');
  await expect(welcome).toBeVisible();

  await welcome.getByRole('button', { name: /^Fill in the quick form/ }).click();
  await expect(page.getByRole('tab', { name: 'Quick form' })).toBeFocused();
  await expect(page.getByRole('combobox', { name: 'Platform' }).last()).toBeVisible();

  await welcome.getByRole('button', { name: 'aa.toml', exact: true }).click();
  await expect(codeEditor(page, 'aa.toml')).toBeVisible();
  await page.getByRole('tab', { name: /^initdata\.toml/ }).click();
  await expect(codeEditor(page, 'initdata.toml')).toBeVisible();
  await expect(welcome).toBeHidden();
});
