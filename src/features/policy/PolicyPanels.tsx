import { policyView, showPolicyPanel, type PolicyPanel } from '#state/policy-view.ts';
import { TabList, TabPanel, type TabItem } from '#ui/Tabs.tsx';
import { useStore } from 'zustand';
import { AttackPanel } from './AttackPanel.tsx';
import { EventPanel } from './EventPanel.tsx';
import { MatrixPanel } from './MatrixPanel.tsx';
import { SimulatePanel } from './SimulatePanel.tsx';
import { TestBadge } from './TestBadge.tsx';
import { TestPanel } from './TestPanel.tsx';
import styles from './Policy.module.css';

export const panelTabs: readonly TabItem<PolicyPanel>[] = [
  { id: 'matrix', label: 'Requests' },
  { id: 'simulate', label: 'Simulator' },
  { id: 'attacks', label: 'Attacks' },
  { id: 'events', label: 'Events' },
  { id: 'tests', label: 'Tests', badge: <TestBadge /> },
];

/** What the policy does, asked in several ways. */
export function PolicyPanels() {
  const panel = useStore(policyView, (state) => state.panel);
  return (
    <div className={styles.panels}>
      <TabList
        list="policy"
        label="What the policy does"
        tabs={panelTabs}
        selected={panel}
        onSelect={showPolicyPanel}
      />
      <TabPanel list="policy" tab={panel} className={styles.panel}>
        <PanelContent panel={panel} />
      </TabPanel>
    </div>
  );
}

export function PanelContent({ panel }: { readonly panel: PolicyPanel }) {
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
  }
}
