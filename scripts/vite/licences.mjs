/**
 * Collects the licence texts of the packages that really end up in the build, workers included, into one file of it.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';

/**
 * @typedef {object} ThirdParty
 * @property {string} name
 * @property {string} version
 * @property {string} licence as package.json says
 * @property {string} text
 */

const licenceFile = /^(licen[cs]e|copying|notice|thirdpartynotices)([.-].*)?$/i;

/**
 * The folder of the package that a module belongs to; undefined for our own.
 *
 * @param {string} moduleId
 */
function packageFolder(moduleId) {
  const file = moduleId.replace(/^\0+/, '').replace(/[?#].*$/, '');
  const at = file.lastIndexOf(`${sep}node_modules${sep}`);
  if (at < 0) return undefined;
  const start = at + `${sep}node_modules${sep}`.length;
  const [first = '', second = ''] = file.slice(start).split(sep);
  if (first.startsWith('.')) return undefined;
  return join(file.slice(0, start), first.startsWith('@') ? join(first, second) : first);
}

/**
 * @param {string} folder
 * @returns {ThirdParty}
 */
function readPackage(folder) {
  const manifest = /** @type {{ name: string, version: string, license?: string }} */ (
    JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  );
  const { name, version, license = 'see text' } = manifest;
  const files = readdirSync(folder).filter((file) => licenceFile.test(file));
  const text = files
    .sort()
    .map((file) => readFileSync(join(folder, file), 'utf8').trim())
    .join('\n\n');
  return { name, version, licence: license, text };
}

/** @param {readonly ThirdParty[]} packages */
function licenceText(packages) {
  const rule = '-'.repeat(80);
  return [
    'Init-Data Studio contains the following software of others.',
    ...packages.map(({ name, version, licence, text }) => {
      const body =
        text === '' ? `The package carries no licence text; its package.json says ${licence}.` : text;
      return `${rule}\n${name} ${version} (${licence})\n${rule}\n\n${body}`;
    }),
    '',
  ].join('\n\n');
}

export const licencesFile = 'third-party-licences.txt';

/**
 * One collector per build; its `watch` plugin goes into the workers' plugins too.
 *
 * @returns {{ watch: () => import('vite').Plugin, emit: () => import('vite').Plugin, text: () => string }}
 */
export function thirdPartyLicences() {
  /** @type {Set<string>} */
  const folders = new Set();

  const text = () =>
    licenceText(
      [...folders]
        .map(readPackage)
        .sort((a, b) => (a.name < b.name ? -1 : 1))
        .filter(({ name, version }, i, all) => all[i - 1]?.name !== name || all[i - 1]?.version !== version),
    );

  return {
    text,
    watch: () => ({
      name: 'studio:bundled-packages',
      generateBundle(_options, bundle) {
        for (const output of Object.values(bundle)) {
          // Fonts are no modules of a chunk, but assets that know where they came from.
          const ids = output.type === 'chunk' ? output.moduleIds : output.originalFileNames;
          for (const id of ids) {
            const folder = packageFolder(id.startsWith('node_modules') ? join(process.cwd(), id) : id);
            if (folder !== undefined && dirname(folder) !== folder) folders.add(folder);
          }
        }
      },
    }),
    emit: () => ({
      name: 'studio:licences',
      enforce: 'post',
      generateBundle: {
        order: 'post',
        handler() {
          this.emitFile({ type: 'asset', fileName: licencesFile, source: text() });
        },
      },
    }),
  };
}
