import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import type { UserConfig } from 'vite';
import { defineConfig } from 'vitest/config';
import { firstChunk } from './scripts/vite/chunks.mjs';
import { thirdPartyLicences } from './scripts/vite/licences.mjs';
import { contentSecurityPolicy, editorAddress } from './scripts/vite/page.mjs';
import { buildReport } from './scripts/vite/report.mjs';
import { inlineWorkers, singleFile } from './scripts/vite/single-file.mjs';

/** `vite build` makes the site, `vite build --mode single` the one file that needs no server. */
export default defineConfig(({ mode }) => {
  const single = mode === 'single';
  const licences = thirdPartyLicences();
  const checks = { pluginTimings: false };

  const shared: UserConfig = {
    resolve: {
      alias: {
        '@monaco-editor/loader': fileURLToPath(new URL('src/editor/monaco/loader.ts', import.meta.url)),
      },
    },
    build: { target: 'es2022' },
  };

  return {
    ...shared,
    // Works below any path of any server.
    base: './',
    plugins: [
      react(),
      licences.watch(),
      licences.emit(),
      ...(single
        ? [inlineWorkers(() => ({ ...shared, plugins: [licences.watch()] })), singleFile()]
        : [contentSecurityPolicy(), editorAddress(), buildReport()]),
    ],
    worker: { format: 'es', plugins: () => [licences.watch()] },
    build: {
      ...shared.build,
      outDir: single ? 'dist-single' : 'dist',
      // Vite's polyfill would fetch, which the policy refuses; every browser of this target preloads by itself.
      modulePreload: { polyfill: false },
      chunkSizeWarningLimit: 5_000,
      reportCompressedSize: false,
      ...(single
        ? {
            assetsInlineLimit: Number.POSITIVE_INFINITY,
            cssCodeSplit: false,
            copyPublicDir: false,
            rolldownOptions: { checks, output: { codeSplitting: false } },
          }
        : {
            assetsInlineLimit: 0,
            rolldownOptions: { checks, output: { codeSplitting: { groups: [firstChunk()] } } },
          }),
    },
    test: {
      setupFiles: ['./scripts/vitest-setup.mjs'],
      // A busy machine is no defect: speed is the business of the benchmark.
      testTimeout: 60_000,
      // Of its own it leaves one core idle, which is half of a small machine.
      maxWorkers: '100%',
      include: ['src/**/*.test.{ts,tsx}', 'scripts/**/*.test.{mjs,ts}'],
    },
  };
});
