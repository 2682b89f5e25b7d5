/**
 * `npm run vectors -- [DIR or FILE …]`: runs recorded cases through the core. Without arguments it takes the fixtures of
 * this repository, and `../shared` when it is there.
 */
import { bundleForNode } from './bundle-core.mjs';
import { requireNode } from './install.mjs';

requireNode();
const { runRecordedCases } = /** @type {typeof import('./vectors/main.ts')} */ (
  await import(await bundleForNode('scripts/vectors/main.ts', 'vectors'))
);
process.exitCode = await runRecordedCases(process.argv.slice(2), process.env['INIT_CWD'] ?? process.cwd());
