/** Findings as they are typed: list, filter, keys, places, quick fixes, and what an empty list claims. */
import type { Page } from '@playwright/test';
import { expectAccessible } from './support/accessibility.ts';
import { aaToml, documentWith, expectSameBytes } from './support/files.ts';
import {
  codeEditor,
  openDocument,
  openStudio,
  outputs,
  saveDocument,
  selectOutput,
  strip,
  typeAt,
} from './support/studio.ts';
import { expect, test } from './support/test.ts';

const problems = (page: Page) => page.getByRole('list', { name: 'Problems' });

test('broken TOML shows at once, and its annotation can still be copied', async ({ page, sites }) => {
  await openStudio(page, sites['with headers']);
  await typeAt(page, codeEditor(page, 'initdata.toml'), [], 'broken = \n');
  await expect(
    problems(page)
      .getByRole('button', { name: /^Error/ })
      .first(),
  ).toBeVisible();
  await expect(strip(page).getByRole('button', { name: /^[1-9]\d* errors?: show/i })).toBeVisible();
  await selectOutput(page, 'Annotation');
  await expect(outputs(page).getByText(/It can still be copied/)).toBeVisible();
  await expect(outputs(page).getByRole('button', { name: 'Copy annotation value' })).toBeEnabled();
  await expectAccessible(page, 'a broken document');
});

test('arrows move, Enter goes to the place, the filter narrows', async ({ page, sites }) => {
  const broken = documentWith('[token_configs.kbs]\nurl = "https://kbs.example.com"\nurll = 1\nfoo = 2\n');
  await openDocument(page, sites['with headers'], broken);
  const rows = problems(page).getByRole('button', { name: /^(Error|Risk|Note) / });
  await expect(rows.nth(1)).toBeVisible();
  await rows.first().focus();
  await page.keyboard.press('ArrowDown');
  await expect(rows.nth(1)).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await expect(problems(page).getByText('What to do').first()).toBeVisible();
  await expectAccessible(page, 'problems with details');

  const filter = page.getByRole('group', { name: 'Filter problems' });
  await filter.getByRole('searchbox').fill('urll');
  await expect(rows).toHaveCount(1);
  await rows.first().focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('tab', { name: 'aa.toml' })).toHaveAttribute('aria-selected', 'true');
  await expect(codeEditor(page, 'aa.toml')).toBeFocused();
  // The place is selected: what is typed replaces it.
  await page.keyboard.type('mended');
  expect((await saveDocument(page)).toString()).toContain('mended');

  await filter.getByRole('searchbox').fill('no finding has these words');
  await page.getByRole('button', { name: /^Show all \d+$/ }).click();
  await expect(rows.first()).toBeVisible();
});

test('a quick fix changes its lines and is undone in one step', async ({ page, sites }) => {
  const start = documentWith(aaToml).replace('algorithm', '# kept\nalgorithms');
  await openDocument(page, sites['with headers'], start);
  const fix = problems(page)
    .getByRole('listitem')
    .filter({ hasText: 'algorithm' })
    .getByRole('button')
    .last();
  await expect(fix).toBeVisible();
  const title = (await fix.textContent()) ?? '';
  await fix.click();
  await page.getByRole('button', { name: `Undo: ${title}` }).click();
  expectSameBytes(await saveDocument(page), start);
  await page.getByRole('button', { name: `Redo: ${title}` }).click();
  const fixed = (await saveDocument(page)).toString();
  expect(fixed).not.toBe(start);
  expect(fixed).toContain('# kept\n');
  expect(fixed).toContain(aaToml);
});

test('an empty list says what was looked at', async ({ page, sites }) => {
  const bare = 'version = "0.1.0"\nalgorithm = "sha384"\n\n[data]\n"notes.txt" = \'\'\'\nhello\n\'\'\'\n';
  await openDocument(page, sites['with headers'], bare);
  await expect(strip(page).getByRole('button', { name: /^0 errors: show/i })).toBeVisible();
  const left = await problems(page).getByRole('listitem').count();
  if (left > 0)
    await page
      .getByRole('group', { name: 'Filter problems' })
      .getByText(/^Errors 0$/)
      .click();
  await expect(
    page.getByText(/^These checks found nothing|^No problem fits the filter/).first(),
  ).toBeVisible();
  await expectAccessible(page, 'no problems');
});
