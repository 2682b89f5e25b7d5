import { showTrusteePanel, trusteeView, type TrusteePanel } from '#state/trustee-view.ts';
import { TabList, TabPanel } from '#ui/Tabs.tsx';
import { lazy, Suspense } from 'react';
import { useStore } from 'zustand';
import { BindingPanel } from './BindingPanel.tsx';
import { panelTabs } from './panels.ts';
import styles from './Trustee.module.css';

const JourneyPanel = lazy(async () => ({
  default: (await import('../journey/JourneyPanel.tsx')).JourneyPanel,
}));

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
        <Suspense fallback={<p className={styles.waiting}>Loading…</p>}>
          <PanelContent panel={panel} />
        </Suspense>
      </TabPanel>
    </div>
  );
}

function PanelContent({ panel }: { readonly panel: TrusteePanel }) {
  switch (panel) {
    case 'journey':
      return <JourneyPanel />;
    case 'binding':
      return <BindingPanel />;
  }
}
