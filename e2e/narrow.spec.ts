/** A telephone: one column, plain text areas, and every flow within reach of a thumb. */
import type { Page } from '@playwright/test';
import { expectAccessible } from './support/accessibility.ts';
import { aaToml, documentWith, expectSameBytes, hexDigest } from './support/files.ts';
import { editor, openDocument, outputs, saveDocument, selectFile, stripDigest } from './support/studio.ts';
import { expect, test } from './support/test.ts';

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

const section = (page: Page, name: 'Edit' | 'Problems' | 'Form' | 'Outputs') =>
  page.getByRole('navigation', { name: 'Sections' }).getByRole('button', { name });

async function expectNoSideways(page: Page): Promise<void> {
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
    page.viewportSize()?.width ?? 0,
  );
}

test('write, look at findings, and take everything away', async ({ page, sites }) => {
  const start = `\ufeff${documentWith(`${aaToml}urll = 1\n`).replaceAll('\n', '\r\n')}`;
  await openDocument(page, sites['with headers'], start);
  await selectFile(page, 'aa.toml');
  const area = editor(page, 'aa.toml');
  await expect(area).toHaveValue(`${aaToml}urll = 1\n`);
  await area.tap();
  await page.keyboard.press('ControlOrMeta+Home');
  await page.keyboard.type('#');
  const document = await saveDocument(page);
  expectSameBytes(document, start.replace('[token_configs]', '#[token_configs]'));
  await expect.poll(() => stripDigest(page)).toBe(hexDigest('sha384', document));
  await expectAccessible(page, 'the editor of a narrow page');

  await section(page, 'Problems').tap();
  const finding = page.getByRole('list', { name: 'Problems' }).getByRole('button', { name: /urll/ }).first();
  await expectAccessible(page, 'the problems of a narrow page');
  await finding.tap();
  await expect(area).toBeFocused();
  expect(
    await area.evaluate((field: HTMLTextAreaElement) => field.value.slice(field.selectionStart)),
  ).toMatch(/^urll/);

  await section(page, 'Outputs').tap();
  for (const tab of ['Digest', 'Annotation', 'Pod']) {
    await outputs(page).getByRole('tab', { name: tab }).tap();
    await expectNoSideways(page);
  }
  await outputs(page).getByRole('button', { name: 'Start from a starter manifest' }).tap();
  await expect(outputs(page).getByRole('figure', { name: 'Manifest with the annotation' })).toBeVisible();
  await expectAccessible(page, 'the outputs of a narrow page');

  await section(page, 'Form').tap();
  await expect(page.getByRole('textbox', { name: /KBS/ }).first()).toBeVisible();
  await expectAccessible(page, 'the form of a narrow page');
  await expectNoSideways(page);
});

test('nothing scrolls sideways at 320 pixels', async ({ page, sites }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await openDocument(page, sites['with headers'], documentWith(`${aaToml}urll = 1\n`));
  for (const name of ['Edit', 'Problems', 'Form', 'Outputs'] as const) {
    await section(page, name).tap();
    await expectNoSideways(page);
  }
  for (const dialog of ['Documents and storage…', 'New from a starter…']) {
    await page.getByRole('button', { name: /^Document: / }).tap();
    await page.getByRole('menuitem', { name: dialog }).tap();
    await expect(page.getByRole('dialog').first()).toBeVisible();
    await expectNoSideways(page);
    await page.keyboard.press('Escape');
  }
  await expectAccessible(page, 'a page of 320 pixels');
});
