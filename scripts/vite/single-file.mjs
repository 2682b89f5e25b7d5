/**
 * The second target: one HTML file that opens from a folder or a stick, without a server.
 *
 * A page at a `file:` address may load neither module scripts nor workers from other files, so everything is in the
 * page: the scripts (allowed by their hashes), the styles, the fonts, and the workers as text that becomes a blob.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { build } from 'vite';
import { singleFilePolicy } from '../csp.mjs';
import { licencesFile } from './licences.mjs';
import { fileList } from './report.mjs';

export const singleFileName = 'init-data-studio.html';

const workerAddress = /\?worker&url$/;

/**
 * Builds one worker into one classic script.
 *
 * @param {string} entry
 * @param {import('vite').UserConfig} shared what the workers' build has in common with the page's
 */
async function workerScript(entry, shared) {
  const result = await build({
    ...shared,
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    build: {
      ...shared.build,
      write: false,
      modulePreload: false,
      rolldownOptions: {
        input: entry,
        output: { format: 'iife', codeSplitting: false },
        // Vite's helper for preloads mentions import.meta in a branch that no worker reaches.
        checks: { emptyImportMeta: false },
      },
    },
  });
  const [{ output } = { output: [] }] = Array.isArray(result) ? result : 'output' in result ? [result] : [];
  const [chunk, ...others] = output;
  if (chunk?.type !== 'chunk' || others.some(({ type }) => type === 'chunk')) {
    throw new Error(`${entry} did not become one script`);
  }
  return chunk.code;
}

/**
 * `import url from './x.worker.ts?worker&url'` gives a `blob:` address of the worker's own code.
 *
 * @param {() => import('vite').UserConfig} shared
 * @returns {import('vite').Plugin}
 */
export function inlineWorkers(shared) {
  return {
    name: 'studio:inline-workers',
    enforce: 'pre',
    load: {
      filter: { id: workerAddress },
      async handler(id) {
        const code = await workerScript(id.replace(workerAddress, ''), shared());
        return `const code = ${JSON.stringify(code)};
export default URL.createObjectURL(new Blob([code], { type: 'text/javascript' }));`;
      },
    },
  };
}

/** @param {string} script */
const safeInScriptElement = (script) =>
  script.replaceAll('</script', '<\\/script').replaceAll('<!--', '<\\!--');

/** @param {string} text */
const escaped = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/** @param {string | Uint8Array} source */
const textOf = (source) => (typeof source === 'string' ? source : new TextDecoder().decode(source));

/**
 * Folds the whole bundle into one page.
 *
 * @returns {import('vite').Plugin}
 */
export function singleFile() {
  let icon = '';
  return {
    name: 'studio:single-file',
    apply: 'build',
    enforce: 'post',
    configResolved({ root }) {
      icon = readFileSync(join(root, 'public', 'icon.svg'), 'base64');
    },
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const page = bundle['index.html'];
        if (page?.type !== 'asset') throw new Error('the build has no index.html');
        let styles = '';
        let licences = '';
        /** @type {Map<string, string>} */
        const scripts = new Map();
        for (const [name, output] of Object.entries(bundle)) {
          if (output.type === 'chunk') scripts.set(name, safeInScriptElement(output.code));
          else if (name.endsWith('.css')) styles += textOf(output.source);
          else if (name === licencesFile) licences = textOf(output.source);
          delete bundle[name];
        }
        const hashes = [...scripts.values()].map(
          (script) => `sha256-${createHash('sha256').update(script).digest('base64')}`,
        );
        const meta = `<meta http-equiv="Content-Security-Policy" content="${singleFilePolicy(hashes)}" />`;

        // The scripts go in last, and by a function: they contain `</head>` and `$&`, which are replaced and replace.
        const html = textOf(page.source)
          .replace(/<link[^>]* rel="?(?:stylesheet|modulepreload|preload)"?[^>]*>\s*/g, '')
          .replace('href="./icon.svg"', `href="data:image/svg+xml;base64,${icon}"`)
          .replace(/<meta charset="[^"]*"\s*\/?>/i, (charset) => `${charset}\n    ${meta}`)
          .replace('</head>', () => `  <style>${styles}</style>\n  </head>`)
          .replace(
            '</body>',
            () =>
              `  <template id="third-party-licences"><pre>${escaped(licences)}</pre></template>\n  </body>`,
          )
          .replace(
            /<script[^>]* src="\.\/([^"]+)"[^>]*><\/script>/g,
            (_element, /** @type {string} */ name) => {
              const script = scripts.get(name);
              if (script === undefined) throw new Error(`${name} is not a script of the build`);
              return `<script type="module">${script}</script>`;
            },
          );
        this.emitFile({ type: 'asset', fileName: singleFileName, source: html });
      },
    },
    writeBundle({ dir }, bundle) {
      const [name = '', ...others] = Object.keys(bundle).filter((file) => file !== fileList);
      if (others.length > 0)
        throw new Error(`more than one file: ${others.map((file) => basename(file)).join(', ')}`);
      const { length } = readFileSync(join(dir ?? '', name));
      console.log(`${name} ${(length / 1e6).toFixed(1)} MB`);
    },
  };
}
