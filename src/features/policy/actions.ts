/** Changes of the policy that a person asks for by name. Each is one undo step; what is refused is said. */
import type { RequestName } from '#core/policy/requests/catalogue.ts';
import { announce } from '#state/announcer.ts';
import { changePolicy, policyInputs, policyText } from '#state/policy-text.ts';
import { policyCalls } from '#state/policy.ts';
import { tellPolicy } from './notices.ts';

/** Formats the policy; bytes that mean something are not touched. */
export async function formatPolicy(): Promise<void> {
  const inputs = policyInputs();
  if (inputs === undefined) return;
  const answer = await policyCalls.call('format', inputs);
  if (answer.kind === 'refused') {
    tellPolicy({ title: 'The policy was not formatted', reason: `The engine refuses it: ${answer.reason}` });
    return;
  }
  if (answer.edits.length === 0) {
    announce('The policy is formatted already');
    return;
  }
  if (policyText() === inputs.policy) perform('Format the policy', answer.edits);
}

/** Sets what a request comes to where no rule answers. */
export async function setDefault(name: RequestName, value: boolean): Promise<void> {
  const inputs = policyInputs();
  if (inputs === undefined) return;
  const edits = await policyCalls.call('default', { ...inputs, name, value });
  if (edits.length === 0) {
    tellPolicy({
      title: `The default of ${name} was not changed`,
      reason: 'The text has no package to write it behind.',
    });
    return;
  }
  if (policyText() === inputs.policy) perform(`Set the default of ${name} to ${String(value)}`, edits);
}

export function perform(label: string, edits: Parameters<typeof changePolicy>[1]): void {
  const refusal = changePolicy(label, edits);
  const [first] = refusal;
  if (first === undefined) announce(`Done: ${label}`);
  else tellPolicy({ title: `Not done: ${label}`, reason: [first.message, first.hint].join(' ') });
}
