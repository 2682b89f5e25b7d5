/** `npm run screenshot`: makes e2e/readme.png, the picture in the README, in the browser that the tests use. */
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { findBrowser } from './browser.mjs';
import { buildWhenChanged } from './build.mjs';
import { requireNode, root } from './install.mjs';
import { serve } from './serve.mjs';

requireNode();
const found = await findBrowser();
if (found === undefined || !buildWhenChanged()) process.exit(1);
const served = await serve({ folder: join(root, 'dist'), port: 0 });
const browser = await chromium.launch({
  executablePath: found.executablePath,
  args: [...found.args],
  env: { ...process.env, ...found.env },
});
const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, colorScheme: 'light' });
await page.goto(served.url);
await page.getByRole('banner').getByRole('button', { name: 'Open' }).click();
await page.getByRole('menuitem', { name: 'Starters…' }).click();
const starters = page.getByRole('dialog', { name: 'Starters' });
await starters.getByRole('button', { name: /^Intel TDX(?! with)/ }).click();
await starters.getByRole('article', { name: 'Intel TDX' }).getByRole('button', { name: 'Open' }).click();
await page.getByRole('tablist', { name: 'Editors' }).getByRole('tab', { name: 'initdata.toml' }).click();
await page.locator('[data-stage="monaco"]').waitFor();
await page
  .getByRole('button', { name: /^Copy sha\d+ digest$/ })
  .first()
  .waitFor();
// Monaco colours the text a moment after it is there.
await page.waitForTimeout(1_500);
await page.screenshot({ path: join(root, 'e2e', 'readme.png') });
await browser.close();
await served.close();
