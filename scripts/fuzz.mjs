/**
 * `npm run fuzz`: the property tests with full counts; writes bench/FUZZ.md.
 * `--runs N` (10 000), `--seed N` (today's date), and parts of file names to take only some.
 */
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { requireNode, root, runInstalled } from './install.mjs';
import { machine } from './machine.mjs';

requireNode();
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { runs: { type: 'string', default: '10000' }, seed: { type: 'string' } },
});
const today = new Date().toISOString().slice(0, 10);
const seed = values.seed ?? today.replaceAll('-', '');

const files = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.test.ts') || file.endsWith('.test.tsx'))
  .map((file) => `src/${file}`)
  .filter((file) => /fast-check|FUZZ_RUNS|fuzzRuns/.test(readFileSync(join(root, file), 'utf8')))
  .filter((file) => positionals.length === 0 || positionals.some((part) => file.includes(part)))
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
if (positionals.length === 0) writeFileSync(join(root, 'bench', 'FUZZ.md'), lines.join('\n'));
else console.log(lines.join('\n'));
process.exit(passed ? 0 : 1);
