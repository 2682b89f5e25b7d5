/**
 * Finds a Chromium for the tests, or gets one, and says which. Every candidate is really started before it is chosen.
 *
 * In this order: the program that STUDIO_BROWSER names, Playwright's own, one of the system, the one that an npm package
 * carries, one that Playwright downloads, and the distribution's package (only in CI as root, and it says so first).
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium, firefox, webkit } from '@playwright/test';
import { root, run, runInstalled } from './install.mjs';

/**
 * @typedef {object} Browser
 * @property {string} label what it is and where it came from
 * @property {string} version
 * @property {string} executablePath
 * @property {readonly string[]} args
 * @property {Readonly<Record<string, string>>} env to be added to the environment
 */

const isRoot = process.getuid?.() === 0;

/** No call home, which a closed network answers with many refused connections; no sandbox for root, which has none. */
const quietArgs = [
  ...(isRoot ? ['--no-sandbox'] : []),
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * @param {string} label
 * @param {string} executablePath
 * @param {readonly string[]} [args]
 * @param {Readonly<Record<string, string>>} [env]
 * @returns {Promise<Browser | undefined>} undefined, with a line about why, when it does not start
 */
async function tried(label, executablePath, args = quietArgs, env = {}) {
  try {
    const browser = await chromium.launch({
      executablePath,
      args: [...args],
      env: { ...process.env, ...env },
      timeout: 60_000,
    });
    try {
      const page = await browser.newPage();
      const sum = /** @type {unknown} */ (await page.evaluate('20 + 1'));
      if (sum !== 21) throw new Error('it does not compute');
      return { label, version: browser.version(), executablePath, args, env };
    } finally {
      await browser.close();
    }
  } catch (error) {
    const [reason = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
    console.log(`  not ${label} (${executablePath}): ${reason}`);
    return undefined;
  }
}

/** Where Chromium, Chrome and Edge are found on the systems that we know. */
function systemBrowsers() {
  const names = [
    'chromium',
    'chromium-browser',
    'google-chrome',
    'google-chrome-stable',
    'chrome',
    'microsoft-edge',
    'microsoft-edge-stable',
  ];
  const onPath = (process.env['PATH'] ?? '')
    .split(delimiter)
    .filter((folder) => folder !== '')
    .flatMap((folder) => names.map((name) => join(folder, name)));
  const onMac = ['Chromium', 'Google Chrome', 'Microsoft Edge'].map(
    (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
  );
  const onWindows = [
    process.env['PROGRAMFILES'],
    process.env['PROGRAMFILES(X86)'],
    process.env['LOCALAPPDATA'],
  ]
    .filter((folder) => folder !== undefined)
    .flatMap((folder) => [
      join(folder, 'Google', 'Chrome', 'Application', 'chrome.exe'),
      join(folder, 'Microsoft', 'Edge', 'Application', 'msedge.exe'),
      join(folder, 'Chromium', 'Application', 'chrome.exe'),
    ]);
  const candidates = { linux: onPath, darwin: [...onMac, ...onPath], win32: onWindows };
  return (candidates[/** @type {keyof typeof candidates} */ (process.platform)] ?? onPath).filter(existsSync);
}

/** The last version that runs on Node 20. */
const packedVersion = '147.0.0';

/**
 * A Chromium from an npm package, with the libraries that a bare system lacks; Linux on x64 only. It unpacks into a
 * folder of ours and is started with our arguments: its own would switch web security off, which we test.
 *
 * @returns {Promise<Browser | undefined>}
 */
async function packedBrowser() {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  const folder = join(root, 'node_modules', '.cache', `packed-chromium-${packedVersion}`);
  const unpacked = join(folder, 'unpacked');
  if (!existsSync(join(unpacked, 'chromium'))) {
    console.log(`  getting @sparticuz/chromium ${packedVersion} by npm`);
    mkdirSync(unpacked, { recursive: true });
    writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
    const wanted = `@sparticuz/chromium@${packedVersion}`;
    if (!run('npm', ['install', '--prefix', folder, '--ignore-scripts', '--no-audit', '--no-fund', wanted])) {
      return undefined;
    }
    const unpack = "import chromium from '@sparticuz/chromium'; await chromium.executablePath();";
    spawnSync(process.execPath, ['--input-type=module', '--eval', unpack], {
      cwd: folder,
      stdio: ['ignore', 'ignore', 'inherit'],
      // Makes it unpack the libraries too, as it does where it was made for.
      env: { ...process.env, TMPDIR: unpacked, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs22.x' },
    });
  }
  return tried(
    `@sparticuz/chromium ${packedVersion}`,
    join(unpacked, 'chromium'),
    [...quietArgs, '--no-zygote'],
    {
      LD_LIBRARY_PATH: join(unpacked, 'al2023', 'lib'),
      FONTCONFIG_PATH: join(unpacked, 'fonts'),
    },
  );
}

/** @returns {Promise<Browser | undefined>} */
async function downloadedBrowser() {
  console.log('  asking Playwright to download Chromium');
  if (!runInstalled('playwright', ['install', 'chromium'])) return undefined;
  return tried('downloaded by Playwright', chromium.executablePath());
}

/** @returns {Promise<Browser | undefined>} */
async function distributionBrowser() {
  const inCi = (process.env['CI'] ?? '') !== '';
  if (!inCi || !isRoot) {
    console.log(
      '  not the package of the distribution: that is installed only in CI (CI is set) and as root',
    );
    return undefined;
  }
  /** @type {readonly (readonly [string, readonly (readonly string[])[]])[]} */
  const managers = [
    ['apt-get', [['update'], ['install', '-y', '--no-install-recommends', 'chromium']]],
    ['dnf', [['install', '-y', 'chromium']]],
    ['apk', [['add', 'chromium']]],
  ];
  for (const [manager, commands] of managers) {
    if (spawnSync(manager, ['--version'], { stdio: 'ignore' }).status !== 0) continue;
    console.log(`  CI is set: installing the system package chromium by ${manager}`);
    if (!commands.every((args) => run(manager, args))) return undefined;
    break;
  }
  return firstThatStarts(systemBrowsers(), 'the distribution');
}

/**
 * @param {readonly string[]} paths
 * @param {string} label
 */
async function firstThatStarts(paths, label) {
  for (const path of paths) {
    const browser = await tried(label, path);
    if (browser !== undefined) return browser;
  }
  return undefined;
}

/** @returns {Promise<Browser | undefined>} undefined when none can be had, after saying what was tried */
export async function findBrowser() {
  console.log('Looking for a Chromium:');
  const named = process.env['STUDIO_BROWSER'];
  const own = chromium.executablePath();
  const found =
    // A browser that was asked for by name is not silently replaced by another.
    named === undefined || named === ''
      ? ((existsSync(own) ? await tried("Playwright's own", own) : undefined) ??
        (await firstThatStarts(systemBrowsers(), 'of the system')) ??
        (await packedBrowser()) ??
        (await downloadedBrowser()) ??
        (await distributionBrowser()))
      : await tried('named by STUDIO_BROWSER', named);
  if (found === undefined) {
    console.log(
      'No Chromium could be had. Install Chrome or Chromium, or name one by STUDIO_BROWSER=/path/to/it.',
    );
  } else {
    console.log(`Browser: Chromium ${found.version}, ${found.label} (${found.executablePath})`);
  }
  return found;
}

/**
 * The other engines that Playwright has on this machine and that start.
 *
 * @returns {Promise<readonly ('firefox' | 'webkit')[]>}
 */
export async function otherBrowsers() {
  /** @type {('firefox' | 'webkit')[]} */
  const found = [];
  for (const engine of [firefox, webkit]) {
    const name = /** @type {'firefox' | 'webkit'} */ (engine.name());
    if (!existsSync(engine.executablePath())) {
      console.log(`  no ${name}: Playwright's is not installed (npx playwright install ${name})`);
      continue;
    }
    try {
      const browser = await engine.launch();
      console.log(`Browser: ${name} ${browser.version()}, Playwright's own`);
      await browser.close();
      found.push(name);
    } catch (error) {
      console.log(
        `  not ${name}: ${error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)}`,
      );
    }
  }
  return found;
}
