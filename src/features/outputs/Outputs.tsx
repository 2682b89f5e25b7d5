import { outputTabs, showOutput, view, type OutputTab } from '#state/view.ts';
import { TabList, TabPanel } from '#ui/Tabs.tsx';
import { lazy, Suspense } from 'react';
import { useStore } from 'zustand';
import { AnnotationTab } from './AnnotationTab.tsx';
import { DigestTab } from './DigestTab.tsx';
import styles from './Outputs.module.css';
import { PodTab } from './PodTab.tsx';

const labels = {
  digest: 'Digest',
  annotation: 'Annotation',
  pod: 'Pod',
  trustee: 'Trustee',
} as const satisfies Record<OutputTab, string>;

const tabs = outputTabs.map((id) => ({ id, label: labels[id] }));

/** Its tables and its worker are loaded when somebody looks. */
const TrusteeTab = lazy(async () => ({ default: (await import('../trustee/TrusteeTab.tsx')).TrusteeTab }));

/** What the bytes on screen become: digest, annotation, annotated pod, and what Trustee is to see. */
export function Outputs() {
  const selected = useStore(view, (state) => state.output);
  return (
    <div className={styles.outputs}>
      <TabList list="outputs" label="Outputs" tabs={tabs} selected={selected} onSelect={showOutput} />
      <TabPanel list="outputs" tab={selected} className={styles.panel}>
        {selected === 'digest' && <DigestTab />}
        {selected === 'annotation' && <AnnotationTab />}
        {selected === 'pod' && <PodTab />}
        {selected === 'trustee' && (
          <Suspense fallback={<p className={styles.note}>Loading…</p>}>
            <TrusteeTab />
          </Suspense>
        )}
      </TabPanel>
    </div>
  );
}
