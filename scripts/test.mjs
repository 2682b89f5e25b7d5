/**
 * `npm test`: everything a change must pass, from a fresh clone on. A step that fails counts as one failure, and the steps
 * after it still run where they can. The last line is `N passed, N failed`, with `, N skipped` where some were.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { install, installedProgram, requireNode, root, run } from './install.mjs';

/**
 * @typedef {object} Outcome
 * @property {number} passed
 * @property {number} failed
 * @property {number} skipped
 */

const reports = join(root, 'node_modules', '.cache', 'studio-test');

/** @type {readonly (readonly [string, readonly string[]])[]} */
const checks = [
  ['format', ['prettier', '--check', '--log-level', 'warn', '.']],
  [
    'lint',
    ['oxlint', '--type-aware', '--max-warnings', '0', 'src', 'e2e', 'scripts', 'bench', 'vite.config.ts'],
  ],
  ['types of the app', ['tsc', '-p', 'tsconfig.json']],
  ['types of the core', ['tsc', '-p', 'src/core/tsconfig.json']],
  ['types of the tests', ['tsc', '-p', 'src/tsconfig.json']],
  ['types of the scripts', ['tsc', '-p', 'scripts/tsconfig.json']],
  ['types of the bench', ['tsc', '-p', 'bench/tsconfig.json']],
  ['types of the journeys', ['tsc', '-p', 'e2e/tsconfig.json']],
];

/** @param {boolean} ok @returns {Outcome} */
const one = (ok) => ({ passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0 });

/**
 * @param {string} file a JSON report
 * @returns {any} undefined when the program that writes it did not come so far
 */
function readReport(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}

/**
 * What a program counted, with a failure added when it ended badly without counting one, such as on a broken import.
 *
 * @param {boolean} ok
 * @param {Outcome | undefined} counted
 * @returns {Outcome}
 */
function settled(ok, counted) {
  if (counted === undefined) return one(false);
  return ok || counted.failed > 0 ? counted : { ...counted, failed: counted.failed + 1 };
}

/** @returns {Outcome} */
function unitTests() {
  const file = join(reports, 'unit.json');
  const ok = run(process.execPath, [
    installedProgram('vitest'),
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
  ]);
  const report =
    /** @type {{ numPassedTests: number, numFailedTests: number, numPendingTests: number } | undefined} */ (
      readReport(file)
    );
  return settled(
    ok,
    report && {
      passed: report.numPassedTests,
      failed: report.numFailedTests,
      skipped: report.numPendingTests,
    },
  );
}

/** @returns {Outcome} */
function journeys() {
  const file = join(reports, 'e2e.json');
  const ok = run(process.execPath, [join(root, 'scripts', 'e2e.mjs'), '--report', file]);
  const report =
    /** @type {{ stats: Record<'expected' | 'unexpected' | 'flaky' | 'skipped', number> } | undefined} */ (
      readReport(file)
    );
  return settled(
    ok,
    report && {
      passed: report.stats.expected,
      failed: report.stats.unexpected + report.stats.flaky,
      skipped: report.stats.skipped,
    },
  );
}

/** @returns {Outcome} */
function recordedCases() {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'scripts', 'vectors.mjs')], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  process.stdout.write(stdout);
  process.stderr.write(stderr);
  const [, passed, failed, skipped] = /(\d+) passed, (\d+) failed, (\d+) skipped\s*$/.exec(stdout) ?? [];
  return settled(
    status === 0,
    passed === undefined
      ? undefined
      : { passed: Number(passed), failed: Number(failed), skipped: Number(skipped) },
  );
}

/** @type {Outcome} */
let total = { passed: 0, failed: 0, skipped: 0 };
/** @type {string[]} */
const summary = [];

/**
 * @param {string} name
 * @param {() => Outcome} work
 */
function step(name, work) {
  console.log(`\n=== ${name}`);
  const start = performance.now();
  const outcome = work();
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  total = {
    passed: total.passed + outcome.passed,
    failed: total.failed + outcome.failed,
    skipped: total.skipped + outcome.skipped,
  };
  const { passed, failed, skipped } = outcome;
  const skips = skipped > 0 ? `, ${String(skipped)} skipped` : '';
  summary.push(
    `${name.padEnd(22)} ${String(passed)} passed, ${String(failed)} failed${skips} (${seconds} s)`,
  );
}

requireNode();
step('install', () => one(install()));
if (total.failed === 0) {
  rmSync(reports, { recursive: true, force: true });
  for (const [name, [program = '', ...args]] of checks) {
    step(name, () => one(run(process.execPath, [installedProgram(program), ...args])));
  }
  step('unit tests', unitTests);
  step('recorded cases', recordedCases);
  // Imported late: what it needs is installed by the first step.
  const { buildWhenChanged } = await import('./build.mjs');
  step('build', () => one(buildWhenChanged()));
  step('journeys', journeys);
}

console.log(`\n${summary.join('\n')}\n`);
const skips = total.skipped > 0 ? `, ${String(total.skipped)} skipped` : '';
console.log(`${String(total.passed)} passed, ${String(total.failed)} failed${skips}`);
process.exit(total.failed === 0 ? 0 : 1);
