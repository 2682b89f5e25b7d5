/**
 * `npm run bench [-- PART …]`: measures side by side in one run; with all parts it writes bench/RESULTS.md.
 * Packages to compare with are fetched by npm into a cache folder; programs are used when they are there.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { findBrowser } from './browser.mjs';
import { buildWhenChanged } from './build.mjs';
import { bundleForNode } from './bundle-core.mjs';
import { requireNode, root, run } from './install.mjs';
import { machine } from './machine.mjs';
import { kataRequests, peerProgram } from './peers.mjs';

const compared = ['pako@2.1.0', '@gfx/zopfli@1.0.15'];
const folder = join(root, 'node_modules', '.cache', 'studio-bench');

function getPackages() {
  if (existsSync(join(folder, 'node_modules'))) return;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
  console.log(`getting ${compared.join(' and ')} by npm to compare with`);
  run('npm', ['install', '--prefix', folder, '--ignore-scripts', '--no-audit', '--no-fund', ...compared]);
}

/**
 * CyberChef brings some hundred packages along and is wanted by one part only. Its own set-up step patches a dependency and is
 * not run, so its two operations are loaded by their files.
 */
function getCyberChef() {
  if (existsSync(join(folder, 'node_modules', 'cyberchef'))) return;
  console.log('getting cyberchef by npm to compare with');
  const { status } = spawnSync(
    'npm',
    ['install', '--prefix', folder, '--ignore-scripts', '--no-audit', '--no-fund', 'cyberchef@10.24.0'],
    { stdio: 'ignore', shell: process.platform === 'win32' },
  );
  if (status !== 0) console.log('  cyberchef cannot be had here: its column stays empty');
}

/** @type {import('../bench/part.ts').Tools} */
const tools = {
  pipe(program, args, input) {
    const { status, stdout, error } = spawnSync(program, [...args], { input, maxBuffer: 1 << 28 });
    return error !== undefined || status !== 0 ? undefined : stdout;
  },
  async load(specifier) {
    try {
      const inside = join(folder, 'node_modules', specifier);
      const file =
        specifier.endsWith('.mjs') && existsSync(inside)
          ? inside
          : createRequire(join(folder, 'package.json')).resolve(specifier);
      return /** @type {unknown} */ (await import(pathToFileURL(file).href));
    } catch (error) {
      console.log(
        `  without ${specifier}: ${error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)}`,
      );
      return undefined;
    }
  },
  async browser() {
    const found = await findBrowser();
    if (found === undefined) throw new Error('no browser to measure in');
    return found;
  },
  site: join(root, 'dist'),
  peer: peerProgram,
  kataRequests,
  collection: join(root, '..', 'shared', 'corpus'),
};

requireNode();
getPackages();
if (!buildWhenChanged()) process.exit(1);
const wanted = process.argv.slice(2);
if (wanted.length === 0 || wanted.includes('review')) getCyberChef();
const { measure } = /** @type {typeof import('../bench/main.ts')} */ (
  await import(await bundleForNode('bench/main.ts', 'bench'))
);
const tables = await measure(wanted, tools);
const page = `# Measurements

\`npm run bench\` on ${new Date().toISOString().slice(0, 10)}, ${machine()}. Ratios travel better than milliseconds.

${tables}`;
if (wanted.length === 0) writeFileSync(join(root, 'bench', 'RESULTS.md'), page);
console.log(`\n${page}`);
