/** The `test` of all journeys: servers that live as long as a Playwright worker, and a watch over every request. */
import { test as base, type BrowserContext, type Request } from '@playwright/test';
import {
  builtFiles,
  serveWithHeaders,
  serveWithoutHeaders,
  singleFileAddress,
  startElsewhere,
  type Elsewhere,
} from './servers.ts';

export type SiteName = 'with headers' | 'without headers' | 'one file';

interface Servers {
  /** Addresses of the three ways in which the app comes to a browser. */
  readonly sites: Readonly<Record<SiteName, string>>;
  readonly elsewhere: Elsewhere;
}

interface Watched {
  /** What the browser asked for that is not a plain GET of a file of the build. Every journey ends with it empty. */
  readonly foreignRequests: readonly string[];
}

/** A request that the promise allows: a GET, without query or body, of a file that the build lists. */
function isOwnFile(request: Request, sites: Servers['sites'], files: ReadonlySet<string>): boolean {
  const url = request.url();
  if (/^(blob|data|about):/.test(url)) return true;
  if (url === sites['one file']) return true;
  const site = [sites['with headers'], sites['without headers']].find((address) => url.startsWith(address));
  if (site === undefined || request.method() !== 'GET' || request.postData() !== null) return false;
  const file = url.slice(site.length).replace(/#.*$/, '');
  return file === '' || files.has(file);
}

/** Collects what is not allowed, from pages and workers of the context, for as long as it lives. */
export function watchRequests(context: BrowserContext, sites: Servers['sites']): readonly string[] {
  const foreign: string[] = [];
  const files = builtFiles();
  context.on('request', (request) => {
    if (!isOwnFile(request, sites, files)) foreign.push(`${request.method()} ${request.url()}`);
  });
  return foreign;
}

export const test = base.extend<Watched & { readonly watch: boolean }, Servers>({
  sites: [
    async ({ browserName: _engine }, use) => {
      const served = await serveWithHeaders();
      const bare = await serveWithoutHeaders();
      await use({ 'with headers': served.url, 'without headers': bare.url, 'one file': singleFileAddress });
      await served.close();
      await bare.close();
    },
    { scope: 'worker' },
  ],
  elsewhere: [
    async ({ browserName: _engine }, use) => {
      const server = await startElsewhere();
      await use(server);
      await server.close();
    },
    { scope: 'worker' },
  ],
  /** Off in the tests that ask for something foreign on purpose. */
  watch: [true, { option: true }],
  foreignRequests: [
    async ({ context, sites, watch }, use) => {
      const foreign = watchRequests(context, sites);
      await use(foreign);
      if (watch) base.expect(foreign, 'requests to anything but files of the build').toEqual([]);
    },
    { auto: true },
  ],
});

export { expect } from '@playwright/test';
