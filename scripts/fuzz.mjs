/**
 * `npm run fuzz`: the property tests with full counts, and the Rego engine beside native ones where `npm run peers` has built
 * them; writes bench/FUZZ.md and bench/FUZZ-REGO.md.
 * `--runs N` (10 000), `--evaluations N` (100 000), `--seed N` (today's date), and parts of file names to take only some of
 * the property tests; `peers` among them takes the comparison of engines, alone it takes nothing else.
 */
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { bundleForNode } from './bundle-core.mjs';
import { requireNode, root, runInstalled } from './install.mjs';
import { machine } from './machine.mjs';
import { peerProgram } from './peers.mjs';

requireNode();
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    runs: { type: 'string', default: '10000' },
    evaluations: { type: 'string', default: '100000' },
    seed: { type: 'string' },
  },
});
const today = new Date().toISOString().slice(0, 10);
const seed = values.seed ?? today.replaceAll('-', '');

/** Our Rego engine and others, asked the same. */
async function compareEngines() {
  const { compareEngines: compare } = /** @type {typeof import('./fuzz/rego/report.ts')} */ (
    await import(await bundleForNode('scripts/fuzz/rego/report.ts', 'fuzz-rego'))
  );
  const { page, passed } = await compare({
    date: today,
    machine: machine(),
    seed: Number(seed),
    evaluations: Number(values.evaluations),
    vectors: join(root, '..', 'shared', 'vectors'),
    regorus: peerProgram('regorus'),
    opa: peerProgram('opa'),
  });
  if (page !== undefined) writeFileSync(join(root, 'bench', 'FUZZ-REGO.md'), page);
  console.log(page ?? 'SKIPPED: the comparison of our Rego engine with native regorus.');
  return passed;
}

if (positionals.length === 1 && positionals[0] === 'peers') process.exit((await compareEngines()) ? 0 : 1);
const parts = positionals.filter((part) => part !== 'peers');

const files = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.test.ts') || file.endsWith('.test.tsx'))
  .map((file) => `src/${file}`)
  .filter((file) => /fast-check|FUZZ_RUNS|fuzzRuns/.test(readFileSync(join(root, file), 'utf8')))
  .filter((file) => parts.length === 0 || parts.some((part) => file.includes(part)))
  .sort();

const folder = join(root, 'node_modules', '.cache', 'studio-fuzz');
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
const log = join(folder, 'properties.jsonl');
const report = join(folder, 'report.json');

const start = performance.now();
const passed = runInstalled(
  'vitest',
  [
    'run',
    '--testTimeout=3600000',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
    ...files,
  ],
  { ...process.env, FUZZ_RUNS: values.runs, FUZZ_SEED: seed, FUZZ_LOG: log },
);
const minutes = (performance.now() - start) / 60_000;

/**
 * @typedef {{ file: string, test: string, numRuns: number, failed: boolean, seed: number }} Property
 * @typedef {{ testResults: readonly { assertionResults: readonly { status: string }[] }[] }} Report
 */
const properties = existsSync(log)
  ? readFileSync(log, 'utf8')
      .trim()
      .split('\n')
      .map((line) => /** @type {Property} */ (JSON.parse(line)))
  : [];
const tests = existsSync(report)
  ? /** @type {Report} */ (JSON.parse(readFileSync(report, 'utf8'))).testResults.flatMap(
      ({ assertionResults }) => assertionResults,
    )
  : [];
const failures = tests.filter(({ status }) => status === 'failed').length;
const total = properties.reduce((sum, { numRuns }) => sum + numRuns, 0);

const rows = properties
  .map(({ file, test, numRuns, failed }) => {
    const [name] = test.split(' > ').slice(-1);
    return `| ${file} | ${(name ?? test).replaceAll('|', '\\|')} | ${numRuns.toLocaleString('en')} | ${failed ? '**failed**' : 'held'} |`;
  })
  .sort();
const lines = [
  '# Property tests with full counts',
  '',
  `\`npm run fuzz\` on ${today}, seed ${seed}, ${machine()}.`,
  '',
  `${String(properties.length)} properties, ${total.toLocaleString('en')} runs in ${minutes.toFixed(1)} minutes; ` +
    `of ${String(tests.length)} tests in these files ${String(failures)} failed.`,
  '',
  '| file | property | runs | result |',
  '|---|---|---:|---|',
  ...rows,
  '',
];
if (parts.length === 0) writeFileSync(join(root, 'bench', 'FUZZ.md'), lines.join('\n'));
else console.log(lines.join('\n'));
const takesEngines = positionals.length === 0 || positionals.length > parts.length;
const agreed = takesEngines ? await compareEngines() : true;
process.exit(passed && agreed ? 0 : 1);
