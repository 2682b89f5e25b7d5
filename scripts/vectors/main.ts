/** Finds case files, hands each to the formats that know it, and prints what came of them. */
import { existsSync } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { parseAllDocuments } from 'yaml';
import type { CaseResult, ReadBeside, RecordedFormat } from '#core/testing/recorded.ts';
import { opaRelease } from '#core/rego/testing/opa-areas.ts';
import { formats as corpusFormats } from './corpus.ts';
import { runOpaCases } from './opa.ts';

const rooms = import.meta.glob<{ readonly formats: readonly RecordedFormat[] }>(
  '../../src/core/*/testing/vectors.ts',
  { eager: true },
);
const formats = [...Object.values(rooms).flatMap((room) => room.formats), ...corpusFormats];

/** Differences shown per file; the rest is counted. */
const shownDifferences = 5;

async function caseFilesBelow(path: string): Promise<readonly string[]> {
  const found = await stat(path);
  if (found.isFile()) return [path];
  const entries = await readdir(path, { withFileTypes: true });
  const below: (readonly string[])[] = [];
  for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    if (entry.name === 'node_modules' || entry.name.startsWith('.')) continue;
    const child = join(path, entry.name);
    if (entry.isDirectory()) below.push(await caseFilesBelow(child));
    else if (entry.isFile() && /\.(json|yaml|yml)$/.test(entry.name)) below.push([child]);
  }
  return below.flat();
}

/** The parsed content; undefined for a file that is neither JSON nor YAML, such as a template. */
function parsed(path: string, text: string): unknown {
  try {
    if (path.endsWith('.json')) return JSON.parse(text);
    const documents = parseAllDocuments(text, { logLevel: 'silent' });
    if (!Array.isArray(documents) || documents.some(({ errors }) => errors.length > 0)) return undefined;
    const values: readonly unknown[] = documents.map(
      (document) => document.toJS({ maxAliasCount: 100 }) as unknown,
    );
    return values.length === 1 ? values[0] : values;
  } catch {
    return undefined;
  }
}

interface FileReport {
  readonly path: string;
  readonly format: string;
  readonly results: readonly CaseResult[];
  readonly milliseconds: number;
}

