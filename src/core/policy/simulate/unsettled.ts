/** What a manifest leaves to the cluster, and the text that stands for it in a simulated pod. */

export interface Unsettled {
  readonly about: 'pod-name' | 'namespace' | 'pod-uid' | 'pod-ip' | 'host-ip' | 'node-name' | 'value';
  /** As it stands in the texts of the pod. */
  readonly text: string;
  /** A regular expression for what may stand there, without anchors. */
  readonly pattern: string;
}

/** Addresses and the node of every simulated pod. */
export const podAddress = '10.42.7.19';
export const hostAddress = '192.0.2.17';
export const nodeName = 'node-1';

/** One address, or several with commas between them. */
const address = '[0-9a-f.:,]+';
const label = '[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?';

/** What is settled for no pod before it is created. */
export function alwaysUnsettled(uid: string): readonly Unsettled[] {
  return [
    { about: 'pod-uid', text: uid, pattern: '[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}' },
    { about: 'pod-ip', text: podAddress, pattern: address },
    { about: 'host-ip', text: hostAddress, pattern: address },
    { about: 'node-name', text: nodeName, pattern: label },
  ];
}

/** A name that a controller makes from another one. @param stem what comes before the part that is made up, escaped */
export function generatedName(text: string, stem: string): Unsettled {
  return { about: 'pod-name', text, pattern: `${stem}[a-z0-9-]{1,63}` };
}

/** A namespace that the manifest leaves to whoever applies it. */
export function anyNamespace(text: string): Unsettled {
  return { about: 'namespace', text, pattern: '[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?' };
}
