/** The panels of the mode, in the order in which a document is handed over. */
import type { TrusteePanel } from '#state/trustee-view.ts';
import type { TabItem } from '#ui/Tabs.tsx';

export const panelTabs: readonly TabItem<TrusteePanel>[] = [
  { id: 'journey', label: 'Journey' },
  { id: 'binding', label: 'Binding' },
  { id: 'token', label: 'Token' },
  { id: 'policy', label: 'Resource policy' },
  { id: 'attestation', label: 'Attestation' },
  { id: 'commands', label: 'Commands' },
  { id: 'contrast', label: 'Contrast and AKS' },
];
