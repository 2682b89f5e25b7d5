/**
 * What genpolicy's denied cases change, worked out from their descriptions before any explanation was made. The test beside
 * the explainer counts how often an explanation names the field of this table.
 *
 * Of each case its folder, its name as the collection has it, and the field of `input` that its words say is wrong. Brackets
 * without an index stand for any item.
 */
export interface ChangedField {
  readonly folder: string;
  readonly name: string;
  readonly field: string;
}

const sharedPath = 'path';
const target = 'symlink_target';

export const changedFields: readonly ChangedField[] = [
  { folder: 'addarpneighbors', name: 'bad interface', field: 'neighbors.ARPNeighbors[].device' },
  { folder: 'addarpneighbors', name: 'bad IP', field: 'neighbors.ARPNeighbors[].toIPAddress.address' },
  { folder: 'addarpneighbors', name: 'bad state', field: 'neighbors.ARPNeighbors[].state' },
  { folder: 'addarpneighbors', name: 'bad flags', field: 'neighbors.ARPNeighbors[].flags' },

  { folder: 'copyfile', name: 'attempt to copy outside of container root', field: sharedPath },
  { folder: 'copyfile', name: 'attempt to write into container root', field: sharedPath },
  { folder: 'copyfile', name: 'attempt to write into container root - guest pull', field: sharedPath },
  { folder: 'copyfile', name: 'attempted directory traversal', field: sharedPath },
  { folder: 'copyfile', name: 'attempted directory traversal - parent directory', field: sharedPath },
  { folder: 'copyfile', name: 'relative path', field: sharedPath },
  { folder: 'copyfile', name: 'relative path - parent directory', field: sharedPath },
  { folder: 'copyfile', name: 'unsupported file type', field: 'file_type' },
  { folder: 'copyfile', name: 'symlink in top-level shared directory', field: sharedPath },
  { folder: 'copyfile', name: 'symlink pointing up - leading', field: target },
  { folder: 'copyfile', name: 'symlink pointing up - middle', field: target },
  { folder: 'copyfile', name: 'symlink pointing up - trailing', field: target },
  { folder: 'copyfile', name: 'symlink pointing up - ..', field: target },
  { folder: 'copyfile', name: 'symlink with absolute target', field: target },

  { folder: 'createsandbox', name: 'pidns', field: 'sandbox_pidns' },
  { folder: 'createsandbox', name: 'kernel modules', field: 'kernel_modules' },
  { folder: 'createsandbox', name: 'guest hooks', field: 'guest_hook_path' },

  { folder: 'updateinterface', name: 'forbidden flag', field: 'interface.raw_flags' },
  { folder: 'updateinterface', name: 'forbidden name', field: 'interface.name' },
  { folder: 'updateinterface', name: 'forbidden hwAddr', field: 'interface.hwAddr' },

  {
    folder: 'createcontainer/cgroup_mount_extras',
    name: 'cgroup mount with disallowed extra option',
    field: 'OCI.Mounts[].options',
  },
  {
    folder: 'createcontainer/env_vars',
    name: 'Environment variable valueFrom.fieldRef.fieldPath + metadata.labels, unexpected value',
    field: 'OCI.Process.Env',
  },
  {
    folder: 'createcontainer/generate_name',
    name: 'generated name with invalid prefix (xyzdummy)',
    field: 'OCI.Annotations["io.kubernetes.cri.sandbox-name"]',
  },
  {
    folder: 'createcontainer/gid',
    name: 'image with unusual group setup, but bad additional group',
    field: 'OCI.Process.User.AdditionalGids',
  },
  {
    folder: 'createcontainer/network_namespace',
    name: 'no network namespace',
    field: 'OCI.Linux.Namespaces',
  },
  {
    folder: 'createcontainer/network_namespace',
    name: 'different network namespace',
    field: 'OCI.Linux.Namespaces',
  },
  {
    folder: 'createcontainer/security_context/runas',
    name: 'Incorrect User.UID for security context',
    field: 'OCI.Process.User.UID',
  },
  {
    folder: 'createcontainer/security_context/runas',
    name: 'Incorrect User.GID for security context',
    field: 'OCI.Process.User.GID',
  },
  {
    folder: 'createcontainer/security_context/supplemental_groups',
    name: 'Incorrect additionalGIDs for security context fsGroup, supplementalGroups',
    field: 'OCI.Process.User.AdditionalGids',
  },
  {
    folder: 'createcontainer/sysctls',
    name: 'sysctl not listed in yaml or settings',
    field: 'OCI.Linux.Sysctl',
  },
];
