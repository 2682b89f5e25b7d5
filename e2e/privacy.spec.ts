/** Nothing leaves the page: every way out is refused by the browser, in the page and in each of its workers. */
import { createSocket } from 'node:dgram';
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
  await page.goto(elsewhere.freePage);
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

test('control: a request to another host is noticed', async ({ page, elsewhere, foreignRequests }) => {
  await page.goto(elsewhere.freePage);
  await page.evaluate((url) => fetch(`${url}fetch`, { mode: 'no-cors' }), elsewhere.url);
  expect(foreignRequests).toContain(`GET ${elsewhere.url}fetch`);
});

for (const name of siteNames) {
  test(`the page cannot send anything away, ${name}`, async ({ page, sites, elsewhere }) => {
    await open(page, sites[name]);
    elsewhere.forget();
    const attempts = await page.evaluate(tryToLeave, elsewhere.url);
    // The server is the witness: a frame that was refused, for one, tells the page that it has loaded.
    expect(Object.keys(attempts).length).toBeGreaterThan(20);
    // Chromium opens a connection for a navigation (here of the frame and the form) before it asks the policy, and then
    // sends nothing over it.
    expect(elsewhere.calls().filter((call) => call !== 'connection')).toEqual([]);
  });
}

test('a worker that is not started from a blob is refused', async ({ page, sites }) => {
  const files: string[] = [];
  page.on('request', (request) => {
    if (/worker.*\.js$/.test(request.url())) files.push(request.url());
  });
  await open(page, sites['without headers']);
  await expect.poll(() => files.length).toBeGreaterThan(0);
  const refusedBy = await page.evaluate(
    (url) =>
      new Promise<string>((resolve) => {
        document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => {
          if (effectiveDirective === 'worker-src') resolve(effectiveDirective);
        });
        const { trustedTypes } = globalThis as unknown as {
          trustedTypes?: {
            createPolicy(name: string, rules: object): { createScriptURL(url: string): string };
          };
        };
        // One of the names that the policy knows and that nothing on this page has taken.
        const names = [
          'tokenizeToString',
          'diffEditorWidget',
          'diffReview',
          'standaloneColorizer',
          'dompurify',
        ];
        const created = names.map((name) => {
          try {
            return trustedTypes?.createPolicy(name, { createScriptURL: (address: string) => address });
          } catch {
            return undefined;
          }
        });
        const rules = created.find((one) => one !== undefined);
        const worker = new Worker(rules?.createScriptURL(url) ?? url, { type: 'module' });
        worker.addEventListener('message', () => {
          resolve('nothing: it started');
        });
      }),
    files[0] ?? '',
  );
  expect(refusedBy).toBe('worker-src');
});

/** The workers that run once the editor and the review were open. */
const workerNames = ['analysis', 'encoding', 'editor', 'review'] as const;

/** Monaco starts its worker when it first needs it; this asks for one in the same way. */
async function startEditorWorker(page: Page): Promise<void> {
  await expect(async () => {
    await page.evaluate(() => {
      const { MonacoEnvironment } = globalThis as { MonacoEnvironment?: { getWorker(): Worker } };
      if (MonacoEnvironment === undefined) throw new Error('the editor is not there yet');
      MonacoEnvironment.getWorker();
    });
  }).toPass();
}

for (const name of siteNames) {
  test(`no worker can send anything away, ${name} @chromium`, async ({ page, sites, elsewhere }) => {
    await open(page, sites[name]);
    await startEditorWorker(page);
    await page.getByRole('link', { name: 'Review', exact: true }).click();
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

/**
 * The limits, so that the privacy page tells the truth about them: no policy stops a page from sending its user elsewhere,
 * and Chromium has no directive for WebRTC.
 */
test('what no policy stops: navigation and WebRTC @chromium', async ({ page, sites, elsewhere }) => {
  const socket = createSocket('udp4');
  let packets = 0;
  socket.on('message', () => {
    packets += 1;
  });
  await new Promise<void>((resolve) => {
    socket.bind(0, '127.0.0.1', resolve);
  });
  await open(page, sites['with headers']);
  await page.evaluate(async (port) => {
    const connection = new RTCPeerConnection({ iceServers: [{ urls: `stun:127.0.0.1:${String(port)}` }] });
    connection.createDataChannel('any');
    await connection.setLocalDescription(await connection.createOffer());
  }, socket.address().port);
  await expect.poll(() => packets).toBeGreaterThan(0);
  socket.close();

  elsewhere.forget();
  await page.evaluate((url) => {
    location.href = `${url}navigation`;
  }, elsewhere.url);
  await expect.poll(() => elsewhere.calls()).toContain('GET /navigation');
});
