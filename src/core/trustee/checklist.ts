/**
 * What production needs beside a document: the list of the documentation, and what follows from the facts here. An item is
 * ticked by what can be seen; nothing here looks into a cluster or a key broker.
 *
 * @see https://confidentialcontainers.org/docs/getting-started/securing-workloads/
 */
import { platformOf, type PlatformId } from '#core/platform/platform.ts';
import { runtimeClassOf } from '#core/platform/runtime-class.ts';
import type { Diagnostic } from '#core/diagnostics/diagnostic.ts';

export type ChecklistId =
  | 'runtime-class'
  | 'agent-policy'
  | 'digest-fits'
  | 'resource-policy'
  | 'document-asked'
  | 'reference-values'
  | 'attestation-policy'
  | 'no-secrets'
  | 'admin-access';

/** `unseen`: it cannot be seen from here, and the person has to look. */
export type ChecklistState = 'done' | 'open' | 'unseen';

export interface ChecklistItem {
  readonly id: ChecklistId;
  readonly title: string;
  readonly state: ChecklistState;
  readonly because: string;
  /** Whether the documentation lists it; the others follow from the sources. */
  readonly listed: boolean;
}

export interface ChecklistFacts {
  readonly platform: PlatformId;
  readonly runtimeClass?: string | undefined;
  readonly hasAgentPolicy: boolean;
  /** Whether some request that should be refused is known to be allowed; absent when nothing was asked. */
  readonly agentPolicyOpen?: boolean | undefined;
  /** Findings about the document and the manifest. */
  readonly diagnostics: readonly Diagnostic[];
  /** Findings about the resource policy; absent without one. */
  readonly resourcePolicy?: readonly Diagnostic[] | undefined;
}

/** The list, in the order in which things are done. */
export function productionChecklist(facts: ChecklistFacts): readonly ChecklistItem[] {
  return [
    runtimeClassItem(facts),
    agentPolicyItem(facts),
    digestItem(facts),
    secretsItem(facts),
    ...resourcePolicyItems(facts),
    {
      id: 'reference-values',
      title: 'Reference values are registered',
      state: 'unseen',
      because: 'Without those of the guest image and the firmware no status is affirming.',
      listed: true,
    },
    {
      id: 'attestation-policy',
      title: 'The attestation policy is the one you want',
      state: 'unseen',
      because: 'The default one judges the guest and its firmware and does not look at Init-Data.',
      listed: false,
    },
    {
      id: 'admin-access',
      title: 'The key broker is outside of the cluster and its administration needs a token',
      state: 'unseen',
      because: 'Who can set policies gets every secret; clients without a token send anonymous requests.',
      listed: false,
    },
  ];
}

function runtimeClassItem({ platform, runtimeClass }: ChecklistFacts): ChecklistItem {
  const item = {
    id: 'runtime-class',
    title: 'The runtime class is that of your hardware',
    listed: true,
  } as const;
  const known = runtimeClass === undefined ? undefined : runtimeClassOf(runtimeClass);
  if (runtimeClass === undefined) return { ...item, state: 'unseen', because: 'There is no pod to look at.' };
  if (known === undefined)
    return { ...item, state: 'unseen', because: `Nothing is known of ${runtimeClass}.` };
  if (known.status.kind !== 'current') {
    return { ...item, state: 'open', because: `${runtimeClass} is no current confidential class.` };
  }
  return known.platforms.includes(platform)
    ? { ...item, state: 'done', because: `${runtimeClass} runs on ${platformOf(platform).name}.` }
    : { ...item, state: 'open', because: `${runtimeClass} does not run on ${platformOf(platform).name}.` };
}

function agentPolicyItem({ hasAgentPolicy, agentPolicyOpen }: ChecklistFacts): ChecklistItem {
  const item = {
    id: 'agent-policy',
    title: 'An agent policy for this workload is in the document',
    listed: true,
  } as const;
  if (!hasAgentPolicy) {
    return {
      ...item,
      state: 'open',
      because: 'The document has no policy.rego: the policy of the image holds.',
    };
  }
  if (agentPolicyOpen === undefined) {
    return { ...item, state: 'unseen', because: 'There is one; whether it fits was not asked.' };
  }
  return agentPolicyOpen
    ? { ...item, state: 'open', because: 'It allows requests that it should refuse.' }
    : { ...item, state: 'done', because: 'It refuses every hostile request that was tried.' };
}

function digestItem({ platform, diagnostics }: ChecklistFacts): ChecklistItem {
  const found = diagnostics.find(
    ({ code, severity }) =>
      (code.startsWith('platform/') || code.startsWith('measurement/')) && severity !== 'info',
  );
  const { name, binding } = platformOf(platform);
  const item = { id: 'digest-fits', title: 'The hardware carries the digest', listed: false } as const;
  if (found !== undefined) return { ...item, state: 'open', because: found.message };
  return binding.kind === 'none'
    ? { ...item, state: 'open', because: binding.reason }
    : { ...item, state: 'done', because: `${binding.field} of ${name} takes it.` };
}

function secretsItem({ diagnostics }: ChecklistFacts): ChecklistItem {
  const found = diagnostics.find(({ code }) => code.startsWith('secret/'));
  const item = { id: 'no-secrets', title: 'No secret is in the document', listed: false } as const;
  return found === undefined
    ? { ...item, state: 'done', because: 'None of the known forms was found. The host reads all of it.' }
    : { ...item, state: 'open', because: found.message };
}

function resourcePolicyItems({ resourcePolicy }: ChecklistFacts): readonly ChecklistItem[] {
  const item = {
    id: 'resource-policy',
    title: 'A resource policy guards the secrets',
    listed: true,
  } as const;
  const asked = {
    id: 'document-asked',
    title: 'It asks for the document as well as for the field',
    listed: false,
  } as const;
  if (resourcePolicy === undefined) {
    const because = 'There is none here; the one that Trustee ships releases everything to any TEE.';
    return [
      { ...item, state: 'open', because },
      { ...asked, state: 'open', because },
    ];
  }
  const withheld = resourcePolicy.find(({ code }) => code === 'resource-policy/document-not-asked');
  const other = resourcePolicy.find(
    ({ severity, code }) => severity !== 'info' && code !== 'resource-policy/document-not-asked',
  );
  return [
    other === undefined
      ? {
          ...item,
          state: 'done',
          because: 'It has none of the known mistakes. Whether it is installed cannot be seen.',
        }
      : { ...item, state: 'open', because: other.message },
    withheld === undefined
      ? {
          ...asked,
          state: other === undefined ? 'done' : 'open',
          because: other?.message ?? 'It does, or need not.',
        }
      : { ...asked, state: 'open', because: withheld.message },
  ];
}
