import type { Page } from '@playwright/test';
import { startBench, throttle, type Bench } from './browser.ts';
import { milliseconds, percentile, timingOf, type Part } from './part.ts';
import { annotationOf, pods } from './review-inputs.ts';

/** Milliseconds after the event of the paste. */
interface Answered {
  /** The frame with the headline was drawn. */
  readonly headline: number;
  /** Nothing is worked out any more, and the page says so. */
  readonly whole: number;
}

/** Pastes, each of them new to the page. */
interface Pasted {
  readonly name: string;
  readonly textOf: (round: number) => string;
}

const rounds = 20;
const freshPages = 5;

const field = { name: 'Paste what you were sent' } as const;

async function openReview(page: Page, url: string): Promise<void> {
  await page.goto(`${url}#/review`);
  await page.getByRole('textbox', field).waitFor();
  // The worker starts with the page; a person takes longer to paste.
  await page.waitForTimeout(700);
}

async function paste(page: Page, text: string): Promise<Answered> {
  await page.evaluate((given) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', given);
    Object.assign(globalThis, { given: clipboardData });
  }, text);
  // What came over with the text is tidied up before the clock starts.
  await page.waitForTimeout(150);
  return page.evaluate(async () => {
    const { given } = globalThis as unknown as { readonly given: DataTransfer };
    const started = performance.now();
    const once = (isThere: () => boolean) =>
      new Promise<number>((resolve) => {
        const look = () => {
          if (!isThere()) return;
          observer.disconnect();
          // A message that is sent while a frame is made arrives after it was drawn.
          requestAnimationFrame(() => {
            const { port1, port2 } = new MessageChannel();
            port1.onmessage = () => {
              resolve(performance.now() - started);
            };
            port2.postMessage(undefined);
          });
        };
        const observer = new MutationObserver(look);
        observer.observe(document.body, { subtree: true, childList: true, attributes: true });
      });
    const headline = once(() => document.getElementById('review-headline') !== null);
    const whole = once(
      () =>
        document.getElementById('review-headline') !== null &&
        document.querySelector('main')?.getAttribute('aria-busy') === 'false',
    );
    document.body.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData: given, bubbles: true, cancelable: true }),
    );
    return { headline: await headline, whole: await whole };
  });
}

async function clear(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Review something else' }).click();
  await page.getByRole('textbox', field).waitFor();
}

/** One paste after the other in one page, after two that are not counted. */
async function pasteOften(bench: Bench, { textOf }: Pasted, slowdown: number): Promise<readonly Answered[]> {
  const { page, context } = await bench.freshPage();
  await openReview(page, bench.url);
  await throttle(page, slowdown);
  const answers: Answered[] = [];
  for (let round = -2; round < rounds; round += 1) {
    const answer = await paste(page, textOf(round + 2));
    if (round >= 0) answers.push(answer);
    await clear(page);
  }
  await context.close();
  return answers;
}

/** The first paste of a page, whose worker has yet to read its code. */
async function pasteFirst(bench: Bench, { textOf }: Pasted, slowdown: number): Promise<number> {
  const samples: number[] = [];
  for (let page = 0; page < freshPages; page += 1) {
    const fresh = await bench.freshPage();
    await openReview(fresh.page, bench.url);
    await throttle(fresh.page, slowdown);
    samples.push((await paste(fresh.page, textOf(page))).headline);
    await fresh.context.close();
  }
  return percentile(samples, 0.5);
}

const pastes: readonly Pasted[] = [
  ...[4, 64, 256].map((size): Pasted => ({
    name: `annotation of ${size} kB`,
    textOf: (round) => annotationOf(size * 1024, round).annotation,
  })),
  { name: 'YAML of 500 pods', textOf: (round) => pods(500, annotationOf(4096, round).annotation) },
];

/** From the paste to the headline on screen, in the built app. */
export const part: Part = {
  name: 'review-page',
  async run({ browser, site }) {
    const bench = await startBench(await browser(), site);
    const rows: (readonly string[])[] = [];
    for (const slowdown of [1, 4]) {
      for (const pasted of pastes) {
        const name = `${pasted.name}, ${String(slowdown)}x`;
        try {
          const answers = await pasteOften(bench, pasted, slowdown);
          const headline = timingOf(answers.map((answer) => answer.headline));
          const whole = timingOf(answers.map((answer) => answer.whole));
          const first = await pasteFirst(bench, pasted, slowdown);
          rows.push([name, ...[headline.p50, headline.p95, first, whole.p50, whole.p95].map(milliseconds)]);
        } catch (error) {
          const [reason = ''] = String(error).split('\n');
          console.warn(`FAILED: ${name}: ${reason}`);
          rows.push([name, `failed: ${reason}`, '', '', '', '']);
        }
      }
    }
    await bench.close();
    return [
      {
        title: 'From a paste to the headline on screen',
        note:
          `In the built app, ${String(rounds)} different pastes one after the other: from the event of the paste until the ` +
          'frame that shows the headline was drawn, and until nothing is worked out any more (findings, files, the policy ' +
          `asked). The first paste of a page, whose worker has yet to read its code, stands apart (median of ${String(freshPages)} pages). ` +
          '4x slows the main thread down, not the worker.',
        columns: ['paste', 'headline p50', 'headline p95', 'first paste', 'everything p50', 'everything p95'],
        rows,
      },
    ];
  },
};
