/**
 * Where a generated policy and genpolicy's own answer differ on genpolicy's cases, and why. The requests are given what every
 * request of a pod in guest-pull mode has, and most of these lack: the id of the container and the image to pull.
 */
export interface Difference {
  readonly folder: string;
  readonly name: string;
  readonly ours: 'allowed' | 'denied';
  readonly why: string;
}

const pauseProcess =
  'The case changes the user of the pause container. With guest pull the guest takes that process from its own image, whatever the host says, and the policy does not ask.';

export const differences: readonly Difference[] = [
  {
    folder: 'createcontainer/security_context/runas',
    name: 'Incorrect User.UID for security context',
    ours: 'allowed',
    why: pauseProcess,
  },
  {
    folder: 'createcontainer/security_context/runas',
    name: 'Incorrect User.GID for security context',
    ours: 'allowed',
    why: pauseProcess,
  },
  {
    folder: 'createcontainer/volumes/container_image',
    name: 'CreateContainer with a container image having volumes',
    ours: 'denied',
    why: 'The request has a name of genpolicy, in brackets after a dollar sign, where a host name stands: no host name is like that.',
  },
];

/**
 * Files of volumes that the pod does not have: only these differ between the strict setting and that of genpolicy in the
 * folders that need no image.
 */
export const undeclaredFiles: readonly string[] = [
  'a dirname can have trailing dots',
  'directory in top-level shared directory',
  'symlink beneath top-level shared directory',
];

/** Denied at another field than the one that the case changes, as the request has a second change. */
export const otherFields: ReadonlyMap<string, string> = new Map([
  ['image with unusual group setup, but bad additional group', 'OCI.Root.Path'],
]);
