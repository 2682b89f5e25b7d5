/**
 * `npm start`: installs, builds and serves the app on this machine, each only when needed.
 *
 * Options: `--port N` (or PORT), `--no-open`.
 */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildWhenChanged } from './build.mjs';
import { install, requireNode, root } from './install.mjs';
import { serve } from './serve.mjs';

/** @param {string} message */
function giveUp(message) {
  console.error(message);
  process.exit(1);
}

/**
 * The command that shows an address in the user's browser; undefined where there is no desktop.
 *
 * @param {string} url
 * @returns {readonly [string, readonly string[]] | undefined}
 */
function opener(url) {
  if ((process.env['CI'] ?? '') !== '') return undefined;
  if (process.platform === 'darwin') return ['open', [url]];
  if (process.platform === 'win32') return ['cmd', ['/c', 'start', '""', url]];
  const desktop = process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY'] ?? '';
  return desktop === '' ? undefined : ['xdg-open', [url]];
}

/** @param {string} url */
function open(url) {
  const command = opener(url);
  if (command === undefined) return;
  const [program, args] = command;
  // The address is printed, so a desktop without a browser is no failure.
  spawn(program, [...args], { stdio: 'ignore', detached: true })
    .on('error', () => undefined)
    .unref();
}

requireNode();
const { values } = parseArgs({ options: { port: { type: 'string' }, 'no-open': { type: 'boolean' } } });
const wanted = values.port ?? process.env['PORT'];
const port = Number(wanted ?? 4173);
if (!Number.isInteger(port) || port < 0 || port > 65_535) giveUp(`"${String(wanted)}" is not a port.`);

if (!install()) giveUp('The packages could not be installed; see the message of npm above.');
if (!buildWhenChanged()) giveUp('The build failed; see above.');

try {
  // A port that was asked for by number is not silently replaced by another.
  const { url } = await serve({ folder: join(root, 'dist'), port, attempts: wanted === undefined ? 50 : 1 });
  console.log(`Init-Data Studio is at ${url}\nCtrl+C ends it.`);
  if (values['no-open'] !== true) open(url);
} catch (error) {
  giveUp(`Port ${String(port)} cannot be used: ${error instanceof Error ? error.message : String(error)}`);
}
