import { policyText } from '#state/policy-text.ts';
import { showPolicyPanel, type PolicyPanel } from '#state/policy-view.ts';
import type { Command } from '../palette/command.ts';
import { currentPanelTabs } from './PolicyPanels.tsx';
import { formatPolicy } from './actions.ts';

const panelWords = {
  matrix: 'what the policy does with each request',
  simulate: 'the simulator',
  attacks: 'the attacks',
  events: 'events and logs',
  tests: 'the tests of the policy',
  generate: 'the generator of policies',
  data: 'the data of genpolicy’s policy',
} as const satisfies Record<PolicyPanel, string>;

const section = 'Policy';

/** What can be done by name while the Policy mode is open. */
export function policyCommands(): readonly Command[] {
  return [
    ...currentPanelTabs().map(({ id, label }): Command => ({
      id: `policy-${id}`,
      title: `Show ${panelWords[id]}`,
      section: 'Go to',
      keywords: `policy ${label} ${id}`,
      run: () => {
        showPolicyPanel(id);
      },
    })),
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
