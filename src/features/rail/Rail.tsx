import { analysisStore } from '#state/analysis.ts';
import { currentOutline } from '#state/outline.ts';
import { openDialog, revealPlace, showTab, view } from '#state/view.ts';
import { undo, workspace } from '#state/workspace.ts';
import { Banner } from '#ui/Banner.tsx';
import { Button } from '#ui/Button.tsx';
import { ToneIcon } from '#ui/ToneIcon.tsx';
import { useState } from 'react';
import { useStore } from 'zustand';
import { formatBytes } from '../common/format.ts';
import { Refusal } from '../common/Refusal.tsx';
import { useFindings } from '../common/use-findings.ts';
import { useDocumentText } from '../common/use-workspace.ts';
import { removalLabel, type Refused } from './actions.ts';
import { AddEntry } from './AddEntry.tsx';
import { EntryFile } from './EntryFile.tsx';
import { FileButton } from './FileButton.tsx';
import { entryRows, findingsOf, otherRows } from './files.ts';
import { moveFocus } from './move-focus.ts';
import styles from './Rail.module.css';

/** The files of the workspace: every data entry in document order, the document that holds them, the manifest. */
export function Rail() {
  const text = useDocumentText();
  const manifest = useStore(workspace, (state) => state.manifest);
  const analysis = useStore(analysisStore, (state) => state.analysis);
  const tab = useStore(view, (state) => state.tab);
  const [refused, setRefused] = useState<Refused>();
  const diagnostics = useFindings();
  const outline = text === undefined ? undefined : currentOutline(text);
  const entries =
    outline === undefined ? [] : entryRows(outline, diagnostics, analysis?.document.entries ?? []);
  return (
    <nav aria-label="Files" className={styles.rail}>
      <h2 className={styles.heading}>Data entries</h2>
      <ul className={styles.list}>
        {entries.map((entry) => (
          <EntryFile
            key={entry.id}
            entry={entry}
            count={entries.length}
            selected={tab === entry.tab}
            onRefused={setRefused}
          />
        ))}
      </ul>
      {text !== undefined && entries.length === 0 && <p className={styles.quiet}>None yet.</p>}
      {outline !== undefined &&
        otherRows(outline).map(({ name, reason, span }) => (
          <button
            key={`${name}:${String(span.from)}`}
            type="button"
            className={styles.other}
            onClick={() => {
              revealPlace('initdata', span);
            }}
          >
            <ToneIcon tone="error" size={14} />
            <span>
              <code>{name}</code> {reason}
            </span>
          </button>
        ))}
      {text === undefined ? (
        <p className={styles.quiet}>
          The document is not UTF-8. It can be looked at, decoded and digested, but not edited.
        </p>
      ) : (
        <AddEntry onRefused={setRefused} />
      )}
      <Removal />
      {refused !== undefined && refused.diagnostics.length > 0 && (
        <Refusal
          title={refused.title}
          diagnostics={refused.diagnostics}
          onDismiss={() => {
            setRefused(undefined);
          }}
        />
      )}
      <h2 className={styles.heading}>Documents</h2>
      <ul className={styles.list}>
        <li>
          <FileButton
            name="initdata.toml"
            measured
            selected={tab === 'initdata'}
            size={analysis === undefined ? '' : formatBytes(analysis.document.bytes)}
            findings={findingsOf(diagnostics, 'initdata')}
            onKeyDown={moveFocus}
            onSelect={() => {
              showTab('initdata');
            }}
          />
        </li>
        <li>
          <FileButton
            name="pod.yaml"
            selected={tab === 'manifest'}
            size={manifest === '' ? 'empty' : formatBytes(manifest.length)}
            findings={findingsOf(diagnostics, 'manifest')}
            onKeyDown={moveFocus}
            onSelect={() => {
              showTab('manifest');
            }}
          />
        </li>
      </ul>
      <Button
        variant="quiet"
        size="small"
        className={styles.starters}
        onClick={() => {
          openDialog('starters');
        }}
      >
        Starters…
      </Button>
    </nav>
  );
}

/** Offers to take the last removal back for as long as it is the last change. */
function Removal() {
  const last = useStore(workspace, (state) => state.undoable.at(-1)?.label);
  const [dismissed, setDismissed] = useState<string>();
  const removed =
    last?.startsWith(removalLabel('')) === true ? last.slice(removalLabel('').length) : undefined;
  if (removed === undefined || dismissed === last) return null;
  return (
    <Banner
      tone="note"
      title={`Removed ${removed}`}
      actions={
        <Button size="small" onClick={undo}>
          Undo
        </Button>
      }
      onDismiss={() => {
        setDismissed(last);
      }}
    />
  );
}
