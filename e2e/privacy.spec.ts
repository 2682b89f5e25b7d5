/** Nothing leaves the page: every way out is refused by the browser, in the page and in each of its workers. */
import type { Page, Worker } from '@playwright/test';
import { tryToLeave } from './support/escapes.ts';
import { expect, test, type SiteName } from './support/test.ts';

test.use({ watch: false });

const siteNames: readonly SiteName[] = ['with headers', 'without headers', 'one file'];

async function open(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await expect(page.getByRole('heading', { name: 'Init-Data Studio' })).toBeVisible();
}

/** Name to worker, once all of them have started. */
async function workersOf(page: Page, names: readonly string[]): Promise<ReadonlyMap<string, Worker>> {
  const found = new Map<string, Worker>();
  await expect(async () => {
    for (const worker of page.workers()) found.set(await worker.evaluate(() => self.name), worker);
    expect([...found.keys()]).toEqual(expect.arrayContaining([...names]));
  }).toPass();
  return found;
}

test('control: without a policy the same attempts do go out @chromium', async ({ page, elsewhere }) => {
  await page.goto('about:blank');
  elsewhere.forget();
  await page.evaluate(tryToLeave, elsewhere.url);
  const ways = elsewhere.calls().filter((call) => call !== 'connection');
  expect(ways).toEqual(
    expect.arrayContaining(
      ['fetch', 'import', 'image', 'iframe', 'stylesheet', 'prefetch'].map((way) => `GET /${way}`),
    ),
  );
  expect(ways).toEqual(
    expect.arrayContaining(['POST /xhr', 'POST /beacon', 'UPGRADE /websocket', 'POST /form']),
  );
});

for (const name of siteNames) {
  test(`the page cannot send anything away, ${name}`, async ({ page, sites, elsewhere }) => {
    await open(page, sites[name]);
    elsewhere.forget();
    const attempts = await page.evaluate(tryToLeave, elsewhere.url);
    expect(Object.keys(attempts).length).toBeGreaterThan(20);
    expect(Object.entries(attempts).filter(([, outcome]) => outcome === 'went out')).toEqual([]);
    expect(elsewhere.calls()).toEqual([]);
  });
}

/** The workers that run while the app stands open with its editor. */
const workerNames = ['analysis', 'encoding', 'editor'] as const;

for (const name of siteNames) {
  test(`no worker can send anything away, ${name} @chromium`, async ({ page, sites, elsewhere }) => {
    await open(page, sites[name]);
    const workers = await workersOf(page, workerNames);
    elsewhere.forget();
    for (const [worker, handle] of workers) {
      const attempts = await handle.evaluate(tryToLeave, elsewhere.url);
      expect(Object.keys(attempts), worker).toEqual(
        expect.arrayContaining(['fetch', 'xhr', 'websocket', 'import']),
      );
      expect(Object.entries(attempts).filter(([, outcome]) => outcome === 'went out')).toEqual([]);
    }
    expect(elsewhere.calls()).toEqual([]);
  });
}
