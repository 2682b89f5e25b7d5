/**
 * Property tests: a seeded slice by default, so that a run can be repeated, and as many runs as FUZZ_RUNS asks for.
 * With FUZZ_LOG each property writes down how often it was really tried.
 */
import { appendFileSync } from 'node:fs';
import { relative } from 'node:path';
import fc from 'fast-check';
import { expect } from 'vitest';

const runs = process.env['FUZZ_RUNS'];
const log = process.env['FUZZ_LOG'];

/** @type {import('fast-check').Plugin<unknown>} */
const writesDown = () => ({
  onAllRunsComplete: ({ numRuns, failed, seed }) => {
    const { testPath = '', currentTestName = '' } = expect.getState();
    const file = relative(process.cwd(), testPath);
    appendFileSync(log ?? '', `${JSON.stringify({ file, test: currentTestName, numRuns, failed, seed })}\n`);
  },
});

fc.configureGlobal({
  seed: Number(process.env['FUZZ_SEED'] ?? 1),
  ...(runs === undefined ? {} : { numRuns: Number(runs) }),
  ...(log === undefined ? {} : { plugins: [writesDown] }),
});
