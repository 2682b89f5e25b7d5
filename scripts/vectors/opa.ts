/**
 * The conformance cases of OPA, out of its Go module: run where Go is there and has or gets the module, and counted by area
 * against those in which regorus passes everything.
 */
import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { parse } from 'yaml';
import type { Dialect } from '#core/rego/ast.ts';
import { loadBuiltins } from '#core/rego/builtins/registry.ts';
import { profileOf } from '#core/rego/profile.ts';
import { opaRelease, regorusAreas } from '#core/rego/testing/opa-areas.ts';
import { runOpaCase } from '#core/rego/testing/opa-cases.ts';
import { isRecord } from '#core/testing/comparison.ts';
import type { CaseResult } from '#core/testing/recorded.ts';

const run = promisify(execFile);

const moduleName = 'github.com/open-policy-agent/opa';

/** Where the cases lie, or why they cannot be had. */
async function casesFolder(release: string): Promise<{ readonly folder: string } | { readonly why: string }> {
  try {
    // Outside of any module, so that nothing but the name and the release counts.
    const { stdout } = await run('go', ['mod', 'download', '-json', `${moduleName}@${release}`], {
      cwd: tmpdir(),
      timeout: 300_000,
    });
    const found: unknown = JSON.parse(stdout);
    if (isRecord(found) && typeof found['Dir'] === 'string')
      return { folder: join(found['Dir'], 'v1/test/cases/testdata') };
    return { why: 'Go names no folder for the module' };
  } catch (error) {
    const isAbsent = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    return { why: isAbsent ? 'Go is not installed' : 'Go could not get the module' };
  }
}

interface Area {
  /** Such as `v1/aggregates`. */
  readonly name: string;
  readonly results: readonly CaseResult[];
}

async function runArea(folder: string, dialect: Dialect, name: string): Promise<Area> {
  const results: CaseResult[] = [];
  for (const file of (await readdir(folder)).toSorted()) {
    if (!file.endsWith('.yaml')) continue;
    const text = await readFile(join(folder, file), 'utf8');
    const content: unknown = parse(text, { intAsBigInt: true, logLevel: 'silent' });
    const cases = isRecord(content) && Array.isArray(content['cases']) ? content['cases'] : [];
    for (const one of cases.filter(isRecord)) results.push(runOpaCase(one, dialect));
  }
  return { name: `${dialect}/${name}`, results };
}

function row(name: string, areas: readonly Area[]): string {
  const results = areas.flatMap((area) => area.results);
  const count = (outcome: CaseResult['outcome']): number =>
    results.filter((result) => result.outcome === outcome).length;
  const unanswered = results.filter(({ difference = '' }) =>
    difference.includes('is not answered here'),
  ).length;
  const listed = count('skipped') - unanswered;
  const cells = [areas.length, results.length, count('passed'), listed, unanswered, count('failed')];
  return `${name.padEnd(42)}${cells.map((cell) => String(cell).padStart(9)).join('')}`;
}

function printAreas(areas: readonly Area[], release: string): void {
  const ofRegorus = areas.filter(({ name }) => regorusAreas.has(name));
  const others = areas.filter(({ name }) => !regorusAreas.has(name));
  console.log(`\nConformance cases of OPA ${release}, by area`);
  console.log(`${''.padEnd(42)}    areas    cases   passed   listed  no answer   failed`);
  console.log(row('in which regorus passes every case', ofRegorus));
  console.log(row('the others', others));
  const names = [...new Set(others.map(({ name }) => name.slice(3)))].toSorted();
  for (const name of names)
    console.log(
      row(
        `  ${name}`,
        others.filter((area) => area.name.slice(3) === name),
      ),
    );
  for (const { id, difference } of areas
    .flatMap(({ results }) => results)
    .filter(({ outcome }) => outcome === 'failed'))
    console.log(`  ${id}: ${difference ?? ''}`);
}

/**
 * Runs the cases and prints the table.
 *
 * @returns the results of all cases; none, said aloud, where Go or the module is missing
 */
export async function runOpaCases(release = opaRelease): Promise<readonly CaseResult[]> {
  const found = await casesFolder(release);
  if ('why' in found) {
    console.log(`\nSKIPPED: the conformance cases of OPA ${release}, as ${found.why}.`);
    return [];
  }
  await loadBuiltins(profileOf('opa'));
  const areas: Area[] = [];
  for (const dialect of ['v0', 'v1'] as const) {
    const folder = join(found.folder, dialect);
    for (const name of (await readdir(folder)).toSorted())
      areas.push(await runArea(join(folder, name), dialect, name));
  }
  printAreas(areas, release);
  return areas.flatMap(({ results }) => results);
}
