/** What the editor of a resource policy asks while a person types: claims and data, then what any policy has. */
import type { Completion as NamedCompletion, Hover } from '#core/assist/types.ts';
import { policyCompletionsAt } from '#core/policy/assist/complete.ts';
import { policyHoverAt } from '#core/policy/assist/hover.ts';
import { referencesAt, renameAt } from '#core/policy/assist/navigate.ts';
import type { Completion as PolicyCompletion } from '#core/policy/assist/types.ts';
import { modelOf, type PolicyModel } from '#core/policy/matrix/model.ts';
import { loadBuiltins } from '#core/rego/builtins/registry.ts';
import { profileOf } from '#core/rego/profile.ts';
import { resourceCompletionsAt, resourceHoverAt } from '#core/trustee/resource-policy/assist.ts';
import type { Handlers } from './server.ts';
import type { ResourcePlace, TrusteeCalls } from './trustee-calls.ts';

/** A completion of the claims or of the language. */
export type EditorCompletionData =
  NamedCompletion | (Omit<PolicyCompletion, 'kind'> & { readonly kind: 'function' | 'variable' | 'keyword' });

export type HoverData = Hover;

const trustee = profileOf('trustee');

async function modelFor(policy: string): Promise<PolicyModel> {
  await loadBuiltins(trustee);
  return modelOf(policy, trustee);
}

async function complete({
  policy,
  offset,
  documents,
}: ResourcePlace): Promise<readonly EditorCompletionData[]> {
  await loadBuiltins(trustee);
  const own = resourceCompletionsAt(policy, offset, documents);
  if (own.length > 0) return own;
  return policyCompletionsAt(policy, offset, trustee).flatMap((found): readonly EditorCompletionData[] => {
    switch (found.kind) {
      // Requests and fields are those of the agent.
      case 'request':
      case 'field':
      case 'value':
        return [];
      case 'function':
      case 'keyword':
        return [{ ...found, kind: found.kind }];
      case 'rule':
        return [{ ...found, kind: 'variable' }];
      case 'variable':
        return [{ ...found, ...rootWords[found.label], kind: 'variable' }];
    }
  });
}

const rootWords: Readonly<Record<string, { readonly detail: string; readonly documentation: string }>> = {
  input: { detail: 'the claims', documentation: 'The claims of the attestation token.' },
  data: {
    detail: 'request and rules',
    documentation: 'plugin, resource-path and query of the request, and the rules of the policy.',
  },
};

async function hover({ policy, offset, documents }: ResourcePlace): Promise<HoverData | undefined> {
  const own = resourceHoverAt(policy, offset, documents);
  if (own !== undefined) return own;
  const found = policyHoverAt(await modelFor(policy), offset);
  // What is said of rules and fields is said of the agent's requests.
  const isLanguage = found !== undefined && !found.paragraphs.some((words) => /request/i.test(words));
  return isLanguage ? found : undefined;
}

export const trusteeAssistHandlers: Pick<
  Handlers<TrusteeCalls>,
  'complete' | 'hover' | 'occurrences' | 'rename'
> = {
  complete,
  hover,
  occurrences: async ({ policy, offset }) => referencesAt(await modelFor(policy), offset),
  rename: async ({ policy, offset, name }) => renameAt(await modelFor(policy), offset, name),
};
