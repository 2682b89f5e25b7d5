/** Follow a document to the secret, station by station, and see what happens when somebody tampers. */
import type { Locator, Page } from '@playwright/test';
import { expectAccessible } from './support/accessibility.ts';
import { documentWithPolicy } from './support/policy.ts';
import { openDocument, strip, stripDigest } from './support/studio.ts';
import { expect, test } from './support/test.ts';

/** Opens a document that fits TDX, and the journey with it. */
async function openJourney(page: Page, address: string): Promise<void> {
  await openDocument(page, address, documentWithPolicy());
  await page.getByRole('navigation', { name: 'Modes' }).getByRole('link', { name: 'Trustee' }).click();
  await expect(verdict(page, 'Nobody tampers: the secret is released')).toBeVisible();
}

function verdict(page: Page, words: string | RegExp): Locator {
  return page.getByRole('region', { name: 'How it ends' }).getByRole('heading', { name: words });
}

function station(page: Page, name: string): Locator {
  return page
    .getByRole('tablist', { name: 'The way from the document to the secret' })
    .getByRole('tab', { name: new RegExp(`^\\d+ of 10, ${name}, `) });
}

function panel(page: Page, name: string): Locator {
  return page.getByRole('tabpanel', { name: new RegExp(`, ${name}, `) });
}

test('stepping by keyboard, a tampering that stops, and one that nobody notices', async ({ page, sites }) => {
  await openJourney(page, sites['with headers']);
  const digest = await stripDigest(page);

  await station(page, 'Document').focus();
  await expect(panel(page, 'Document')).toContainText('package agent_policy');
  await page.keyboard.press('ArrowRight');
  await expect(station(page, 'Annotation')).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await expect(station(page, 'Host runtime')).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await expect(station(page, 'Hardware field')).toBeFocused();
  await expect(panel(page, 'Hardware field').getByText(`MRCONFIGID, station 4 ${digest}`)).toBeAttached();
  await page.keyboard.press('End');
  await expect(station(page, 'Secret')).toBeFocused();

  // The guest compares what it got with what the host measured.
  const flip = page.getByRole('radio', { name: /^Hand the guest a flipped byte/ });
  await flip.focus();
  await page.keyboard.press('Space');
  await expect(verdict(page, 'Stopped at station 5, guest check')).toBeVisible();
  await expect(station(page, 'Guest check')).toHaveAttribute('aria-selected', 'true');
  await expect(panel(page, 'Guest check')).toContainText('Init data does not match!');
  await expect(panel(page, 'Guest check')).toContainText('12 of 12 groups differ');

  await page.keyboard.press('ControlOrMeta+k');
  await page.getByRole('combobox', { name: 'Commands' }).fill('send it from inside');
  await page.getByRole('option', { name: /send it from inside/ }).click();
  await expect(verdict(page, 'Not noticed: the secret is released')).toBeVisible();
  await expect(page.getByRole('region', { name: 'How it ends' })).toContainText('stock images');
  await page.getByRole('button', { name: 'Back', exact: true }).click();
  await expect(panel(page, 'Resource policy')).toContainText('is_object(evidence.init_data_claims)');
  await expectAccessible(page, 'a tampering that nobody notices');

  // The same on a platform that measures nothing, and on one that refuses the digest of this document.
  const platform = strip(page).getByRole('combobox', { name: 'Platform' });
  await platform.selectOption({ label: 'IBM Secure Execution' });
  await expect(page.getByRole('region', { name: 'How it ends' })).toContainText(
    'nothing of Init-Data is in the evidence',
  );
  await page.getByRole('radio', { name: /^Nobody tampers/ }).check();
  await platform.selectOption({ label: 'Azure vTPM on SEV-SNP' });
  await expect(verdict(page, /^Nobody tampers, and the way ends all the same: station 5/)).toBeVisible();
  await expect(panel(page, 'Guest check')).toContainText('expected sha256 digest');
});

test('down a narrow page, and on paper', async ({ page, sites }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await openJourney(page, sites['with headers']);
  await page.getByRole('combobox', { name: 'Tamper' }).selectOption('drop-annotation');
  await expect(verdict(page, 'Stopped at station 9, resource policy')).toBeVisible();
  await station(page, 'Hardware field').click();
  await expect(panel(page, 'Hardware field')).toBeInViewport();
  await expect(panel(page, 'Hardware field')).toContainText('Nothing was written');
  await expectAccessible(page, 'a tampering that stops, down a narrow page');
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(overflow).toBeLessThanOrEqual(0);

  await page.emulateMedia({ media: 'print' });
  const list = page.getByRole('list', { name: 'All stations in words' });
  await expect(list).toBeVisible();
  await expect(list.getByRole('listitem').filter({ has: page.getByRole('heading') })).toHaveCount(10);
  await expect(list).toContainText('Access denied by policy');
  await expect(page.getByRole('combobox', { name: 'Tamper' })).toBeHidden();
  await expect(page.getByText('on Intel TDX, kata-qemu-tdx')).toBeVisible();
});
