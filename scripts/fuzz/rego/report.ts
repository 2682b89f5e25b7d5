/** Runs the comparisons with other engines and writes the page about them. */
import { knownClasses } from './known.ts';
import { compareWithRegorus, describe, type DifferentialReport } from './main.ts';
import { compareWithOpa, opaSection } from './opa.ts';
import { recordedQuestions } from './recorded.ts';

interface RunFacts {
  readonly date: string;
  readonly machine: string;
  readonly seed: number;
  readonly minutes: number;
}

const count = (value: number): string => value.toLocaleString('en');

export interface RunOptions {
  readonly date: string;
  readonly machine: string;
  readonly seed: number;
  /** To compare with regorus; a tenth of them with OPA. */
  readonly evaluations: number;
  /** Folder of recorded cases to change at random; it need not be there. */
  readonly vectors: string;
  /** The built programs; absent ones are left out. */
  readonly regorus: string | undefined;
  readonly opa: string | undefined;
}

/**
 * Compares with what is there.
 *
 * @returns the page, absent without regorus; and whether nothing is left unexplained
 */
export async function compareEngines(
  options: RunOptions,
): Promise<{ readonly page?: string; readonly passed: boolean }> {
  const { seed, evaluations, regorus, opa } = options;
  if (regorus === undefined) return { passed: true };
  const start = performance.now();
  const recorded = recordedQuestions(options.vectors);
  const report = await compareWithRegorus({ program: regorus, seed, evaluations, recorded });
  const withOpa =
    opa === undefined ? undefined : await compareWithOpa(opa, seed, Math.ceil(evaluations / 10));
  const section = withOpa === undefined ? 'OPA was not built for this run.\n' : opaSection(withOpa);
  const minutes = (performance.now() - start) / 60_000;
  const passed = report.unexplained.length === 0 && (withOpa?.unexplained ?? []).length === 0;
  return { page: pageOf(report, section, { ...options, minutes }), passed };
}

/** Markdown, kept as bench/FUZZ-REGO.md. */
function pageOf(
  regorus: DifferentialReport,
  opa: string,
  { date, machine, seed, minutes }: RunFacts,
): string {
  const { questions, evaluations, refused, unanswered, outcomes, known, unexplained } = regorus;
  const explained = [...known.values()].reduce((sum, each) => sum + each, 0);
  const outcomeRows = [...outcomes].map(([kind, times]) => `| ${kind} | ${count(times)} |`).sort();
  const classRows = knownClasses.map(
    (each) => `| ${each.name} | ${count(known.get(each) ?? 0)} | ${each.reason} |`,
  );
  return `# The Rego engine beside other engines

\`npm run fuzz\` on ${date}, seed ${String(seed)}, ${machine}, ${minutes.toFixed(1)} minutes. Policies are made at random
from the whole language, every third is changed at random places or is a recorded policy changed like that; inputs are of one form with random values. Compared
are what came of each evaluation, the value, the whole text of errors, and the lines of \`print\`.

## Native regorus, as the Kata agent has it

${count(evaluations)} evaluations of ${count(questions)} sets of modules; ${count(refused)} sets were refused by both engines in the
same words; ${count(unanswered)} were not answered, as the stack of the native engine or our patience was spent.

| outcome | evaluations |
| --- | ---: |
${outcomeRows.join('\n')}

${count(explained)} sets differ for a known reason, ${count(unexplained.length)} without one. A reason counts only when its rule in
scripts/fuzz/rego/known.ts applies: most of them ask again with other numbers and see whether the engines agree then.

| reason | sets | what it is |
| --- | ---: | --- |
${classRows.join('\n')}
${unexplained.length === 0 ? '' : `\n\`\`\`text\n${unexplained.map(describe).join('\n\n')}\n\`\`\`\n`}
${opa}`;
}
