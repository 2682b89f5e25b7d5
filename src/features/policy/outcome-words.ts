/** The four outcomes of a request, and what an explanation found, as they are called on screen. */
import type { Explained, RequestOutcome } from '#workers/policy-run-calls.ts';
import type { Action } from '#core/policy/simulate/actions.ts';
import type { AttackGroup } from '#core/policy/attacks/attack.ts';
import type { Assumption } from '#core/policy/simulate/assumption.ts';

export type OutcomeKind = RequestOutcome['kind'];

export const outcomeWords = {
  allowed: 'Allowed',
  denied: 'Denied',
  undefined: 'Undefined',
  failed: 'Failed',
  unreadable: 'No request',
} as const satisfies Record<OutcomeKind, string>;

/** What the agent makes of it, in a sentence. */
export function outcomeSentence(outcome: RequestOutcome, entrypoint: string): string {
  switch (outcome.kind) {
    case 'allowed':
      return outcome.by === 'policy'
        ? 'The policy allows it and the agent carries it out.'
        : 'The policy does not allow it; AllowRequestsFailingPolicy lets it pass.';
    case 'denied':
      return entrypoint === 'ReadStreamRequest'
        ? 'The policy denies it: the agent answers with success and an empty stream.'
        : 'The policy denies it: the agent answers with PERMISSION_DENIED.';
    case 'undefined':
      return 'The policy has no answer: the agent answers with an internal error, not with a denial.';
    case 'failed':
      return outcome.of === 'budget'
        ? `Our limit was reached, the agent would go on: ${outcome.message}`
        : `The evaluation fails, and the agent answers with an internal error: ${outcome.message}`;
    case 'unreadable':
      return `This is no JSON, so that no agent could be asked it: ${outcome.message}`;
  }
}

/** `3 allowed, 1 denied`. */
export function outcomeCounts(outcomes: readonly OutcomeKind[]): string {
  const parts = Object.entries(outcomeWords).flatMap(([kind, word]) => {
    const count = outcomes.filter((outcome) => outcome === kind).length;
    return count === 0 ? [] : [`${String(count)} ${word.toLowerCase()}`];
  });
  return parts.join(', ');
}

export const relationWords = {
  equal: 'equal to',
  'not-equal': 'other than',
  less: 'less than',
  'less-or-equal': 'at most',
  greater: 'greater than',
  'greater-or-equal': 'at least',
  'one-of': 'one of',
  'none-of': 'none of',
  match: 'a match of',
  'no-match': 'no match of',
  'starts-with': 'something that starts with',
  'ends-with': 'something that ends with',
  contains: 'something that contains',
  'not-starts-with': 'something that does not start with',
  'not-ends-with': 'something that does not end with',
  'not-contains': 'something that does not contain',
  holds: 'something that holds',
  'does-not-hold': 'something that does not hold',
  'not-empty': 'at least one item',
} as const satisfies Record<NonNullable<Explained['relation']>, string>;

/** What a change of the policy comes to for the request that it was made for. */
export const afterwardsWords = {
  allowed: 'Then this request is allowed.',
  denied: 'That alone is not enough: the request is then denied further on.',
  undefined: 'That alone is not enough: the request is then undefined.',
  failed: 'That alone is not enough: the evaluation then fails.',
} as const satisfies Record<Explained['changes'][number]['afterwards'], string>;

export const actionGroupWords = {
  life: 'Life of the pod',
  kubectl: 'What a user does',
  change: 'Another container than agreed',
  host: 'What the host does',
} as const satisfies Record<Action['group'], string>;

export const attackGroupWords = {
  image: 'What is run',
  process: 'How it is run',
  isolation: 'What it can see and touch',
  sequence: 'What runs beside it, and in which order',
  exec: 'Commands in a container',
  streams: 'Output and input',
  files: 'Files',
  network: 'Network',
  sandbox: 'The sandbox',
  administration: 'The guest itself',
} as const satisfies Record<AttackGroup, string>;

export const assumptionWords = {
  args: 'entrypoint',
  env: 'variables of the image',
  cwd: 'working directory',
  user: 'user',
  digest: 'digest of the image',
  groups: 'groups',
  references: 'values from elsewhere',
  secrets: 'values of Secrets',
  variables: 'variables from elsewhere',
} as const satisfies Record<Assumption, string>;
