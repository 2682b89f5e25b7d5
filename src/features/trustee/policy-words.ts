/** What a resource policy answers, and who asks it, as it is called on screen. */
import type { ScenarioId } from '#core/trustee/resource-policy/scenarios.ts';
import type { ResourceAnswer } from '#workers/trustee-calls.ts';

export const scenarioWords = {
  'this-document': {
    title: 'The pod with this document',
    detail: 'affirming, document sent where the way sends it',
  },
  'changed-document': { title: 'A changed document', detail: 'one more comment, honestly measured' },
  'other-platform': { title: 'This document elsewhere', detail: 'on a platform that the policy is not for' },
  'document-withheld': {
    title: 'No document sent',
    detail: 'the field is right, and init_data_claims is null',
  },
  'not-affirming': {
    title: 'Status not affirming',
    detail: 'contraindicated: a reference value does not match',
  },
  'no-init-data': { title: 'No init_data', detail: 'a token without the claim' },
  'no-claims': { title: 'No claims', detail: 'an empty token' },
  'older-token': { title: 'A token of Trustee before 0.14', detail: 'the submodule is called cpu' },
  'other-resource': { title: 'Another resource', detail: 'the same pod, another tag' },
} as const satisfies Record<ScenarioId, { readonly title: string; readonly detail: string }>;

/** What becomes of the request, in a sentence. */
export function answerSentence({ kind, message, isOurBound }: ResourceAnswer): string {
  switch (kind) {
    case 'allowed':
      return 'Trustee releases the resource.';
    case 'denied':
      return 'Trustee answers with a denial, and nothing is released.';
    case 'undefined':
      return `There is no answer, which counts as a denial. Trustee logs: ${message ?? ''}`;
    case 'failed':
      return isOurBound
        ? `Our limit was reached, Trustee would go on: ${message ?? ''}`
        : `The evaluation fails, and Trustee answers with an error: ${message ?? ''}`;
  }
}

/** `a, b and 3 more`. */
export function shortList(items: readonly string[], most = 2): string {
  if (items.length <= most) return items.join(', ');
  return `${items.slice(0, most).join(', ')} and ${String(items.length - most)} more`;
}
