import { looksLikeGenpolicy } from '#state/policy-data.ts';
import { policyText } from '#state/policy-text.ts';
import { policyView, showPolicyPanel, type PolicyPanel } from '#state/policy-view.ts';
import { TabList, TabPanel, type TabItem } from '#ui/Tabs.tsx';
import { useStore } from 'zustand';
import { AttackPanel } from './AttackPanel.tsx';
import { PolicyDataPanel } from '../policy-data/PolicyDataPanel.tsx';
import { EventPanel } from './EventPanel.tsx';
import { GeneratePanel } from '../generate/GeneratePanel.tsx';
import { MatrixPanel } from './MatrixPanel.tsx';
import { NoPolicy } from './NoPolicy.tsx';
import { SimulatePanel } from './SimulatePanel.tsx';
import { TestBadge } from './TestBadge.tsx';
import { TestPanel } from './TestPanel.tsx';
import styles from './Policy.module.css';
import { usePolicyText } from './use-policy.ts';

const dataTab: TabItem<PolicyPanel> = { id: 'data', label: 'Policy data' };

const panelTabs: readonly TabItem<PolicyPanel>[] = [
  { id: 'matrix', label: 'Requests' },
  { id: 'simulate', label: 'Simulator' },
  { id: 'attacks', label: 'Attacks' },
  { id: 'events', label: 'Events' },
  { id: 'tests', label: 'Tests', badge: <TestBadge /> },
  { id: 'generate', label: 'Generate' },
];

/** The tabs that have something to show: that of genpolicy's data for a policy of genpolicy's alone. */
export function usePanelTabs(): readonly TabItem<PolicyPanel>[] {
  const policy = usePolicyText();
  const panel = useStore(policyView, (state) => state.panel);
  return tabsFor(policy, panel);
}

/** The same, as of now. */
export function currentPanelTabs(): readonly TabItem<PolicyPanel>[] {
  return tabsFor(policyText(), policyView.getState().panel);
}

const withData: readonly TabItem<PolicyPanel>[] = [...panelTabs, dataTab];

function tabsFor(policy: string | undefined, panel: PolicyPanel): readonly TabItem<PolicyPanel>[] {
  return panel === 'data' || looksLikeGenpolicy(policy) ? withData : panelTabs;
}

/** What the policy does, asked in several ways. */
export function PolicyPanels() {
  const panel = useStore(policyView, (state) => state.panel);
  const tabs = usePanelTabs();
  return (
    <div className={styles.panels}>
      <TabList
        list="policy"
        label="What the policy does"
        tabs={tabs}
        selected={panel}
        onSelect={showPolicyPanel}
      />
      <TabPanel list="policy" tab={panel} className={styles.panel}>
        <PanelContent panel={panel} />
      </TabPanel>
    </div>
  );
}

/** What only a policy can answer. */
const asking: ReadonlySet<PolicyPanel> = new Set(['matrix', 'simulate', 'attacks']);

export function PanelContent({ panel }: { readonly panel: PolicyPanel }) {
  const hasPolicy = usePolicyText() !== undefined;
  if (!hasPolicy && asking.has(panel)) return <NoPolicy />;
  switch (panel) {
    case 'matrix':
      return <MatrixPanel />;
    case 'simulate':
      return <SimulatePanel />;
    case 'attacks':
      return <AttackPanel />;
    case 'events':
      return <EventPanel />;
    case 'tests':
      return <TestPanel />;
    case 'generate':
      return <GeneratePanel />;
    case 'data':
      return <PolicyDataPanel />;
  }
}
