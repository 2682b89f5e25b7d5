/**
 * Counts what this page asked of anything but its own files: requests that the browser reports in its resource timing,
 * and requests that the Content-Security-Policy refused.
 */
import { createStore } from 'zustand/vanilla';

export interface RefusedRequest {
  readonly at: number;
  /** Directive of the policy that refused it, such as `connect-src`. */
  readonly directive: string;
  readonly address: string;
}

export interface Network {
  /** Addresses outside the app's own folder that a request was made to. */
  readonly foreign: readonly string[];
  /** How many of the app's own files were loaded. */
  readonly own: number;
  readonly refused: readonly RefusedRequest[];
}

export const network = createStore<Network>()(() => ({ foreign: [], own: 0, refused: [] }));

/** True for a file of the app: below its own folder, without query; and for what never leaves the browser. */
export function isOwnFile(address: string, appFolder: string): boolean {
  if (/^(blob|data|about):/.test(address)) return true;
  return address.startsWith(appFolder) && !address.includes('?');
}

/** Starts counting; call once, as early as possible. */
export function watchNetwork(appFolder: string = new URL('.', document.baseURI).href): void {
  const observer = new PerformanceObserver((list) => {
    const names = list.getEntries().map(({ name }) => name);
    const foreign = names.filter((name) => !isOwnFile(name, appFolder));
    network.setState((state) => ({
      own: state.own + names.length - foreign.length,
      foreign: foreign.length === 0 ? state.foreign : [...state.foreign, ...foreign],
    }));
  });
  observer.observe({ type: 'resource', buffered: true });
  document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, disposition }) => {
    if (disposition !== 'enforce') return;
    const refused = { at: Date.now(), directive: effectiveDirective, address: blockedURI };
    network.setState((state) => ({ refused: [...state.refused, refused] }));
  });
}
