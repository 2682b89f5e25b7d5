/**
 * The only place where a worker is started, so that every worker is bound by the page's Content-Security-Policy.
 *
 * A policy in a meta tag does not reach a worker that is loaded from an address: measured in Chromium 156 on a server
 * without headers, a `fetch` to a foreign host inside such a worker went out under `connect-src 'none'`. A worker
 * started from a blob inherits the page's policy; so each one is a few lines in a blob that import the real file.
 * There `fetch`, `XMLHttpRequest`, `WebSocket`, `import()` of a foreign host and a worker inside the worker are refused,
 * with and without headers, and `importScripts` does not exist. `worker-src blob:` refuses every other way to start one.
 */

/** Named by the policy in the built page; see scripts/csp.mjs. */
const policyName = 'init-data-studio#worker';

/** The part of Trusted Types used here. What it makes is an object that `Worker` takes in place of a string. */
interface AddressPolicy {
  createScriptURL(address: string): string;
}
interface TrustedTypes {
  createPolicy(name: string, rules: AddressPolicy): AddressPolicy;
}

let policy: AddressPolicy | undefined;

/** Makes addresses that `Worker` accepts: blobs, of which this file makes all, and nothing else. */
function addressPolicy(): AddressPolicy {
  const rules: AddressPolicy = {
    createScriptURL(address) {
      if (!address.startsWith('blob:'))
        throw new TypeError(`Workers start from a blob, not from ${address}.`);
      return address;
    },
  };
  // A browser without Trusted Types takes the string as it is.
  const { trustedTypes } = globalThis as { readonly trustedTypes?: TrustedTypes };
  policy ??= trustedTypes?.createPolicy(policyName, rules) ?? rules;
  return policy;
}

/**
 * What runs first inside the worker. A static import falls under `worker-src` and would be refused, `import()` falls
 * under `script-src 'self'`; messages that arrive before the file has run are kept and given to it in order.
 */
function starterCode(address: string): string {
  return `
const early = [];
const keep = (event) => { event.stopImmediatePropagation(); early.push(event); };
addEventListener('message', keep);
await import(${JSON.stringify(address)});
removeEventListener('message', keep);
for (const { data, ports } of early) dispatchEvent(new MessageEvent('message', { data, ports: [...ports] }));
`;
}

/**
 * Starts a worker from a file of the build.
 *
 * @param url what `import url from './x.worker.ts?worker&url'` gives; a `blob:` address (the single-file build has no
 *   files) holds a classic script and is started as it is.
 * @param name shown in developer tools.
 * @returns the worker, which may be sent messages at once. A file that cannot be loaded is reported by its `error` event.
 */
export function startWorker(url: URL | string, name: string): Worker {
  const addresses = addressPolicy();
  const address = new URL(url, document.baseURI).href;
  if (address.startsWith('blob:')) return new Worker(addresses.createScriptURL(address), { name });

  const starter = URL.createObjectURL(new Blob([starterCode(address)], { type: 'text/javascript' }));
  const worker = new Worker(addresses.createScriptURL(starter), { type: 'module', name });
  // The address is fetched in a later task, so it cannot be revoked here; it is once the worker has said anything.
  const release = (): void => {
    URL.revokeObjectURL(starter);
  };
  worker.addEventListener('message', release, { once: true });
  worker.addEventListener('error', release, { once: true });
  return worker;
}
