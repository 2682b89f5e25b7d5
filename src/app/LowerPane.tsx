import { Problems } from '#features/problems/Problems.tsx';
import { Suspense } from 'react';
import { useStore } from 'zustand';
import { analysisStore } from '#state/analysis.ts';
import { useFindings } from '#features/common/use-findings.ts';
import { showLower, view, type LowerTab } from '#state/view.ts';
import { Badge } from '#ui/Badge.tsx';
import { TabList, TabPanel, type TabItem } from '#ui/Tabs.tsx';
import type { Tone } from '#ui/tone.ts';
import styles from './LowerPane.module.css';
import { Pane } from './Pane.tsx';
import { QuickForm } from './lazy-panels.ts';

/** Problems and the quick form, below the editor. */
export function LowerPane() {
  const selected = useStore(view, (state) => state.lower);
  const tabs: readonly TabItem<LowerTab>[] = [
    { id: 'problems', label: 'Problems', badge: <ProblemCount /> },
    { id: 'form', label: 'Quick form' },
  ];
  return (
    <Pane name="problems" label="Problems and quick form" className={styles.lower}>
      <TabList list="lower" label="Below the editor" tabs={tabs} selected={selected} onSelect={showLower} />
      <TabPanel list="lower" tab={selected} className={styles.panel}>
        {selected === 'problems' && <Problems />}
        <Suspense>{selected === 'form' && <QuickForm />}</Suspense>
      </TabPanel>
    </Pane>
  );
}

/** How many findings there are, in the tone of the worst. */
export function ProblemCount() {
  const isAnalysed = useStore(analysisStore, (state) => state.analysis !== undefined);
  const diagnostics = useFindings();
  if (!isAnalysed) return undefined;
  const has = (severity: string) => diagnostics.some((finding) => finding.severity === severity);
  const tone: Tone = has('error') ? 'error' : has('warning') ? 'risk' : 'neutral';
  return <Badge tone={tone}>{diagnostics.length}</Badge>;
}
