/**
 * What every build must hold to, checked where it is made: the bytes that arrive before a mode can be used, the hosts
 * that the files name, and a list of all files with their digests, against which the privacy tests compare every request.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { gzipSync } from 'node:zlib';
import { unknownHosts } from './hosts.mjs';

/**
 * Compressed bytes of everything that a mode needs before it can be used (page, scripts, styles, fonts, its workers), and
 * where its code begins. Monaco comes later or never: Compose shows its page before it, Review does without.
 *
 * @type {readonly { readonly route: string, readonly entry: RegExp, readonly workers: RegExp, readonly budget: number }[]}
 */
export const routes = [
  {
    route: 'Compose before Monaco',
    entry: /src[\\/]app[\\/]Compose\.tsx$/,
    workers: /^$/,
    budget: 230_000,
  },
  {
    route: 'Review before a paste',
    entry: /src[\\/]features[\\/]review[\\/]ReviewPage\.tsx$/,
    workers: /^$/,
    budget: 230_000,
  },
  {
    // The worker is fetched while a person looks for something to paste; the engine and the checks are in it.
    route: 'A first answer',
    entry: /src[\\/]features[\\/]review[\\/]ReviewPage\.tsx$/,
    workers: /(^|[\\/])review\.worker-[^\\/]*\.js$/,
    budget: 450_000,
  },
];

export const fileList = 'files.json';

/** @param {string} folder */
export function filesBelow(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort();
}

/**
 * Bytes of a file as a server that compresses would send it.
 *
 * @param {string} path
 */
function transferred(path) {
  const bytes = readFileSync(path);
  return path.endsWith('.woff2') ? bytes.length : gzipSync(bytes, { level: 9 }).length;
}

/**
 * @typedef {{ readonly [file: string]: import('rolldown').OutputChunk | import('rolldown').OutputAsset }} Bundle
 */

/**
 * The files that the page asks for before a mode can be used: what index.html names, and the chunk that `entry` is in.
 *
 * @param {Bundle} bundle
 * @param {string} page the text of index.html
 * @param {RegExp} entry
 * @param {RegExp} workers
 */
function filesOfRoute(bundle, page, entry, workers) {
  const files = new Set(['index.html']);
  /** @param {string} name */
  const follow = (name) => {
    const output = bundle[name];
    if (output === undefined || files.has(name)) return;
    files.add(name);
    if (output.type === 'chunk') {
      output.imports.forEach(follow);
      output.viteMetadata?.importedCss.forEach(follow);
    } else if (name.endsWith('.css')) {
      // Fonts of the first styles: digests are on screen from the start.
      const styles =
        typeof output.source === 'string' ? output.source : new TextDecoder().decode(output.source);
      for (const [, font = ''] of styles.matchAll(/url\(["']?\.\/([^"')]+\.woff2)/g))
        follow(`assets/${font}`);
    }
  };
  for (const [, address = ''] of page.matchAll(/(?:src|href)="\.\/([^"]+)"/g)) follow(address);
  const start = Object.values(bundle).find(
    (output) => output.type === 'chunk' && output.moduleIds.some((id) => entry.test(id)),
  );
  if (start === undefined) throw new Error(`the build has no chunk for ${String(entry)}`);
  follow(start.fileName);
  for (const name of Object.keys(bundle)) if (workers.test(name)) follow(name);
  return [...files];
}

/**
 * Monaco in the files of a route that must do without it.
 *
 * @param {Bundle} bundle
 * @param {readonly string[]} files
 */
function monacoIn(bundle, files) {
  return files.filter((name) => {
    const output = bundle[name];
    return output?.type === 'chunk' && output.moduleIds.some((id) => id.includes('monaco-editor'));
  });
}

/** @param {number} bytes */
const kilobytes = (bytes) => `${(bytes / 1000).toFixed(1).padStart(8)} kB`;

/** @returns {import('vite').Plugin} */
export function buildReport() {
  /** @param {string} _text */
  let say = (_text) => {};
  return {
    name: 'studio:report',
    apply: 'build',
    enforce: 'post',
    configResolved({ logger }) {
      say = (text) => {
        logger.info(text);
      };
    },
    writeBundle: {
      order: 'post',
      sequential: true,
      handler({ dir }, bundle) {
        if (dir === undefined) throw new Error('the build has no folder');
        const files = filesBelow(dir).filter((file) => file !== fileList);

        const list = files.map((file) => {
          const bytes = readFileSync(join(dir, file));
          return { file, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
        });
        writeFileSync(join(dir, fileList), `${JSON.stringify({ files: list }, undefined, 1)}\n`);

        const sizes = new Map(files.map((file) => [file, transferred(join(dir, file))]));
        const page = readFileSync(join(dir, 'index.html'), 'utf8');
        const loads = routes.map(({ route, entry, workers, budget }) => {
          const needed = filesOfRoute(bundle, page, entry, workers);
          const total = needed.reduce((sum, file) => sum + (sizes.get(file) ?? 0), 0);
          return { route, budget, needed, total };
        });
        const lines = [...sizes]
          .sort(([, a], [, b]) => b - a)
          .map(([file, bytes]) => {
            const marks = loads.map(({ route, needed }) => (needed.includes(file) ? route.charAt(0) : ' '));
            return `  ${marks.join('')} ${kilobytes(bytes)}  ${file}`;
          });
        say(['', 'compressed sizes:', ...lines].join('\n'));
        for (const { route, budget, needed, total } of loads) {
          say(`${route}: ${kilobytes(total).trim()} of ${kilobytes(budget).trim()}`);
          if (total > budget) {
            this.error(`${route} needs ${String(total)} bytes compressed; its budget is ${String(budget)}.`);
          }
          const [monaco] = monacoIn(bundle, needed);
          if (monaco !== undefined) this.error(`${route} loads Monaco at once, in ${monaco}.`);
        }
        say('');

        const unknown = unknownHosts(dir, files);
        if (unknown.length > 0) {
          const names = unknown.map(({ host, file }) => `  ${host} in ${file}`).join('\n');
          this.error(`The build names hosts that scripts/vite/hosts.mjs does not know:\n${names}`);
        }
      },
    },
  };
}
