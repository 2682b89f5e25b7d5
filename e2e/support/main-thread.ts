/** How long the page was deaf: tasks of its main thread, read from a trace of Chromium. */
import type { Browser, Page } from '@playwright/test';
import { readTrace, traceCategories } from '../../bench/trace.ts';

const mark = 'journey:begin';

/**
 * Milliseconds of processor time of the most laborious task of the main thread while something is done.
 *
 * Not of the clock on the wall: on a machine that does other things as well, a task of 10 ms lies still for 300 in the
 * middle, and nothing in the page could change that. Undefined where the system does not count it.
 */
export async function mostLaboriousTask(
  browser: Browser,
  page: Page,
  work: () => Promise<void>,
): Promise<number | undefined> {
  await browser.startTracing(page, { categories: [...traceCategories] });
  await page.evaluate((name) => performance.mark(name), mark);
  await work();
  const trace = readTrace(await browser.stopTracing(), mark);
  const [begin = 0] = trace.marks(mark);
  return trace.mostLaborious(begin, Number.POSITIVE_INFINITY);
}
