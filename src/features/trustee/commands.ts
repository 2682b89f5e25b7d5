import { showTrusteePanel, type TrusteePanel } from '#state/trustee-view.ts';
import type { Command } from '../palette/command.ts';
import { panelTabs } from './panels.ts';
import { askForValue } from './value-request.ts';

const panelWords = {
  journey: 'the way from the document to the secret',
  binding: 'what the hardware carries on every platform',
  token: 'the claims of the token',
  policy: 'the resource policy',
  attestation: 'attestation policy, reference values and the production checklist',
  commands: 'the commands of the hand-over',
  contrast: 'the flows of Contrast and AKS',
} as const satisfies Record<TrusteePanel, string>;

const panels = panelTabs.map(({ id, label }): Command => ({
  id: `trustee-${id}`,
  title: `Show ${panelWords[id]}`,
  section: 'Go to',
  keywords: `trustee ${label} ${id}`,
  run: () => {
    showTrusteePanel(id);
  },
}));

const checkValue: Command = {
  id: 'trustee-check-value',
  title: 'Check a value against this document',
  section: 'Trustee',
  keywords: 'compare digest hostdata mrconfigid pcr quote token expected',
  run: () => {
    showTrusteePanel('binding');
    askForValue();
  },
};

/** What can be done by name while the Trustee mode is open. */
export function trusteeCommands(): readonly Command[] {
  return [...panels, checkValue];
}
