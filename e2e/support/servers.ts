/** The built app on two servers, and a foreign server that remembers who called. */
import { createServer } from 'node:http';
import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { serve, type Served } from '../../scripts/serve.mjs';

const folder = (name: string): string => fileURLToPath(new URL(`../../${name}`, import.meta.url));

/** As `npm start` serves it: with the policy as a header as well. */
export function serveWithHeaders(): Promise<Served> {
  return serve({ folder: folder('dist'), port: 0 });
}

/** As the simplest file server does: no headers of ours, and below a path. */
export function serveWithoutHeaders(): Promise<Served> {
  return serve({ folder: folder('dist'), port: 0, under: '/some/path/', headers: {} });
}

/** Address of the build that is one file. */
export const singleFileAddress = pathToFileURL(folder('dist-single/init-data-studio.html')).href;

/** Paths of all files of the build, as its own list says. */
export function builtFiles(): ReadonlySet<string> {
  const list = JSON.parse(readFileSync(folder('dist/files.json'), 'utf8')) as {
    readonly files: readonly { readonly file: string }[];
  };
  return new Set(list.files.map(({ file }) => file));
}

const freePagePath = '/free.html';

export interface Elsewhere {
  /** Ends with a slash; another origin than the app's. */
  readonly url: string;
  /** An empty page without any policy, of a third origin. */
  readonly freePage: string;
  /** What was asked of it, such as `GET /fetch`, and `connection` where only a connection was opened. */
  readonly calls: () => readonly string[];
  readonly forget: () => void;
  readonly close: () => Promise<void>;
}

/** A host that is not ours: it answers everything, so that nothing fails for another reason than a refusal. */
export async function startElsewhere(): Promise<Elsewhere> {
  let calls: string[] = [];
  const server = createServer((request, response) => {
    if (request.url === freePagePath) {
      response.writeHead(200, { 'Content-Type': 'text/html' }).end('<!doctype html><title>Free</title>');
      return;
    }
    calls.push(`${request.method ?? ''} ${request.url ?? ''}`);
    const type = request.url?.includes('event') === true ? 'text/event-stream' : 'text/javascript';
    response.writeHead(200, { 'Access-Control-Allow-Origin': '*', 'Content-Type': type }).end('export {};\n');
  });
  server.on('upgrade', (request, socket) => {
    calls.push(`UPGRADE ${request.url ?? ''}`);
    socket.destroy();
  });
  server.on('connection', () => {
    calls.push('connection');
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    // The app is on 127.0.0.1, so this name makes it another host as well as another port.
    url: `http://localhost:${String(port)}/`,
    freePage: `http://127.0.0.1:${String(port)}${freePagePath}`,
    calls: () => calls,
    forget: () => {
      calls = [];
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}