async function runFile(path: string): Promise<readonly FileReport[]> {
  const file = parsed(path, await readFile(path, 'utf8'));
  const read: ReadBeside = async (name) => new Uint8Array(await readFile(join(dirname(path), name)));
  const reports: FileReport[] = [];
  for (const format of formats) {
    if (file === undefined || !format.recognises(file)) continue;
    const start = performance.now();
    let results: readonly CaseResult[];
    try {
      results = await format.run(file, read);
    } catch (error) {
      const difference = `the runner itself failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
      results = [{ id: '(whole file)', outcome: 'failed', difference }];
    }
    reports.push({ path, format: format.name, results, milliseconds: performance.now() - start });
  }
  return reports;
}

function count(results: readonly CaseResult[], outcome: CaseResult['outcome']): number {
  return results.filter((result) => result.outcome === outcome).length;
}

function printReport({ path, format, results, milliseconds }: FileReport, base: string): void {
  const passed = String(count(results, 'passed')).padStart(6);
  const failed = String(count(results, 'failed')).padStart(6);
  const skipped = String(count(results, 'skipped')).padStart(6);
  const time = `${milliseconds.toFixed(0)} ms`.padStart(9);
  console.log(`${passed}${failed}${skipped}${time}  ${format.padEnd(18)} ${relative(base, path)}`);
  const failures = results.filter(({ outcome }) => outcome === 'failed');
  for (const { id, difference } of failures.slice(0, shownDifferences)) {
    console.log(
      `          ${id}: ${(difference ?? 'no difference given').replaceAll('\n', '\n            ')}`,
    );
  }
  if (failures.length > shownDifferences) {
    console.log(`          and ${String(failures.length - shownDifferences)} more`);
  }
}

/** Where scripts/peers.mjs keeps the requests that are recorded beside the sources of regorus. */
const kataRequests = ['node_modules', '.cache', 'studio-peers', 'kata-requests'];

/** Our own fixtures, the recorded cases that lie beside the repository, and those that came with a peer's sources. */
function defaultFolders(root: string): readonly string[] {
  const folders = [join(root, 'src'), resolve(root, '../shared'), join(root, ...kataRequests)];
  return folders.filter((folder) => existsSync(folder));
}

/** The release in `--opa` or `--opa=v1.2.0`; undefined when the cases of OPA are not asked for. */
function releaseAskedFor(args: readonly string[]): string | undefined {
  const asked = args.find((arg) => /^--opa(?:=|$)/.test(arg));
  if (asked === undefined) return args.length === 0 ? opaRelease : undefined;
  return asked === '--opa' ? opaRelease : asked.slice('--opa='.length);
}

/**
 * Runs every file with a known format below the given paths, prints a table, and ends with
 * `N passed, N failed, N skipped`.
 *
 * @param args folders or files, relative to `base`; none for our own, those beside the repository and the conformance cases
 * of OPA; `--opa` for the latter alone, `--opa=v1.22.2` for those of another release than the one that regorus runs
 * @returns the exit code: 0, or 1 when a case failed or a path does not exist
 */
export async function runRecordedCases(args: readonly string[], base: string): Promise<number> {
  const release = releaseAskedFor(args);
  const ofOpa = release === undefined ? [] : await runOpaCases(release);
  const paths = args.filter((arg) => !arg.startsWith('--opa'));
  const recorded = args.length > 0 && paths.length === 0 ? [] : await runFiles(paths, base);
  const results = [...ofOpa, ...recorded];
  const failed = count(results, 'failed');
  console.log(
    `\n${String(count(results, 'passed'))} passed, ${String(failed)} failed, ${String(count(results, 'skipped'))} skipped`,
  );
  return failed > 0 ? 1 : 0;
}

/** A path that does not exist is a failure of its own. */
async function runFiles(paths: readonly string[], base: string): Promise<readonly CaseResult[]> {
  const wanted = paths.length > 0 ? paths.map((path) => resolve(base, path)) : defaultFolders(base);
  const missing = wanted.filter((path) => !existsSync(path));
  for (const path of missing) console.error(`There is no ${path}.`);
  if (paths.length === 0 && !existsSync(resolve(base, '../shared'))) {
    console.log('../shared is not there: its recorded cases are skipped, only our own fixtures run.');
  }

  const reports: FileReport[] = [];
  const unknown: string[] = [];
  console.log('passed failed skipped    time  format             file');
  for (const path of wanted.filter((one) => !missing.includes(one))) {
    for (const file of await caseFilesBelow(path)) {
      const ofFile = await runFile(file);
      for (const report of ofFile) printReport(report, base);
      reports.push(...ofFile);
      if (ofFile.length === 0) unknown.push(relative(base, file));
    }
  }
  printUnknown(unknown, paths.length > 0);

  const absent = missing.map((path): CaseResult => ({
    id: path,
    outcome: 'failed',
    difference: 'is not there',
  }));
  return [...reports.flatMap((report) => report.results), ...absent];
}

/** Each file when folders were named; without, a number per folder, because most are data of other kinds. */
function printUnknown(files: readonly string[], each: boolean): void {
  if (files.length === 0) return;
  console.log('\nNot a format known here:');
  if (each) {
    for (const file of files) console.log(`  ${file}`);
    return;
  }
  const perFolder = new Map<string, number>();
  for (const file of files) {
    const folder = dirname(file).split(sep).slice(0, 3).join(sep);
    perFolder.set(folder, (perFolder.get(folder) ?? 0) + 1);
  }
  for (const [folder, number] of perFolder) console.log(`  ${String(number).padStart(4)} in ${folder}`);
}
