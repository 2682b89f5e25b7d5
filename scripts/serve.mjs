/**
 * A static file server for the built app: GET and HEAD of the files of one folder, on this machine only.
 * By hand: `node scripts/serve.mjs [folder] [--port 4173] [--no-headers] [--under /some/path/]`.
 */
import { createReadStream } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { headers as safeHeaders } from './csp.mjs';

/** @type {Readonly<Record<string, string>>} */
const types = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.ttf': 'font/ttf',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
};

/**
 * @typedef {object} ServeOptions
 * @property {string} folder
 * @property {number} [port] the first to try; 0 takes any free one
 * @property {number} [attempts] how many ports in a row to try when one is taken
 * @property {string} [under] the path that the folder appears at, with a slash at both ends
 * @property {Readonly<Record<string, string>>} [headers] sent with every file; `{}` makes a server of the simplest kind
 *
 * @typedef {object} Served
 * @property {string} url address of the folder, ends with a slash
 * @property {() => Promise<void>} close
 */

/**
 * The file that a request's path names, or undefined when there is none inside the folder.
 *
 * @param {string} folder already resolved
 * @param {string} under
 * @param {string} path percent-encoded, as it stands in the request line
 */
async function fileFor(folder, under, path) {
  let name;
  try {
    name = decodeURIComponent(path);
  } catch {
    return undefined;
  }
  if (!name.startsWith(under) || name.includes('\0') || name.includes('\\')) return undefined;
  try {
    const wanted = join(folder, name.slice(under.length));
    const file = await realpath(name.endsWith('/') ? join(wanted, 'index.html') : wanted);
    const found = await stat(file);
    return file.startsWith(folder + sep) && found.isFile() ? { file, size: found.size } : undefined;
  } catch {
    return undefined;
  }
}

/**
 * @param {ServeOptions} options
 * @returns {Promise<Served>}
 */
export async function serve({ folder, port = 4173, attempts = 50, under = '/', headers = safeHeaders }) {
  const root = await realpath(folder);

  const server = createServer((request, response) => {
    const [pathname = '/'] = (request.url ?? '/').split('?');
    /** @param {number} status @param {Readonly<Record<string, string>>} more */
    const refuse = (status, more = {}) => {
      response.writeHead(status, { ...headers, ...more, 'Content-Length': 0 }).end();
    };
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      refuse(405, { Allow: 'GET, HEAD' });
      return;
    }
    void fileFor(root, under, pathname).then((found) => {
      if (found === undefined) {
        refuse(404);
        return;
      }
      response.writeHead(200, {
        ...headers,
        'Content-Type': types[extname(found.file)] ?? 'application/octet-stream',
        'Content-Length': found.size,
        // Names of built scripts carry a hash of their content; the page itself must be asked for again.
        'Cache-Control': /-[\w-]{8}\.\w+$/.test(found.file) ? 'max-age=31536000, immutable' : 'no-cache',
      });
      if (request.method === 'HEAD') {
        response.end();
        return;
      }
      createReadStream(found.file)
        .on('error', () => response.destroy())
        .pipe(response);
    });
  });

  /** @param {number} candidate @returns {Promise<void>} */
  const listen = (candidate) =>
    new Promise((resolve, reject) => {
      server.once('error', reject);
      server.listen(candidate, '127.0.0.1', () => {
        server.off('error', reject);
        resolve();
      });
    });
  for (let attempt = 0; ; attempt += 1) {
    try {
      await listen(port === 0 ? 0 : port + attempt);
      break;
    } catch (error) {
      const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
      if (!taken || attempt + 1 >= attempts) throw error;
    }
  }

  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return {
    // A number rather than `localhost`, which may also name another program's server on ::1. Either is a secure context.
    url: `http://127.0.0.1:${String(address.port)}${under}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { port: { type: 'string' }, under: { type: 'string' }, 'no-headers': { type: 'boolean' } },
  });
  const { url } = await serve({
    folder: positionals[0] ?? 'dist',
    port: Number(values.port ?? 4173),
    under: values.under ?? '/',
    ...(values['no-headers'] === true ? { headers: {} } : {}),
  });
  console.log(url);
}
