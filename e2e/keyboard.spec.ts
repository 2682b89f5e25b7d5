/** A whole piece of work without a mouse. */
import type { Page } from '@playwright/test';
import { expectAccessible } from './support/accessibility.ts';
import { hexDigest, savedBy } from './support/files.ts';
import { codeEditor, expectSettled, openStudio, outputs, strip, stripDigest } from './support/studio.ts';
import { expect, test } from './support/test.ts';

async function command(page: Page, words: string): Promise<void> {
  await page.keyboard.press('ControlOrMeta+k');
  await expect(page.getByRole('combobox', { name: 'Search commands' })).toBeFocused();
  await page.keyboard.type(words);
  await page.keyboard.press('Enter');
}

/** F6 until a pane has the focus. */
async function goToPane(page: Page, pane: string): Promise<void> {
  await expect(async () => {
    await page.keyboard.press('F6');
    await expect(page.locator(`[data-pane="${pane}"]:focus-within`)).toBeVisible({ timeout: 200 });
  }).toPass();
}

test('from a starter to the saved document, by keyboard alone', async ({ page, sites }) => {
  await openStudio(page, sites['with headers']);
  await command(page, 'starters');
  const starters = page.getByRole('dialog', { name: 'Starters' });
  await expect(starters).toBeVisible();
  await starters.getByRole('button', { name: /^Intel TDX(?! with)/ }).focus();
  await page.keyboard.press('ArrowDown');
  await expect(starters.getByRole('button', { name: /^AMD SEV-SNP(?! with)/ })).toBeFocused();
  await starters.getByRole('article').getByRole('button', { name: 'Open' }).press('Enter');
  await expect(starters).toBeHidden();

  await command(page, 'edit aa.toml');
  await expect(page.getByRole('tab', { name: /^aa\.toml/, selected: true })).toBeVisible();
  await goToPane(page, 'header');
  await goToPane(page, 'editor');
  const box = codeEditor(page, 'aa.toml');
  await expect(box).toBeVisible();
  // From the tab into its editor.
  await expect(async () => {
    await page.keyboard.press('Tab');
    await expect(box).toBeFocused({ timeout: 200 });
  }).toPass();
  await page.keyboard.press('ControlOrMeta+Home');
  await page.keyboard.type('# by keyboard\n');
  await page.keyboard.press('Tab');
  await expect(box).toBeFocused();
  await page.keyboard.press('ControlOrMeta+z');
  await page.keyboard.press('Control+m');
  await page.keyboard.press('Tab');
  await expect(box).not.toBeFocused();

  await goToPane(page, 'outputs');
  await page.keyboard.press('ArrowRight');
  await expect(outputs(page).getByRole('tab', { name: 'Annotation' })).toBeFocused();
  await expect(outputs(page).getByRole('tab', { name: 'Annotation' })).toHaveAttribute(
    'aria-selected',
    'true',
  );
  await expectSettled(page);
  const document = await savedBy(page, () => page.keyboard.press('ControlOrMeta+s'));
  expect(document.toString()).toContain('# by keyboard\n');
  expect(await stripDigest(page)).toBe(hexDigest('sha256', document));
});

test('menus, popovers and dialogs give the focus back', async ({ page, sites }) => {
  await openStudio(page, sites['with headers']);
  const open = page.getByRole('banner').getByRole('button', { name: 'Open', exact: true });
  await open.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menuitem', { name: 'Open files…' })).toBeFocused();
  await page.keyboard.press('End');
  await expect(page.getByRole('menuitem', { name: 'Starters…' })).toBeFocused();
  await expectAccessible(page, 'the open menu');
  await page.keyboard.press('Escape');
  await expect(open).toBeFocused();

  const save = page.getByRole('banner').getByRole('button', { name: 'Save', exact: true });
  await save.press('Enter');
  await expect(page.getByRole('dialog', { name: 'Save' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(save).toBeFocused();

  const requests = strip(page).getByRole('button', { name: '0 requests' });
  await requests.press('Enter');
  await expect(page.getByRole('dialog', { name: 'Privacy, and its proof' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(requests).toBeFocused();
});
