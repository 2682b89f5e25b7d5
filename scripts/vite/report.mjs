/**
 * What every build must hold to, checked where it is made: the bytes that arrive before the editor, the hosts that the
 * files name, and a list of all files with their digests, against which the privacy tests compare every request.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { gzipSync } from 'node:zlib';
import { unknownHosts } from './hosts.mjs';

/** Compressed bytes of everything that the first page needs before Monaco: page, scripts, styles, fonts. */
export const firstLoadBudget = 230_000;

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
 * The files that the page asks for before anything is loaded on demand.
 *
 * @param {Bundle} bundle
 * @param {string} page the text of index.html
 */
function firstLoad(bundle, page) {
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
  return [...files];
}

/** @param {number} bytes */
const kilobytes = (bytes) => `${(bytes / 1000).toFixed(1).padStart(8)} kB`;

/** @returns {import('vite').Plugin} */
export function buildReport() {
  return {
    name: 'studio:report',
    apply: 'build',
    enforce: 'post',
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
        const first = firstLoad(bundle, readFileSync(join(dir, 'index.html'), 'utf8'));
        const total = first.reduce((sum, file) => sum + (sizes.get(file) ?? 0), 0);
        const lines = [...sizes]
          .sort(([, a], [, b]) => b - a)
          .map(
            ([file, bytes]) => `${first.includes(file) ? '  first' : '       '}${kilobytes(bytes)}  ${file}`,
          );
        console.log(['', 'compressed sizes:', ...lines].join('\n'));
        console.log(`first load ${kilobytes(total).trim()} of ${kilobytes(firstLoadBudget).trim()}\n`);
        if (total > firstLoadBudget) {
          this.error(
            `The first load is ${String(total)} bytes compressed; the budget is ${String(firstLoadBudget)}.`,
          );
        }

        const unknown = unknownHosts(dir, files);
        if (unknown.length > 0) {
          const names = unknown.map(({ host, file }) => `  ${host} in ${file}`).join('\n');
          this.error(`The build names hosts that scripts/vite/hosts.mjs does not know:\n${names}`);
        }
      },
    },
  };
}
