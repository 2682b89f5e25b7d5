/** Which panel of the Trustee mode is shown. */
import { createStore } from 'zustand/vanilla';

export const trusteePanels = [
  'journey',
  'binding',
  'token',
  'policy',
  'attestation',
  'commands',
  'contrast',
] as const;
export type TrusteePanel = (typeof trusteePanels)[number];

export interface TrusteeView {
  readonly panel: TrusteePanel;
}

export const trusteeView = createStore<TrusteeView>()(() => ({ panel: 'journey' }));

export function showTrusteePanel(panel: TrusteePanel): void {
  trusteeView.setState({ panel });
}
