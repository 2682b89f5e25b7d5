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
