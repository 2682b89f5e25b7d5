import type { Severity } from '#core/diagnostics/diagnostic.ts';
import { currentOutline } from '#state/outline.ts';
import { showTab, view } from '#state/view.ts';
import { workspace } from '#state/workspace.ts';
import { TabList, TabPanel } from '#ui/Tabs.tsx';
import { ToneIcon } from '#ui/ToneIcon.tsx';
import { VisuallyHidden } from '#ui/VisuallyHidden.tsx';
import { useStore } from 'zustand';
import { countBySeverity, severities, severityWords } from '../common/severity.ts';
import { useFindings } from '../common/use-findings.ts';
import { useMedia } from '../common/use-media.ts';
import { useDocumentText } from '../common/use-workspace.ts';
import { History } from '../history/History.tsx';
import { EditedFile } from './EditedFile.tsx';
import styles from './EditorArea.module.css';
import { EntryMenu } from './EntryMenu.tsx';
import { editedText, editorTabs, shownTab } from './tabs.ts';

/** Editors of every text: the entry editors and the document's own are views of one text and stay in step. */
export function EditorArea() {
  const text = useDocumentText();
  const document = useStore(workspace, (state) => state.document);
  const manifest = useStore(workspace, (state) => state.manifest);
  const id = useStore(workspace, (state) => state.id);
  const asked = useStore(view, (state) => state.tab);
  const findings = useFindings();
  const outline = text === undefined ? undefined : currentOutline(text);
  const hasRail = useMedia('(min-width: 1280px)');
  const tabs = editorTabs(outline);
  const tab = shownTab(tabs, asked);
  return (
    <div className={styles.area}>
      <TabList
        list="editors"
        label="Editors"
        code
        selected={tab}
        onSelect={showTab}
        tabs={tabs.map((item) => ({
          id: item.id,
          label: item.label,
          badge: item.missing ? (
            <Absent />
          ) : (
            <Worst findings={countBySeverity(findings.filter(({ source }) => source === item.id))} />
          ),
        }))}
        actions={
          <>
            {!hasRail && <EntryMenu tab={tab} />}
            <History />
          </>
        }
      />
      <TabPanel list="editors" tab={tab} className={styles.panel}>
        <EditedFile
          key={id}
          documentId={id}
          tab={tab}
          edited={editedText(tab, document, outline, manifest)}
        />
      </TabPanel>
    </div>
  );
}

function Absent() {
  return (
    <span className={styles.absent}>
      <span aria-hidden="true">+</span>
      <VisuallyHidden>not in the document</VisuallyHidden>
    </span>
  );
}

function Worst({ findings }: { readonly findings: Readonly<Record<Severity, number>> }) {
  const worst = severities.find((severity) => findings[severity] > 0);
  if (worst === undefined || worst === 'info') return null;
  const { tone, word, plural } = severityWords[worst];
  const count = findings[worst];
  return (
    <span className={styles.worst}>
      <ToneIcon tone={tone} size={14} />
      <span aria-hidden="true">{count}</span>
      <VisuallyHidden>{`${String(count)} ${count === 1 ? word : plural}`}</VisuallyHidden>
    </span>
  );
}
