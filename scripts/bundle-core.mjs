/** Node 20 runs no TypeScript: a script that needs the core is bundled first, packages of others stay outside. */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';
import { root } from './install.mjs';

/**
 * Bundles a TypeScript entry for this Node.
 *
 * @param {string} entry path from the root, such as `scripts/vectors/main.ts`
 * @param {string} name of the result, unique among the scripts
 * @returns {Promise<string>} the address of the bundle, for `import()`
 */
export async function bundleForNode(entry, name) {
  const outDir = join(root, 'node_modules', '.cache', 'studio-scripts', name);
  await build({
    root,
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    build: {
      ssr: join(root, entry),
      outDir,
      emptyOutDir: true,
      target: 'node20',
      minify: false,
      rolldownOptions: { output: { entryFileNames: 'main.mjs' } },
    },
  });
  return pathToFileURL(join(outDir, 'main.mjs')).href;
}
