/** What the Policy mode shows beside the policy, and which request the person looks at. */
import type { RequestName } from '#core/policy/requests/catalogue.ts';
import type { Span } from '#core/text/span.ts';
import { createStore } from 'zustand/vanilla';

export const policyPanels = ['matrix', 'simulate', 'attacks', 'events', 'tests', 'generate', 'data'] as const;
export type PolicyPanel = (typeof policyPanels)[number];

/** What an explanation marks in the policy that it was made for. */
export interface ExplainedPlaces {
  readonly policy: string;
  readonly stop: Span | undefined;
  readonly covered: readonly { readonly span: Span; readonly held: boolean }[];
}

export interface PolicyView {
  readonly panel: PolicyPanel;
  /** The request that pointer or focus is on; its rules are marked in the policy. */
  readonly pointed: RequestName | undefined;
  /** The request whose rule holds the cursor of the editor. */
  readonly underCursor: RequestName | undefined;
  readonly openRows: ReadonlySet<RequestName>;
  readonly explained: ExplainedPlaces | undefined;
  /** Colours in the policy what the evaluation of the request that is explained reached, and what it did not. */
  readonly showsCoverage: boolean;
}

export const policyView = createStore<PolicyView>()(() => ({
  panel: 'matrix',
  pointed: undefined,
  underCursor: undefined,
  openRows: new Set(),
  explained: undefined,
  showsCoverage: false,
}));

export function showPolicyPanel(panel: PolicyPanel): void {
  policyView.setState({ panel });
}

export function pointAt(pointed: RequestName | undefined): void {
  if (policyView.getState().pointed !== pointed) policyView.setState({ pointed });
}

export function putCursorOn(underCursor: RequestName | undefined): void {
  if (policyView.getState().underCursor !== underCursor) policyView.setState({ underCursor });
}

export function openRow(name: RequestName, isOpen: boolean): void {
  policyView.setState(({ openRows }) => {
    const next = new Set(openRows);
    if (isOpen) next.add(name);
    else next.delete(name);
    return { openRows: next };
  });
}

export function setShowsCoverage(showsCoverage: boolean): void {
  policyView.setState({ showsCoverage });
}

export function showExplained(explained: ExplainedPlaces | undefined): void {
  policyView.setState({ explained });
}
