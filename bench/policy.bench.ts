import type { Page } from '@playwright/test';
import { checkModel } from '#core/policy/check/check.ts';
import { readRequestLog, replayLog } from '#core/policy/events/log.ts';
import { lintModel } from '#core/policy/lint/lint.ts';
import { matrixOf } from '#core/policy/matrix/matrix.ts';
import { modelOf, type PolicyModel } from '#core/policy/matrix/model.ts';
import { policyStarter } from '#examples/policies.ts';
import { loadBuiltins } from '#core/rego/builtins/registry.ts';
import { profileOf } from '#core/rego/profile.ts';
import { dropFile, markCount, startBench, throttle, waitFor, type Bench } from './browser.ts';
import { milliseconds, percentile, type Part, type Table, time, timingOf, type Tools } from './part.ts';
import { documentWith, longPolicies, type LongPolicy, requestLog, typedMark } from './policy-inputs.ts';

const profile = profileOf('kata-3.30');
const rounds = 40;
const warming = 10;

/** What is typed, somewhere in the policy: each round another letter. */
const edits = [
  {
    name: 'a default',
    text: (policy: string, round: number) =>
      `default ListRoutesRequest := ${round % 2 === 0}\n`.concat(policy),
  },
  {
    name: 'a condition of another request',
    text: (policy: string, round: number) =>
      `PauseContainerRequest if input.container_id == "${round}"\n`.concat(policy),
  },
  {
    name: 'the rule for containers',
    text: (policy: string, round: number) => policy.replace(typedMark, `${typedMark} ${round}`),
  },
];

/** The package stays in front. */
function edited(policy: string, text: (policy: string, round: number) => string, round: number): string {
  const head = /^[\s\S]*?(?=^default )/m.exec(policy)?.[0] ?? '';
  return head + text(policy.slice(head.length), round);
}

interface Steps {
  readonly check: number;
  readonly matrix: number;
  readonly lint: number;
}

function stepsOf(policy: string, text: (policy: string, round: number) => string): readonly Steps[] {
  const steps: Steps[] = [];
  let before: PolicyModel | undefined;
  for (let round = 0; round < rounds + warming; round += 1) {
    const typed = edited(policy, text, round);
    const start = performance.now();
    const model = modelOf(typed, profile, before);
    checkModel(model);
    const checked = performance.now();
    const matrix = matrixOf(model);
    const tried = performance.now();
    lintModel(model, { matrix });
    const end = performance.now();
    before = model;
    if (round >= warming) steps.push({ check: checked - start, matrix: tried - checked, lint: end - tried });
  }
  return steps;
}

function inNode(policies: readonly LongPolicy[]): Table {
  const rows = policies.flatMap(({ name, text }) =>
    edits.map((edit) => {
      const steps = stepsOf(text, edit.text);
      const middle = (part: keyof Steps): string =>
        milliseconds(timingOf(steps.map((step) => step[part])).p50);
      const answered = timingOf(steps.map(({ check, matrix }) => check + matrix));
      return [
        `${name}: ${edit.name}`,
        middle('check'),
        middle('matrix'),
        milliseconds(answered.p50),
        milliseconds(answered.p95),
        middle('lint'),
      ];
    }),
  );
  return {
    title: 'A long policy while it is typed',
    note: 'After each edit: parsed and compiled, then the matrix of all requests, then every lint rule, which follows once the matrix is shown. In Node, on the thread that would be the worker. What was found before the edit is asked first, and searches whose rules did not change are not made again.',
    columns: ['after an edit of', 'read', 'matrix', 'both, p50', 'both, p95', 'lint'],
    rows,
  };
}

// In the page

const marks = {
  key: 'studio:keystroke',
  checked: 'studio:policy-checked',
  matrix: 'studio:matrix',
  linted: 'studio:policy-linted',
} as const;

const letters = 'a letter after the other';

type Times = Readonly<Record<keyof typeof marks, readonly number[]>>;

async function openPolicy(page: Page, url: string, policy: string): Promise<void> {
  await page.goto(url);
  await page.getByRole('textbox', { name: 'Editor of initdata.toml' }).waitFor();
  await dropFile(page, 'initdata.toml', documentWith(policy));
  await page.getByRole('navigation', { name: 'Modes' }).getByRole('link', { name: 'Policy' }).click();
  await waitFor(() => markCount(page, marks.linted), 0, 120_000);
  const editor = page.getByRole('textbox', { name: 'Editor of policy.rego' });
  await editor.focus();
  await page.keyboard.press('ControlOrMeta+F');
  await page.keyboard.type(typedMark);
  await page.waitForTimeout(500);
  await page.keyboard.press('Escape');
  await page.keyboard.press('ArrowRight');
  await page.waitForTimeout(1_500);
}

