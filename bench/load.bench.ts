import { gzipSync } from 'node:zlib';
import { markCount, startBench, throttle, waitFor, type Bench } from './browser.ts';
import { milliseconds, percentile, type Part } from './part.ts';

/** Loads per row; each in a new profile, so with nothing cached. */
const loads = 7;

/** Longer than the app takes to start. */
const untouchedMilliseconds = 1_500;

interface Load {
  /** The name of the app, which stands in the page itself. */
  readonly firstPaint: number;
  /** The mode has drawn itself, with what it shows at once. */
  readonly drawn: number;
  /** Findings and digests are there: everything works, text is typed into a text area. */
  readonly digest: number | undefined;
  /** The code editor has taken the place of the text area. */
  readonly editor: number | undefined;
  /** As a server that compresses would send them. */
  readonly bytes: number;
  readonly requests: number;
}

interface Route {
  readonly name: string;
  readonly hash: string;
  /** Kept preferences of the user. */
  readonly editor: 'monaco' | 'plain';
  /** The mark that comes last. */
  readonly last: 'studio:editor' | 'studio:findings' | 'studio:page';
}

const routes: readonly Route[] = [
  { name: 'Compose with Monaco', hash: '#/compose', editor: 'monaco', last: 'studio:editor' },
  { name: 'Compose with plain text areas', hash: '#/compose', editor: 'plain', last: 'studio:findings' },
  { name: 'Review', hash: '#/review', editor: 'monaco', last: 'studio:page' },
  { name: 'Policy', hash: '#/policy', editor: 'monaco', last: 'studio:page' },
  { name: 'Trustee', hash: '#/trustee', editor: 'monaco', last: 'studio:page' },
];

async function loadOnce(bench: Bench, route: Route, slowdown: number): Promise<Load> {
  const { page, context } = await bench.freshPage();
  await page.addInitScript((chosen) => {
    localStorage.setItem(
      'init-data-studio:preferences',
      JSON.stringify({ state: { editor: chosen }, version: 1 }),
    );
  }, route.editor);
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
  await page.goto(`${bench.url}${route.hash}`, { waitUntil: 'commit' });
  // Whatever asks the page something while it starts delays it: the app's own marks say when things were there.
  await page.waitForTimeout(untouchedMilliseconds * slowdown);
  await waitFor(() => markCount(page, route.last), 0);
  const at = (name: string): Promise<number | undefined> =>
    page.evaluate((wanted) => performance.getEntriesByName(wanted)[0]?.startTime, name);
  const load = {
    firstPaint: (await at('first-contentful-paint')) ?? Number.NaN,
    drawn: (await at('studio:page')) ?? Number.NaN,
    digest: await at('studio:findings'),
    editor: await at('studio:editor'),
  };
  await Promise.all(bodies);
  await context.close();
  return { ...load, bytes, requests };
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
        const reached = (of: (load: Load) => number | undefined): string =>
          measured.every((load) => of(load) !== undefined)
            ? milliseconds(median((load) => of(load) ?? Number.NaN))
            : '';
        rows.push([
          `${route.name}, ${String(slowdown)}x`,
          milliseconds(median(({ firstPaint }) => firstPaint)),
          milliseconds(median(({ drawn }) => drawn)),
          reached(({ digest }) => digest),
          reached(({ editor }) => editor),
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
          'loaded by then, workers included, as a server that compresses (gzip -9) would send them. The first paint is the ' +
          'name of the app, which stands in the page itself; all else is drawn by its scripts. The text area takes letters ' +
          'once it is drawn, and hands over to the code editor. 4x slows the main thread only.',
        columns: ['', 'first paint', 'mode drawn', 'digests', 'code editor', 'requests', 'compressed'],
        rows,
      },
    ];
  },
};
