/** What the editor of the policy asks while a person types; answered by the engine of the chosen release, in a worker. */
import type { CompletionKind } from '#core/policy/assist/types.ts';
import type { ProfileId } from '#core/rego/profile.ts';
import type { Assist, EditorCompletion } from '#editor/text-editor-props.ts';
import { runningCalls } from '#state/policy-workers.ts';

const kinds = {
  request: 'function',
  function: 'function',
  rule: 'variable',
  variable: 'variable',
  field: 'key',
  keyword: 'keyword',
  value: 'value',
} as const satisfies Record<CompletionKind, EditorCompletion['kind']>;

/** A worker that was stopped meanwhile answers nothing: the next question starts it again. */
export function policyAssist(profile: ProfileId): Assist {
  return {
    async completionsAt(policy, offset) {
      const found = await runningCalls.call('complete', { policy, profile, offset }).catch(() => []);
      return found.map((completion) => ({ ...completion, kind: kinds[completion.kind] }));
    },
    hoverAt: (policy, offset) =>
      runningCalls.call('hover', { policy, profile, offset }).catch(() => undefined),
    async placesOfName(policy, offset) {
      const found = await runningCalls.call('occurrences', { policy, profile, offset }).catch(() => []);
      return found.map(({ span, role }) => ({ span, isDefinition: role === 'definition' }));
    },
    rename: (policy, offset, name) =>
      runningCalls
        .call('rename', { policy, profile, offset, name })
        .catch(() => ({ kind: 'refused' as const, reason: 'The question was stopped.' })),
  };
}
