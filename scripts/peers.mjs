/**
 * `npm run peers`: builds the engines of others that ours is compared with, from the small programs in bench/peers: regorus
 * at the revision of the Kata agent (needs cargo and git) and OPA (needs go). What cannot be built is named and skipped.
 * REGORUS_GIT names a clone to take regorus from instead of its public repository.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './install.mjs';

const folder = join(root, 'node_modules', '.cache', 'studio-peers');
const suffix = process.platform === 'win32' ? '.exe' : '';
const upstream = 'https://github.com/microsoft/regorus';

/** @typedef {'regorus' | 'opa'} PeerName */

/** @type {Readonly<Record<PeerName, string>>} */
const programs = {
  regorus: join(folder, 'regorus', 'target', 'release', `peer-regorus${suffix}`),
  opa: join(folder, 'opa', `peer-opa${suffix}`),
};

/**
 * The built program, or undefined after saying what is missing.
 *
 * @param {PeerName} name
 * @returns {string | undefined}
 */
export function peerProgram(name) {
  if (existsSync(programs[name])) return programs[name];
  console.warn(`WITHOUT ${name}: it is not built here; \`npm run peers\` builds it where its toolchain is.`);
  return undefined;
}

/**
 * @param {string} command
 * @param {readonly string[]} args
 * @param {string} cwd
 * @param {NodeJS.ProcessEnv} [env]
 */
function build(command, args, cwd, env = process.env) {
  const { status, error } = spawnSync(command, [...args], { cwd, stdio: 'inherit', env });
  if (error !== undefined) console.warn(`SKIPPED: ${command} cannot be started (${error.message})`);
  return status === 0;
}

/** @param {PeerName} name */
function copySources(name) {
  const target = join(folder, name);
  mkdirSync(target, { recursive: true });
  cpSync(join(root, 'bench', 'peers', name), target, { recursive: true });
  return target;
}

/** Where the recorded requests of the Kata suite of regorus lie once regorus is built; a folder for each policy. */
export const kataRequests = join(folder, 'kata-requests');

/** Keeps the recorded requests that came with the sources of regorus: cargo knows where it put them. */
function keepRequests() {
  const args = ['build', '--release', '--offline', '--message-format=json', '--quiet'];
  const { stdout } = spawnSync('cargo', args, {
    cwd: join(folder, 'regorus'),
    encoding: 'utf8',
    env: regorusEnvironment(),
    maxBuffer: 1 << 28,
  });
  /** @typedef {{ readonly target?: { readonly name: string }, readonly manifest_path?: string }} Said */
  const said = stdout
    .split('\n')
    .flatMap((line) => (line === '' ? [] : [/** @type {Said} */ (JSON.parse(line))]));
  const manifest = said.find(({ target }) => target?.name === 'regorus')?.manifest_path;
  if (manifest === undefined) return;
  cpSync(join(dirname(manifest), 'tests', 'kata', 'data'), kataRequests, { recursive: true });
}

/** Git takes the clone for the public repository, so that the manifest can name the latter. */
function regorusEnvironment() {
  const clone = process.env['REGORUS_GIT'];
  if (clone === undefined) return process.env;
  return {
    ...process.env,
    CARGO_NET_GIT_FETCH_WITH_CLI: 'true',
    GIT_CONFIG_COUNT: '1',
    GIT_CONFIG_KEY_0: `url.${pathToFileURL(clone).href}.insteadOf`,
    GIT_CONFIG_VALUE_0: upstream,
  };
}

function buildAll() {
  const built = {
    regorus: build('cargo', ['build', '--release'], copySources('regorus'), regorusEnvironment()),
    opa: build('go', ['build', '-mod=mod', '-o', programs.opa, '.'], copySources('opa')),
  };
  if (built.regorus) keepRequests();
  for (const [name, done] of Object.entries(built)) console.log(`${name}: ${done ? 'built' : 'NOT BUILT'}`);
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) buildAll();
