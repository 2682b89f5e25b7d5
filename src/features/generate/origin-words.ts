/** Where a part of a generated policy comes from, in a few words. */
import type { PlacedOrigin } from '#workers/policy-generate-calls.ts';

const components = {
  kubernetes: 'Kubernetes, as nothing is said',
  containerd: 'containerd’s default',
  kata: 'Kata, for every pod',
} as const;

const settings: Readonly<Record<string, string>> = {
  logs: 'setting: logs',
  stdin: 'setting: standard input',
  commands: 'setting: commands',
};

const unknown = {
  args: 'not known: left open',
  env: 'not known: left open',
  cwd: 'not known: left open',
  user: 'not known: left open',
  groups: 'decided by host and image',
  digest: 'what the tag means',
  references: 'not here: any value',
  secrets: 'a Secret: any value',
  variables: 'not here: any variable',
  namespace: 'not said: any namespace',
  'pod-name': 'the controller’s ending',
} as const satisfies Record<Extract<PlacedOrigin, { kind: 'unknown' }>['about'], string>;

export function originWords(origin: PlacedOrigin): string {
  switch (origin.kind) {
    case 'manifest':
      return fieldWords(origin.path);
    case 'object':
      return origin.key === undefined ? origin.object : `${origin.object}, key ${origin.key}`;
    case 'image':
      return `image: ${origin.field}`;
    case 'request':
      return 'captured request';
    case 'form':
      return 'filled in';
    case 'default':
      return components[origin.of];
    case 'cluster':
      return 'the cluster, by its form';
    case 'setting':
      return settings[origin.name] ?? `setting: ${origin.name}`;
    case 'unknown':
      return unknown[origin.about];
  }
}

/** `containers[0].args`; `spec` goes without saying. */
function fieldWords(path: readonly (string | number)[]): string {
  const steps = path[0] === 'spec' ? path.slice(1) : path;
  return steps
    .map((step, index) => (typeof step === 'number' ? `[${String(step)}]` : index === 0 ? step : `.${step}`))
    .join('');
}

/** True where a policy is weaker than it could be. */
export function isOpen(origin: PlacedOrigin): boolean {
  return origin.kind === 'unknown';
}
