/** Agent policies to start from, complete: every one of the 41 requests of the agent has its default. */
import allowAll from './own/allow-all.rego?raw';
import restrictive from './own/restrictive.rego?raw';

export interface PolicyStarter {
  readonly id: 'restrictive' | 'allow-all';
  readonly name: string;
  readonly summary: string;
  readonly text: string;
}

export const policyStarters: readonly PolicyStarter[] = [
  {
    id: 'restrictive',
    name: 'Restrictive',
    summary: 'One image by digest, no exec, no logs, no standard input. Fill in your workload at its end.',
    text: restrictive,
  },
  {
    id: 'allow-all',
    name: 'Allow all (development)',
    summary: 'The host may do everything but replace the policy. For finding out why a pod does not start.',
    text: allowAll,
  },
];

export function policyStarter(id: PolicyStarter['id']): PolicyStarter {
  const found = policyStarters.find((starter) => starter.id === id);
  if (found === undefined) throw new Error(`no policy starter ${id}`);
  return found;
}
