/** Places inside the guest (reference/agent-policy.md 3.2 and 3.3). */
import { hexOf } from './identifiers.ts';

/** Where files land that the shim copies. */
export const sharedFolder = '/run/kata-containers/shared/containers';
/** Memory that the containers of a pod share. */
export const sharedMemory = '/run/kata-containers/sandbox/shm';

/** The root file system of a container whose image is pulled in the guest. */
export function rootfsOf(containerId: string): string {
  return `/run/kata-containers/${containerId}/rootfs`;
}

/** Where the shim copies what is mounted at a destination: container, sixteen digits, last name of the destination. */
export function copiedPath(containerId: string, destination: string): string {
  const name = destination.split('/').findLast((part) => part !== '') ?? 'root';
  return `${sharedFolder}/${containerId}-${hexOf(`${containerId} ${destination}`, 16)}-${name}`;
}

/** An emptyDir on memory. */
export function memoryPath(volume: string): string {
  return `/run/kata-containers/sandbox/ephemeral/${volume}`;
}

/** An emptyDir on the disk of the guest. */
export function diskPath(sandboxId: string, volume: string): string {
  return `${sharedFolder}/${sandboxId}/rootfs/local/${volume}`;
}
