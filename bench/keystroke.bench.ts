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

interface Sample {
  readonly findings: number;
  readonly annotation: number | undefined;
  readonly longestTask: number;
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

async function typeLetters(bench: Bench, text: string, slowdown: number): Promise<readonly Sample[]> {
  const { page, context } = await bench.freshPage();
  await openDocument(page, bench.url, text);
  await throttle(page, slowdown);
  // A large document takes its time: fewer letters of it say enough.
  const typed = text.length < 500_000 ? letters : letters.slice(0, text.length < 2_000_000 ? 12 : 5);
  const wantsAnnotation = text.length < 2_000_000;
  await bench.browser.startTracing(page, { categories: traceCategories });
  for (const letter of typed) {
    const findings = await markCount(page, marks.findings);
    const annotations = await markCount(page, marks.annotation);
    await page.keyboard.type(letter);
    if (!(await waitFor(() => markCount(page, marks.findings), findings, 15_000))) break;
    if (wantsAnnotation) await waitFor(() => markCount(page, marks.annotation), annotations, 20_000);
  }
  const trace = readTrace(await bench.browser.stopTracing(), marks.key);
  await context.close();
  return samplesOf(trace);
}

function samplesOf(trace: ReturnType<typeof readTrace>): readonly Sample[] {
  const keys = trace.marks(marks.key);
  const findings = trace.marks(marks.findings);
  const annotations = trace.marks(marks.annotation);
  return keys.flatMap((at, index) => {
    const next = keys[index + 1] ?? Number.POSITIVE_INFINITY;
    const found = findings.find((time) => time >= at && time < next);
    const annotation = annotations.find((time) => time >= at && time < next);
    if (found === undefined) return [];
    return [
      {
        findings: found - at,
        annotation: annotation === undefined ? undefined : annotation - at,
        // From a little before the mark: the task that set it had begun with the key.
        longestTask: trace.longestTask(at, annotation ?? found + 100),
      },
    ];
  });
}

function row(name: string, samples: readonly Sample[]): readonly string[] {
  const findings = samples.map((sample) => sample.findings);
  const annotations = samples.flatMap(({ annotation }) => (annotation === undefined ? [] : [annotation]));
  const tasks = samples.map(({ longestTask }) => longestTask);
  const shown = (values: readonly number[], share: number): string =>
    values.length === 0 ? 'none' : milliseconds(percentile(values, share));
  return [
    name,
    String(samples.length),
    shown(findings, 0.5),
    shown(findings, 0.95),
    shown(annotations, 0.5),
    shown(annotations, 0.95),
    shown(tasks, 0.95),
    shown(tasks, 1),
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
          'longest task on the main thread after the key, to p95 and at most.',
        columns: [
          'document',
          'keys',
          'findings p50',
          'findings p95',
          'annotation p50',
          'annotation p95',
          'block p95',
          'longest block',
        ],
        rows,
      },
    ];
  },
};
