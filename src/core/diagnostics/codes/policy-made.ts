import type { Catalogue } from '../entry.ts';

const design = 'https://github.com/kata-containers/kata-containers/blob/main/src/tools/genpolicy/README.md';
const settings =
  'https://github.com/kata-containers/kata-containers/blob/main/src/tools/genpolicy/genpolicy-auto-generated-policy-details.md';

/** Findings about policies that a tool made: ours, where it had to leave something open, and genpolicy's. */
export const policyMadeCodes = {
  'policy/genpolicy-image': {
    severity: 'error',
    title: 'The image that is pulled is not checked',
    why: 'The rules of genpolicy compare the images of layers that the host mounts. With guest pull they look neither at the image nor at how many there are.',
    reference: 'https://github.com/kata-containers/kata-containers/issues/11354',
  },
  'policy/open-args': {
    severity: 'error',
    title: 'Arguments are not pinned',
    why: 'Any program of the image may be run, a shell included.',
    reference: settings,
  },
  'policy/open-env': {
    severity: 'warning',
    title: 'Variables of the image are not pinned',
    why: 'Any variable may be set, but for those of the dynamic linker.',
    reference: settings,
  },
  'policy/open-references': {
    severity: 'warning',
    title: 'Values from ConfigMaps and Secrets are not pinned',
    why: 'Variables that are taken from them may have any value.',
    reference: settings,
  },
  'policy/open-variables': {
    severity: 'warning',
    title: 'Variables from ConfigMaps and Secrets are not pinned',
    why: 'Which variables there are is not known, so that any may be set but for those of the dynamic linker.',
    reference: settings,
  },
  'policy/open-secrets': {
    severity: 'warning',
    title: 'Values of Secrets are not pinned',
    why: 'The host may put any other value in their place.',
    reference: settings,
  },
  'policy/open-groups': {
    severity: 'info',
    title: 'Groups of the user are not pinned to one list',
    why: 'The host reads them from the image where it can, and takes group 0 where it cannot, as with guest pull.',
    reference: 'https://github.com/kata-containers/kata-containers/issues/11162',
  },
  'policy/open-cwd': {
    severity: 'warning',
    title: 'The working directory is not pinned',
    why: 'The program may be started in any folder, where its relative paths lead elsewhere.',
    reference: settings,
  },
  'policy/open-user': {
    severity: 'warning',
    title: 'The user is not pinned',
    why: 'The program may be run as any user and with any groups.',
    reference: settings,
  },
  'policy/open-digest': {
    severity: 'warning',
    title: 'The image is pinned by a tag',
    why: 'The registry, and who stands between it and the guest, decides what the tag means.',
    reference: design,
  },
  'policy/open-namespace': {
    severity: 'info',
    title: 'The namespace is not pinned',
    why: 'The pod may be run in any namespace, the same for all its containers.',
    reference: design,
  },
  'policy/open-pod-name': {
    severity: 'info',
    title: 'The name of the pod is not pinned',
    why: 'A controller makes up the rest of the name: any with the same beginning passes, the same for all containers.',
    reference: design,
  },
} as const satisfies Catalogue;