async function typeLetters(bench: Bench, policy: string, slowdown: number): Promise<Times> {
  const { page, context } = await bench.freshPage();
  await openPolicy(page, bench.url, policy);
  await throttle(page, slowdown);
  const from = await page.evaluate(() => performance.now());
  for (const letter of letters) {
    const linted = await markCount(page, marks.linted);
    await page.keyboard.type(letter);
    // Asking the page anything now would delay what is measured.
    await page.waitForTimeout(200);
    if (!(await waitFor(() => markCount(page, marks.linted), linted, 20_000))) break;
  }
  const times = await page.evaluate(
    ({ names, since }) => {
      const timesOf = (name: string): readonly number[] =>
        performance
          .getEntriesByName(name, 'mark')
          .map(({ startTime }) => startTime)
          .filter((at) => at >= since);
      const { key, checked, matrix, linted } = names;
      return {
        key: timesOf(key),
        checked: timesOf(checked),
        matrix: timesOf(matrix),
        linted: timesOf(linted),
      };
    },
    { names: marks, since: from },
  );
  await context.close();
  return times;
}

/** How long after each key the first mark of a name came. */
function delays({ key, ...others }: Times, name: Exclude<keyof typeof marks, 'key'>): readonly number[] {
  return key.flatMap((at, index) => {
    const next = key[index + 1] ?? Number.POSITIVE_INFINITY;
    const found = others[name].find((each) => each >= at && each < next);
    return found === undefined ? [] : [found - at];
  });
}

async function inPage({ browser, site }: Tools, policies: readonly LongPolicy[]): Promise<Table> {
  const bench = await startBench(await browser(), site);
  const rows: (readonly string[])[] = [];
  for (const slowdown of [1, 4]) {
    for (const { name, text } of policies) {
      const times = await typeLetters(bench, text, slowdown);
      const cells = (['checked', 'matrix', 'linted'] as const).flatMap((mark) => {
        const found = delays(times, mark);
        return [milliseconds(percentile(found, 0.5)), milliseconds(percentile(found, 0.95))];
      });
      rows.push([`${name}, ${String(slowdown)}x`, String(times.key.length), ...cells]);
    }
  }
  await bench.close();
  return {
    title: 'From a keystroke to the answers of the Policy mode',
    note: 'One letter at a time into a condition of the rule for containers, the one that costs most to search. The findings are those of parser and compiler; lint findings follow the matrix. Requests that could not be tried in 40 ms are marked in the matrix and tried further. 4x slows the main thread only, not the worker.',
    columns: [
      'policy',
      'keys',
      'findings p50',
      'findings p95',
      'matrix p50',
      'matrix p95',
      'lint p50',
      'lint p95',
    ],
    rows,
  };
}

// Replay

const logLines = 500;

/** The policy that we offer as a start, made for an image; and the long ones, which deny the containers of the log. */
async function replays(policies: readonly LongPolicy[]): Promise<Table> {
  const restrictive = policyStarter('restrictive').text;
  const [image] = /\S+@sha256:[0-9a-f]{64}/.exec(restrictive.replaceAll('"', ' ')) ?? [];
  const rows: (readonly string[])[] = [];
  for (const { name, text } of [{ name: 'our restrictive starter', text: restrictive }, ...policies]) {
    const log = requestLog(logLines, image);
    let allowed = 0;
    const { p50, p95 } = await time(() => {
      allowed = 0;
      for (const { decision } of replayLog(readRequestLog(log), text, profile)) {
        if (decision.kind === 'allowed') allowed += 1;
      }
    }, 3_000);
    rows.push([name, String(allowed), ...[p50, p95, 4 * p50, 4 * p95].map((value) => milliseconds(value))]);
  }
  return {
    title: `Replay of a log of ${String(logLines)} requests`,
    note: 'The life of a pod again and again. From the text of the log to the last decision, the policy loaded anew. Browsers slow main threads down and no workers, in one of which this runs: 4x is four times the time.',
    columns: ['policy', 'allowed', 'p50', 'p95', '4x p50', '4x p95'],
    rows,
  };
}

export const part: Part = {
  name: 'policy',
  run: async (tools) => {
    await loadBuiltins(profile);
    const policies = longPolicies(tools.collection);
    return [inNode(policies), await inPage(tools, policies), await replays(policies)];
  },
};
