/** What the editor of the resource policy asks while a person types; answered in a worker. */
import type { ResourceDocuments } from '#core/trustee/resource-policy/assist.ts';
import type { Assist } from '#editor/text-editor-props.ts';
import { trusteeCalls } from '#state/trustee.ts';

/** A worker that was stopped meanwhile answers nothing: the next question starts it again. */
export function resourceAssist(documents: ResourceDocuments): Assist {
  return {
    completionsAt: (policy, offset) =>
      trusteeCalls.call('complete', { policy, offset, documents }).catch(() => []),
    hoverAt: (policy, offset) =>
      trusteeCalls.call('hover', { policy, offset, documents }).catch(() => undefined),
    async placesOfName(policy, offset) {
      const found = await trusteeCalls.call('occurrences', { policy, offset }).catch(() => []);
      return found.map(({ span, role }) => ({ span, isDefinition: role === 'definition' }));
    },
    rename: (policy, offset, name) =>
      trusteeCalls
        .call('rename', { policy, offset, name })
        .catch(() => ({ kind: 'refused' as const, reason: 'The question was stopped.' })),
  };
}
