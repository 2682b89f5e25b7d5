/**
 * `npm run e2e`: finds a browser, builds what has changed, and runs the journeys. Arguments go to Playwright.
 * `--report FILE` writes Playwright's JSON report there as well.
 */
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { buildWhenChanged } from './build.mjs';
import { requireNode, runInstalled } from './install.mjs';
import { findBrowser, otherBrowsers } from './browser.mjs';

requireNode();
const args = process.argv.slice(2);
const at = args.indexOf('--report');
const report = at < 0 ? undefined : args.splice(at, 2)[1];
if (report !== undefined) mkdirSync(dirname(report), { recursive: true });

const browser = await findBrowser();
const ready =
  browser !== undefined &&
  buildWhenChanged() &&
  runInstalled('vite', ['build', '--mode', 'single', '--logLevel', 'warn']);
if (!ready) process.exit(1);

const passed = runInstalled('playwright', ['test', '--config', 'e2e/playwright.config.ts', ...args], {
  ...process.env,
  STUDIO_TEST_BROWSER: JSON.stringify(browser),
  STUDIO_TEST_ENGINES: JSON.stringify(['chromium', ...(await otherBrowsers())]),
  ...(report === undefined ? {} : { PLAYWRIGHT_JSON_OUTPUT_NAME: report }),
});
process.exit(passed ? 0 : 1);
