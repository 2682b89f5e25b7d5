/** Installs what package-lock.json names, and only when it has changed since the last time. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

const oldestNode = /** @type {const} */ ([20, 19]);

/** Ends the program with a sentence when this Node is too old to build the app. */
export function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const [wantedMajor, wantedMinor] = oldestNode;
  if (major > wantedMajor || (major === wantedMajor && minor >= wantedMinor)) return;
  console.error(
    `Init-Data Studio needs Node.js ${oldestNode.join('.')} or newer; this is ${process.versions.node}. ` +
      'See https://nodejs.org/ for a current one.',
  );
  process.exit(1);
}

/**
 * Runs a program in the repository's folder with its output on this terminal.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {boolean} whether it ended well
 */
export function run(command, args, env = process.env) {
  // On Windows npm and npx are command files, which only a shell runs; none of our arguments needs quoting there.
  const shell = process.platform === 'win32' && command !== process.execPath;
  return spawnSync(command, [...args], { cwd: root, stdio: 'inherit', env, shell }).status === 0;
}

/**
 * Runs a program that was installed with the project, such as `vite`.
 *
 * @param {string} name
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 */
export function runInstalled(name, args, env) {
  return run(process.execPath, [installedProgram(name), ...args], env);
}

/**
 * The script behind an installed command, run by this Node without a shell or npx in between.
 *
 * @param {string} name
 */
export function installedProgram(name) {
  const packageName = name === 'tsc' ? 'typescript' : name === 'playwright' ? '@playwright/test' : name;
  const folder = join(root, 'node_modules', packageName);
  const { bin } = /** @type {{ bin: string | Record<string, string> }} */ (
    JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  );
  const file = typeof bin === 'string' ? bin : bin[name];
  if (file === undefined) throw new Error(`${packageName} has no command ${name}`);
  return join(folder, file);
}

/**
 * Makes node_modules agree with package-lock.json; takes no time when it does.
 *
 * @returns {boolean} whether it does now
 */
export function install() {
  const lock = readFileSync(join(root, 'package-lock.json'));
  const state = `${createHash('sha256').update(lock).digest('hex')} ${process.platform} ${process.arch}\n`;
  const stamp = join(root, 'node_modules', '.studio-install');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === state) return true;
  console.log('Installing packages ...');
  if (!run('npm', ['ci', '--no-fund', '--no-audit'])) return false;
  writeFileSync(stamp, state);
  return true;
}
