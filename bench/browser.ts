/** A Chromium and the built app for the parts that measure in a page. */
import { chromium, type Browser, type BrowserContext, type Page } from '@playwright/test';
import type { Browser as FoundBrowser } from '../scripts/browser.mjs';
import { serve } from '../scripts/serve.mjs';

export interface Bench {
  readonly url: string;
  readonly browser: Browser;
  /** A page of its own profile, nothing cached. */
  readonly freshPage: () => Promise<{ readonly page: Page; readonly context: BrowserContext }>;
  readonly close: () => Promise<void>;
}

/** @param folder the built site */
export async function startBench(found: FoundBrowser, folder: string): Promise<Bench> {
  const served = await serve({ folder, port: 0 });
  const browser = await chromium.launch({
    executablePath: found.executablePath,
    args: [...found.args],
    env: { ...(process.env as Record<string, string>), ...found.env },
  });
  return {
    url: served.url,
    browser,
    async freshPage() {
      const context = await browser.newContext({ viewport: { width: 1400, height: 900 } });
      return { context, page: await context.newPage() };
    },
    async close() {
      await browser.close();
      await served.close();
    },
  };
}

/** Slows the main thread down; workers keep their speed. */
export async function throttle(page: Page, factor: number): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: factor });
}

/** Lets a file fall onto the page. */
export async function dropFile(page: Page, name: string, text: string): Promise<void> {
  const transfer = await page.evaluateHandle(
    ({ fileName, content }) => {
      const made = new DataTransfer();
      made.items.add(new File([content], fileName));
      return made;
    },
    { fileName: name, content: text },
  );
  for (const type of ['dragenter', 'dragover', 'drop']) {
    await page.locator('body').dispatchEvent(type, { dataTransfer: transfer });
  }
}

/** How many marks of that name the page has set. */
export function markCount(page: Page, name: string): Promise<number> {
  return page.evaluate((wanted) => performance.getEntriesByName(wanted, 'mark').length, name);
}

/** Waits until a count passes a number; false after `patience` milliseconds. */
export async function waitFor(
  count: () => Promise<number>,
  more: number,
  patience = 60_000,
): Promise<boolean> {
  const deadline = performance.now() + patience;
  while (performance.now() < deadline) {
    if ((await count()) > more) return true;
    await new Promise((resolve) => {
      setTimeout(resolve, 20);
    });
  }
  return false;
}
