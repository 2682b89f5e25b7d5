import type { Page } from '@playwright/test';
import { dropFile, markCount, startBench, throttle, waitFor, type Bench } from './browser.ts';
import { documentOf } from './inputs.ts';
import { milliseconds, percentile, type Part } from './part.ts';
import { readTrace, traceCategories } from './trace.ts';

const marks = {
  key: 'studio:keystroke',
  findings: 'studio:findings',
  annotation: 'studio:annotation',
} as const;

/** Typed one by one, each after everything about the one before is settled. */
const letters = 'typing in a comment, one letter after the other';

const untouchedMilliseconds = 150;

interface Answer {
  readonly findings: number;
  readonly annotation: number | undefined;
}

interface Samples {
  readonly answers: readonly Answer[];
  /** Milliseconds of the longest task after each key. */
  readonly blocks: readonly number[];
}

/** Opens a document and puts the cursor at the end of its first line. */
async function openDocument(page: Page, url: string, text: string): Promise<void> {
  await page.goto(url);
  await page.getByRole('textbox', { name: 'Editor of initdata.toml' }).waitFor();
  await waitFor(() => markCount(page, marks.findings), 0);
  const before = await markCount(page, marks.findings);
  await dropFile(page, 'initdata.toml', text);
  await waitFor(() => markCount(page, marks.findings), before, 120_000);
  await page.getByRole('tablist', { name: 'Editors' }).getByRole('tab', { name: 'initdata.toml' }).click();
  const editor = page.getByRole('textbox', { name: 'Editor of initdata.toml' });
  await editor.focus();
  await page.keyboard.press('ControlOrMeta+Home');
  await page.keyboard.press('End');
  await page.keyboard.type(' #');
  await page.waitForTimeout(1_500);
}

async function typeLetters(bench: Bench, text: string, slowdown: number): Promise<Samples> {
  const { page, context } = await bench.freshPage();
  await openDocument(page, bench.url, text);
  await throttle(page, slowdown);
  // A large document takes its time: fewer letters of it say enough.
  const typed = text.length < 500_000 ? letters : letters.slice(0, text.length < 2_000_000 ? 12 : 5);
  const wantsAnnotation = text.length < 2_000_000;
  const typeAll = async (): Promise<void> => {
    for (const letter of typed) {
      const findings = await markCount(page, marks.findings);
      const annotations = await markCount(page, marks.annotation);
      await page.keyboard.type(letter);
      // Asking the page anything now would delay what is measured.
      await page.waitForTimeout(untouchedMilliseconds);
      if (!(await waitFor(() => markCount(page, marks.findings), findings, 15_000))) break;
      if (wantsAnnotation) await waitFor(() => markCount(page, marks.annotation), annotations, 20_000);
    }
  };
  // Tracing slows every task down: times come from a pass without it, blocks from one with it.
  const from = await page.evaluate(() => performance.now());
  await typeAll();
  const times = await marksSince(page, from);
  await bench.browser.startTracing(page, { categories: traceCategories });
  await typeAll();
  const trace = readTrace(await bench.browser.stopTracing(), marks.key);
  await context.close();
  return { answers: answersOf(times), blocks: blocksOf(trace) };
}

type Times = Readonly<Record<keyof typeof marks, readonly number[]>>;

/** When the app set its marks, in milliseconds. */
async function marksSince(page: Page, from: number): Promise<Times> {
  return page.evaluate(
    ({ names, since }) => {
      const timesOf = (name: string): readonly number[] =>
        performance
          .getEntriesByName(name, 'mark')
          .map(({ startTime }) => startTime)
          .filter((time) => time >= since);
      return {
        key: timesOf(names.key),
        findings: timesOf(names.findings),
        annotation: timesOf(names.annotation),
      };
    },
    { names: marks, since: from },
  );
}

function answersOf({ key, findings, annotation }: Times): readonly Answer[] {
  return key.flatMap((at, index) => {
    const next = key[index + 1] ?? Number.POSITIVE_INFINITY;
    const found = findings.find((time) => time >= at && time < next);
    const made = annotation.find((time) => time >= at && time < next);
    if (found === undefined) return [];
    return [{ findings: found - at, annotation: made === undefined ? undefined : made - at }];
  });
}

/** The longest task after each key, until its annotation is there. */
function blocksOf(trace: ReturnType<typeof readTrace>): readonly number[] {
  const keys = trace.marks(marks.key);
  const annotations = trace.marks(marks.annotation);
  return keys.map((at, index) => {
    const next = keys[index + 1] ?? Number.POSITIVE_INFINITY;
    const made = annotations.find((time) => time >= at && time < next);
    return trace.longestTask(at, made ?? at + 200);
  });
}

function row(name: string, { answers, blocks }: Samples): readonly string[] {
  const findings = answers.map((answer) => answer.findings);
  const annotations = answers.flatMap(({ annotation }) => (annotation === undefined ? [] : [annotation]));
  const shown = (values: readonly number[], share: number): string =>
    values.length === 0 ? 'none' : milliseconds(percentile(values, share));
  return [
    name,
    String(answers.length),
    shown(findings, 0.5),
    shown(findings, 0.95),
    shown(annotations, 0.5),
    shown(annotations, 0.95),
    shown(blocks, 0.5),
    shown(blocks, 0.95),
    shown(blocks, 1),
  ];
}

/** From the keystroke to its findings and digests on the page, and to its final annotation. */
export const part: Part = {
  name: 'keystroke',
  async run({ browser, site }) {
    const bench = await startBench(await browser(), site);
    const sizes = [
      { name: '4 kB', text: documentOf(2_000) },
      { name: '90 kB', text: documentOf(88_000) },
      { name: '1 MB', text: documentOf(1_000_000) },
      { name: '16 MB', text: documentOf(15_900_000) },
    ];
    const rows: (readonly string[])[] = [];
    for (const slowdown of [1, 4]) {
      for (const { name, text } of sizes) {
        if (slowdown > 1 && text.length > 2_000_000) continue;
        try {
          rows.push(row(`${name}, ${String(slowdown)}x`, await typeLetters(bench, text, slowdown)));
        } catch (error) {
          rows.push([
            `${name}, ${String(slowdown)}x`,
            `failed: ${String(error).split('\n')[0] ?? ''}`,
            '',
            '',
            '',
            '',
            '',
            '',
            '',
          ]);
        }
      }
    }
    await bench.close();
    return [
      {
        title: 'From a keystroke to the outputs',
        note:
          'One letter at a time in initdata.toml, in Monaco. Findings include the digests; the annotation is the smallest ' +
          'one, after the pause that the app waits for. 4x slows the main thread only, not the workers. The block is the ' +
          'longest task on the main thread after the key, taken in a second pass: the trace that it needs slows all tasks down.',
        columns: [
          'document',
          'keys',
          'findings p50',
          'findings p95',
          'annotation p50',
          'annotation p95',
          'block p50',
          'block p95',
          'longest block',
        ],
        rows,
      },
    ];
  },
};
