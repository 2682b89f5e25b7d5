/** What leaves a review: the comparison, the report, a link; and what comes back from a link. */
import type { Page } from '@playwright/test';
import { expectAccessible } from './support/accessibility.ts';
import { aaToml, annotationBy, documentWith, hexDigest, podWith, savedBy } from './support/files.ts';
import { answer, expectReviewed, headline, openReview, review } from './support/review.ts';
import { openStudio, saveDocument } from './support/studio.ts';
import { expect, test } from './support/test.ts';

const policy = 'package agent_policy\n\ndefault ExecProcessRequest := false\n';
const document = `${documentWith(aaToml)}"policy.rego" = '''\n${policy}'''\n`;
const looser = document.replace('8080', '9090').replace(':= false', ':= true').replace('[data]', '[data] ');

/** Pastes into a field as the keyboard does, and waits for nothing. */
async function pasteInto(page: Page, name: string | RegExp, text: string): Promise<void> {
  await page.getByRole('textbox', { name }).evaluate((field, given) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', given);
    field.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, text);
}

test('two documents: by meaning with the request that shows it, then as text', async ({ page, sites }) => {
  await openReview(page, sites['with headers']);
  await review(page, podWith(annotationBy(document)));
  await page.getByRole('button', { name: 'Compare…' }).click();
  await expectAccessible(page, 'the place for another one');
  await pasteInto(page, /^Paste the other one/, annotationBy(looser));
  const changes = page.getByRole('list', { name: 'Changes' });
  await expect(changes).toContainText(/ExecProcessRequest is looser/);
  await expect(changes).toContainText('https://kbs.example.com:9090');
  await changes.getByText('Show a request that only the other one allows').click();
  await expect(page.getByRole('figure', { name: 'Input of ExecProcessRequest' })).toBeVisible();
  const difference = page.getByRole('figure', { name: 'Differences of initdata.toml' });
  // White space that differs is seen.
  await expect(difference).toContainText('[data]·');
  await expectAccessible(page, 'a comparison, inline');
  await page.getByText('Side by side').click();
  await expect(difference.getByRole('columnheader', { name: 'the other one' })).toBeVisible();
  await expectAccessible(page, 'a comparison, side by side');
});

