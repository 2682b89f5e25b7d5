/** Builds the app when a source has changed since the last build. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root, runInstalled } from './install.mjs';
import { fileList } from './vite/report.mjs';

/** What a build is made from. */
const sources = [
  'src',
  'public',
  'scripts/vite',
  'scripts/csp.mjs',
  'index.html',
  'vite.config.ts',
  'package.json',
  'package-lock.json',
];

/** A file that no build reads. */
const isTest = /\.test\.(ts|tsx|mjs)$|\/(testing|fixtures)\//;

/** @param {string} path relative to the root @returns {readonly string[]} */
function filesOf(path) {
  if (!existsSync(join(root, path))) return [];
  if (statSync(join(root, path)).isFile()) return [path];
  return readdirSync(join(root, path))
    .sort()
    .flatMap((name) => filesOf(`${path}/${name}`))
    .filter((file) => !isTest.test(file));
}

/** One digest over the names and bytes of all sources. */
function sourceState() {
  const hash = createHash('sha256').update(process.version);
  for (const file of sources.flatMap(filesOf))
    hash.update(`\n${file}\n`).update(readFileSync(join(root, file)));
  return hash.digest('hex');
}

/** One digest over the list of built files, itself a list of digests; empty without a build. */
function buildState() {
  const list = join(root, 'dist', fileList);
  return existsSync(list) ? createHash('sha256').update(readFileSync(list)).digest('hex') : '';
}

/** Which build belongs to which sources. Not in `dist`, which holds exactly what is served. */
const stamp = join(root, 'node_modules', '.cache', 'studio-build');

/**
 * Makes `dist` agree with the sources.
 *
 * @returns {boolean} whether it does now
 */
export function buildWhenChanged() {
  const sourcesNow = sourceState();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === `${sourcesNow} ${buildState()}\n`) return true;
  console.log('Building ...');
  if (!runInstalled('vite', ['build', '--logLevel', 'warn'])) return false;
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, `${sourcesNow} ${buildState()}\n`);
  return true;
}
