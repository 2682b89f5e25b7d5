/**
 * What the editor of a policy asks while a person types; answered in a worker by the engine of the release that is chosen
 * then. The worker starts with the first question.
 */
import type { CompletionKind } from '#core/policy/assist/types.ts';
import type { Assist, EditorCompletion } from '#editor/text-editor-props.ts';
import { chosenProfile } from '#state/agent-profile.ts';
import { runningCalls } from '#state/policy-workers.ts';
import { preferences } from '#state/preferences.ts';

const kinds = {
  request: 'function',
  function: 'function',
  rule: 'variable',
  variable: 'variable',
  field: 'key',
  keyword: 'keyword',
  value: 'value',
} as const satisfies Record<CompletionKind, EditorCompletion['kind']>;

function asked(policy: string) {
  return { policy, profile: chosenProfile(preferences.getState()).id };
}

/** A worker that was stopped meanwhile answers nothing: the next question starts it again. */
export const policyAssist: Assist = {
  async completionsAt(policy, offset) {
    const found = await runningCalls.call('complete', { ...asked(policy), offset }).catch(() => []);
    return found.map((completion) => ({ ...completion, kind: kinds[completion.kind] }));
  },
  hoverAt: (policy, offset) =>
    runningCalls.call('hover', { ...asked(policy), offset }).catch(() => undefined),
  async placesOfName(policy, offset) {
    const found = await runningCalls.call('occurrences', { ...asked(policy), offset }).catch(() => []);
    return found.map(({ span, role }) => ({ span, isDefinition: role === 'definition' }));
  },
  rename: (policy, offset, name) =>
    runningCalls
      .call('rename', { ...asked(policy), offset, name })
      .catch(() => ({ kind: 'refused' as const, reason: 'The question was stopped.' })),
  callAt: (policy, offset) =>
    runningCalls.call('signature', { ...asked(policy), offset }).catch(() => undefined),
  outlineOf: (policy) => runningCalls.call('outline', asked(policy)).catch(() => []),
  async formatted(policy) {
    const answer = await runningCalls.call('format', asked(policy)).catch(() => undefined);
    return answer?.kind === 'formatted' ? answer.edits : [];
  },
};
