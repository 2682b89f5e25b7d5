import { policy } from '../csp.mjs';

/**
 * Puts the Content-Security-Policy into the built page, before anything that it governs.
 *
 * @returns {import('vite').Plugin}
 */
export function contentSecurityPolicy() {
  return {
    name: 'studio:content-security-policy',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      // After the charset, which must stand in the first kilobyte, and before everything that loads something.
      handler: (page) =>
        page.replace(
          /<meta charset="[^"]*"\s*\/?>/i,
          (charset) => `${charset}\n    <meta http-equiv="Content-Security-Policy" content="${policy}" />`,
        ),
    },
  };
}

/**
 * Names the file of the code editor in the page, for src/editor/preload.ts: what the build calls it is known only now, and
 * a link would load it for people who never see it.
 *
 * @returns {import('vite').Plugin}
 */
export function editorAddress() {
  return {
    name: 'studio:editor-address',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler: (page, { bundle = {} }) => {
        const editor = Object.values(bundle).find(
          (output) => output.type === 'chunk' && output.facadeModuleId?.endsWith('/MonacoEditor.tsx'),
        );
        if (editor === undefined) throw new Error('the build has no chunk of the code editor');
        return page.replace(
          '</head>',
          `  <meta name="studio-editor" content="./${editor.fileName}" />\n  </head>`,
        );
      },
    },
  };
}