test('the report: one key copies it, and it is saved in three forms', async ({ page, sites, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await openReview(page, sites['with headers']);
  await review(page, podWith(annotationBy(document)));
  await expect(answer(page)).toBeFocused();
  await page.keyboard.press('m');
  const digest = hexDigest('sha384', document);
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toContain(digest);
  expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/^## Init-Data review/);

  const save = async (name: string) => {
    await page.getByRole('main').getByRole('button', { name: 'Save', exact: true }).click();
    const file = await savedBy(page, () => page.getByRole('menuitem', { name }).click());
    return file.toString();
  };
  expect(await save('Report as Markdown')).toContain(digest);
  expect(JSON.parse(await save('Report as JSON'))).toMatchObject({ tool: { name: expect.any(String) } });
  expect(JSON.parse(await save('Report as SARIF'))).toMatchObject({ version: '2.1.0' });

  await page.emulateMedia({ media: 'print' });
  await expect(headline(page)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Share link…' })).toBeHidden();
  await page.emulateMedia({ media: null });
});

/** Makes a link and returns it. */
async function linkOf(page: Page, passphrase = ''): Promise<string> {
  await page.getByRole('button', { name: 'Share link…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Share this review by a link' });
  await dialog.getByRole('textbox', { name: 'Passphrase' }).fill(passphrase);
  await dialog.getByRole('button', { name: 'Make the link' }).click();
  const link = dialog.getByRole('figure', { name: 'Review link' });
  await expect(link).toBeVisible({ timeout: 20_000 });
  const text = await link.locator('pre').textContent();
  await page.keyboard.press('Escape');
  return text ?? '';
}

test('a link carries the paste and the digest, leaves the address, and changes no local work', async ({
  page,
  sites,
}) => {
  await openReview(page, sites['with headers']);
  await review(page, podWith(annotationBy(document)));
  await page.getByRole('textbox', { name: 'Expected digest' }).fill(hexDigest('sha384', document));
  await expect(headline(page)).toHaveText(/matches the digest you gave/i);
  const link = await linkOf(page);
  expect(new URL(link).search).toBe('');

  await openStudio(page, `${sites['with headers']}#/compose`);
  const before = await saveDocument(page);
  await page.goto('about:blank');
  await page.goto(link);
  await expectReviewed(page);
  await expect(page.getByText('Someone else put this together')).toBeVisible();
  await expect(headline(page)).toHaveText(/matches/i);
  await expect(page).toHaveURL(/#\/review$/);
  await expectAccessible(page, 'a review from a link');
  await page.getByRole('link', { name: 'Compose', exact: true }).click();
  expect(Buffer.compare(await saveDocument(page), before)).toBe(0);
});

test('a link with a passphrase opens with it alone; secrets are not shared unless overruled', async ({
  page,
  sites,
}) => {
  await openReview(page, sites['with headers']);
  await review(page, document);
  const link = await linkOf(page, 'correct horse');
  await page.goto('about:blank');
  await page.goto(link);
  const field = page.getByRole('textbox', { name: 'Passphrase' });
  await expect(page.getByText('This link is encrypted').first()).toBeVisible();
  await expect(page).toHaveURL(/#\/review$/);
  await expectAccessible(page, 'an encrypted link');
  await field.fill('wrong');
  await page.keyboard.press('Enter');
  await expect(page.getByText('The passphrase does not open it').first()).toBeVisible({ timeout: 20_000 });
  await field.fill('correct horse');
  await page.keyboard.press('Enter');
  await expectReviewed(page);
  await expect(answer(page)).toContainText('https://kbs.example.com:8080');

  const key = `-----BEGIN PRIVATE KEY-----\n${'MIIEvQIBADANBgkqhkiG9w0BAQEFAASC'.repeat(4)}\n-----END PRIVATE KEY-----\n`;
  await page.getByRole('button', { name: 'Review something else' }).click();
  await review(page, documentWith(`${aaToml}key = """\n${key}"""\n`));
  await page.getByRole('button', { name: 'Share link…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Share this review by a link' });
  await dialog.getByRole('button', { name: 'Make the link' }).click();
  await expect(dialog.getByText('There is something in it that should not be sent').first()).toBeVisible();
  await expect(dialog.getByRole('figure', { name: 'Review link' })).toBeHidden();
  await expectAccessible(page, 'a link that was stopped');
  await dialog.getByRole('button', { name: 'Make the link all the same' }).click();
  await expect(dialog.getByRole('figure', { name: 'Review link' })).toBeVisible();
});

test('by keyboard alone: paste, read, evidence, report', async ({ page, sites, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await openReview(page, sites['with headers']);
  await page.evaluate((text) => navigator.clipboard.writeText(text), podWith(annotationBy(document)));
  await page.keyboard.press('F6');
  await expect(async () => {
    await page.keyboard.press('F6');
    await expect(page.getByRole('textbox', { name: 'Paste what you were sent' })).toBeFocused({
      timeout: 200,
    });
  }).toPass();
  await page.keyboard.press('ControlOrMeta+v');
  await expectReviewed(page);
  await expect(answer(page)).toBeFocused();
  const claim = answer(page).getByRole('link', { name: /https:\/\/kbs/ });
  await expect(async () => {
    await page.keyboard.press('Tab');
    await expect(claim).toBeFocused({ timeout: 200 });
  }).toPass();
  await page.keyboard.press('Enter');
  await expect(page.locator('[data-pane="files"]:focus-within')).toBeVisible();
  await page.keyboard.press('ControlOrMeta+k');
  await expect(page.getByRole('combobox', { name: 'Search commands' })).toBeFocused();
  await page.keyboard.type('copy the report');
  await page.keyboard.press('Enter');
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toContain('Init-Data review');
  await page.keyboard.press('1');
  await expect(page.getByRole('link', { name: 'Compose', exact: true })).toHaveAttribute(
    'aria-current',
    'page',
  );
});
