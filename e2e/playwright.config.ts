import { defineConfig } from '@playwright/test';
import type { Browser } from '../scripts/browser.mjs';

/** Chosen by scripts/browser.mjs and handed over by scripts/e2e.mjs; without it Playwright looks for its own. */
const chosen = JSON.parse(process.env['STUDIO_TEST_BROWSER'] ?? 'null') as Browser | null;
const engines = JSON.parse(process.env['STUDIO_TEST_ENGINES'] ?? '["chromium"]') as readonly (
  'chromium' | 'firefox' | 'webkit'
)[];
const report = process.env['PLAYWRIGHT_JSON_OUTPUT_NAME'];

const environment = (): Record<string, string> =>
  Object.fromEntries(
    Object.entries({ ...process.env, ...chosen?.env }).filter(
      (pair): pair is [string, string] => pair[1] !== undefined,
    ),
  );

export default defineConfig({
  testDir: '.',
  outputDir: '../test-results',
  forbidOnly: process.env['CI'] !== undefined,
  fullyParallel: true,
  workers: 2,
  timeout: 45_000,
  expect: { timeout: 10_000 },
  reporter: [['list'], ...(report === undefined ? [] : [['json', { outputFile: report }] as const])],
  // A trace of every journey costs a third of the run: ask for it with `npm run e2e -- --trace on`.
  use: { viewport: { width: 1400, height: 900 }, trace: 'off', screenshot: 'only-on-failure' },
  projects: engines.map((name) => ({
    name,
    // What needs the DevTools protocol or measures one engine says so by its tag.
    ...(name === 'chromium' ? {} : { grepInvert: /@chromium/ }),
    use: {
      browserName: name,
      launchOptions:
        name === 'chromium' && chosen !== null
          ? { executablePath: chosen.executablePath, args: [...chosen.args], env: environment() }
          : {},
    },
  })),
});
