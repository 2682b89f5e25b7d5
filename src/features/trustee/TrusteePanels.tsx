import { showTrusteePanel, trusteeView, type TrusteePanel } from '#state/trustee-view.ts';
import { TabList, TabPanel } from '#ui/Tabs.tsx';
import { lazy, Suspense } from 'react';
import { useStore } from 'zustand';
import { panelTabs } from './panels.ts';
import styles from './Trustee.module.css';

const JourneyPanel = lazy(async () => ({
  default: (await import('../journey/JourneyPanel.tsx')).JourneyPanel,
}));

const BindingPanel = lazy(async () => ({ default: (await import('./BindingPanel.tsx')).BindingPanel }));

const TokenPanel = lazy(async () => ({ default: (await import('./TokenPanel.tsx')).TokenPanel }));

const PolicyPanel = lazy(async () => ({ default: (await import('./PolicyPanel.tsx')).PolicyPanel }));

const AttestationPanel = lazy(async () => ({
  default: (await import('./AttestationPanel.tsx')).AttestationPanel,
}));

const CommandsPanel = lazy(async () => ({ default: (await import('./CommandsPanel.tsx')).CommandsPanel }));

const ContrastPanel = lazy(async () => ({ default: (await import('./ContrastPanel.tsx')).ContrastPanel }));

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
    case 'token':
      return <TokenPanel />;
    case 'policy':
      return <PolicyPanel />;
    case 'attestation':
      return <AttestationPanel />;
    case 'commands':
      return <CommandsPanel />;
    case 'contrast':
      return <ContrastPanel />;
  }
}
