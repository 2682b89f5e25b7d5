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
  /** Addresses outside the app's own folder that a request went out to. */
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

/** A request as the browser's timing lists it, or the refusal of one. */
export interface TimedAddress {
  readonly address: string;
  /** Milliseconds since the page was opened. */
  readonly time: number;
}

/** How far the record of a request and of its refusal lie apart at most. */
const refusalMilliseconds = 1_000;

/**
 * The requests that went out. Browsers list a request in their timing also when the policy refused it before it left, so
 * each refusal takes one request to the same address at the same time off the list.
 */
export function withoutRefused(
  requests: readonly TimedAddress[],
  refusals: readonly TimedAddress[],
): readonly TimedAddress[] {
  const left = [...refusals];
  return requests.filter(({ address, time }) => {
    const at = left.findIndex(
      (refusal) => refusal.address === address && Math.abs(refusal.time - time) < refusalMilliseconds,
    );
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

/** Starts counting; call once, as early as possible. */
export function watchNetwork(appFolder: string = new URL('.', document.baseURI).href): void {
  const requests: TimedAddress[] = [];
  const refusals: TimedAddress[] = [];
  const foreign = () => withoutRefused(requests, refusals).map(({ address }) => address);

  const observer = new PerformanceObserver((list) => {
    const entries = list.getEntries();
    const others = entries.filter(({ name }) => !isOwnFile(name, appFolder));
    requests.push(...others.map(({ name, startTime }) => ({ address: name, time: startTime })));
    network.setState((state) => ({
      own: state.own + entries.length - others.length,
      foreign: others.length === 0 ? state.foreign : foreign(),
    }));
  });
  observer.observe({ type: 'resource', buffered: true });
  document.addEventListener(
    'securitypolicyviolation',
    ({ effectiveDirective, blockedURI, disposition, timeStamp }) => {
      if (disposition !== 'enforce') return;
      refusals.push({ address: blockedURI, time: timeStamp });
      const refused = { at: Date.now(), directive: effectiveDirective, address: blockedURI };
      network.setState((state) => ({ refused: [...state.refused, refused], foreign: foreign() }));
    },
  );
}
