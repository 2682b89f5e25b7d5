import { policyText } from '#state/policy-text.ts';
import type { Command } from '../palette/command.ts';
import { formatPolicy } from './actions.ts';

const section = 'Policy';

/** What can be done by name while the Policy mode is open. */
export function policyCommands(): readonly Command[] {
  return [
    {
      id: 'policy-format',
      title: 'Format the policy',
      section,
      keywords: 'rego layout indent fmt',
      enabled: () => policyText() !== undefined,
      run: () => void formatPolicy(),
    },
  ];
}
