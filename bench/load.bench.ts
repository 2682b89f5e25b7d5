import { gzipSync } from 'node:zlib';
import { startBench, throttle, type Bench } from './browser.ts';
import { milliseconds, percentile, type Part } from './part.ts';

/** Loads per row; each in a new profile, so with nothing cached. */
const loads = 7;

interface Load {
  readonly firstPaint: number;
  /** The digest of the document is on the page: everything but the editor works. */
  readonly digest: number;
  /** The editor takes letters. */
  readonly editor: number;
  /** As a server that compresses would send them. */
  readonly bytes: number;
  readonly requests: number;
}

interface Route {
  readonly name: string;
  /** Kept preferences of the user. */
  readonly editor: 'monaco' | 'plain';
}

const routes: readonly Route[] = [
  { name: 'with Monaco', editor: 'monaco' },
  { name: 'with plain text areas', editor: 'plain' },
];

async function loadOnce(bench: Bench, { editor }: Route, slowdown: number): Promise<Load> {
  const { page, context } = await bench.freshPage();
  await page.addInitScript((chosen) => {
    localStorage.setItem(
      'init-data-studio:preferences',
      JSON.stringify({ state: { editor: chosen }, version: 1 }),
    );
  }, editor);
  let bytes = 0;
  let requests = 0;
  const bodies: Promise<void>[] = [];
  page.on('response', (response) => {
    if (!response.url().startsWith(bench.url)) return;
    requests += 1;
    bodies.push(
      response.body().then(
        (body) => {
          bytes += response.url().endsWith('.woff2') ? body.length : gzipSync(body, { level: 9 }).length;
        },
        () => undefined,
      ),
    );
  });
  await throttle(page, slowdown);
  await page.goto(bench.url, { waitUntil: 'commit' });
  const now = (): Promise<number> => page.evaluate(() => performance.now());
  await page
    .getByRole('button', { name: /^Copy sha\d+ digest$/ })
    .first()
    .waitFor();
  const digest = await now();
  const box = page.getByRole('textbox', { name: 'Editor of initdata.toml' });
  await box.waitFor();
  await box.focus();
  const ready = await now();
  const firstPaint = await page.evaluate(
    () => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Number.NaN,
  );
  await Promise.all(bodies);
  await context.close();
  return { firstPaint, digest, editor: ready, bytes, requests };
}

/** From an empty profile to a page that works. */
export const part: Part = {
  name: 'load',
  async run({ browser, site }) {
    const bench = await startBench(await browser(), site);
    const rows: (readonly string[])[] = [];
    for (const slowdown of [1, 4]) {
      for (const route of routes) {
        const measured: Load[] = [];
        for (let i = 0; i < loads; i += 1) measured.push(await loadOnce(bench, route, slowdown));
        const median = (of: (load: Load) => number): number => percentile(measured.map(of), 0.5);
        rows.push([
          `${route.name}, ${String(slowdown)}x`,
          milliseconds(median(({ firstPaint }) => firstPaint)),
          milliseconds(median(({ digest }) => digest)),
          milliseconds(median(({ editor }) => editor)),
          String(median(({ requests }) => requests)),
          `${(median(({ bytes }) => bytes) / 1000).toFixed(0)} kB`,
        ]);
      }
    }
    await bench.close();
    return [
      {
        title: 'First load',
        note:
          `Median of ${String(loads)} loads, each with an empty cache, served on this machine; bytes are those of all files ` +
          'loaded until the editor was there, workers included, as a server that compresses (gzip -9) would send them. ' +
          '4x slows the main thread only.',
        columns: ['', 'first paint', 'digest on the page', 'editor usable', 'requests', 'compressed'],
        rows,
      },
    ];
  },
};
