/** The policy that the workbench works on: the entry policy.rego of the open document, and no copy of it. */
import { entryOf } from '#core/initdata/outline.ts';
import type { TextEdit } from '#core/text/edit.ts';
import type { Diagnostic } from '#core/diagnostics/diagnostic.ts';
import type { ProfileId } from '#core/rego/profile.ts';
import { chosenProfile } from './agent-profile.ts';
import { currentOutline } from './outline.ts';
import { preferences } from './preferences.ts';
import { changeEntry, documentText, workspace } from './workspace.ts';

export const policyKey = 'policy.rego';
export const policyTab = 'entry:policy.rego';

/** What an answer was worked out from, to tell whether it still speaks of what is on screen. */
export interface PolicyInputs {
  readonly policy: string;
  readonly profile: ProfileId;
}

/** The text of the policy; undefined when the document has none, or is not UTF-8. */
export function policyText(): string | undefined {
  const text = documentText(workspace.getState());
  return text === undefined ? undefined : entryOf(currentOutline(text), policyKey)?.content;
}

/** Policy and engine as of now. */
export function policyInputs(): PolicyInputs | undefined {
  const policy = policyText();
  return policy === undefined ? undefined : { policy, profile: chosenProfile(preferences.getState()).id };
}

export function areSameInputs(a: PolicyInputs | undefined, b: PolicyInputs | undefined): boolean {
  return a?.policy === b?.policy && a?.profile === b?.profile;
}

/**
 * A change of the policy with a name, undone in one step.
 *
 * @returns why nothing was changed; empty when it was
 */
export function changePolicy(label: string, edits: readonly TextEdit[]): readonly Diagnostic[] {
  return changeEntry(label, policyKey, edits);
}
