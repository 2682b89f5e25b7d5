import { policyView, showPolicyPanel, type PolicyPanel } from '#state/policy-view.ts';
import { view } from '#state/view.ts';
import { TabList, TabPanel, type TabItem } from '#ui/Tabs.tsx';
import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { PolicyEditor } from './PolicyEditor.tsx';
import { PanelContent, usePanelTabs } from './PolicyPanels.tsx';
import { PolicyFindingCount, PolicyProblems } from './PolicyProblems.tsx';
import styles from './Policy.module.css';

type Section = 'policy' | 'problems' | PolicyPanel;

const own: readonly TabItem<Section>[] = [
  { id: 'policy', label: 'Policy' },
  { id: 'problems', label: 'Problems', badge: <PolicyFindingCount /> },
];

/** One part at a time, where there is no room for two. */
export function PolicyColumn() {
  const panel = useStore(policyView, (state) => state.panel);
  const panelTabs = usePanelTabs();
  const [section, setSection] = useState<Section>(panel);
  // A place that is pressed is shown in the policy, and a panel that is asked for elsewhere is shown as well.
  useEffect(() => {
    const stops = [
      view.subscribe((now, before) => {
        if (now.reveal !== before.reveal && now.reveal !== undefined) setSection('policy');
      }),
      policyView.subscribe((now, before) => {
        if (now.panel !== before.panel) setSection(now.panel);
      }),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }, []);
  return (
    <div className={styles.panels}>
      <TabList
        list="policy"
        label="Policy"
        tabs={[...own, ...panelTabs]}
        selected={section}
        onSelect={(chosen) => {
          setSection(chosen);
          if (chosen !== 'policy' && chosen !== 'problems') showPolicyPanel(chosen);
        }}
      />
      <TabPanel list="policy" tab={section} className={styles.panel}>
        {section === 'policy' && <PolicyEditor />}
        {section === 'problems' && <PolicyProblems />}
        {section !== 'policy' && section !== 'problems' && <PanelContent panel={section} />}
      </TabPanel>
    </div>
  );
}
