import { showTrusteePanel, trusteeView, type TrusteePanel } from '#state/trustee-view.ts';
import { TabList, TabPanel } from '#ui/Tabs.tsx';
import { useStore } from 'zustand';
import { BindingPanel } from './BindingPanel.tsx';
import { panelTabs } from './panels.ts';
import styles from './Trustee.module.css';

/** From the digest to the secret, one part at a time. */
export function TrusteePanels() {
  const panel = useStore(trusteeView, (state) => state.panel);
  return (
    <div className={styles.panels}>
      <TabList
        list="trustee"
        label="Measure and hand over"
        tabs={panelTabs}
        selected={panel}
        onSelect={showTrusteePanel}
      />
      <TabPanel list="trustee" tab={panel} className={styles.panel}>
        <PanelContent panel={panel} />
      </TabPanel>
    </div>
  );
}

function PanelContent({ panel }: { readonly panel: TrusteePanel }) {
  switch (panel) {
    case 'binding':
      return <BindingPanel />;
  }
}
