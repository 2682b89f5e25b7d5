/** What the rail does to the document. Each is one undo step with a name, and returns why nothing was changed. */
import type { Diagnostic } from '#core/diagnostics/diagnostic.ts';
import { addEntry, moveEntry, removeEntry, renameEntry } from '#core/initdata/edit.ts';
import { starterContent } from '#examples/entries.ts';
import { announce } from '#state/announcer.ts';
import { showTab, view } from '#state/view.ts';
import { changeDocument, documentText } from '#state/workspace.ts';
import { entryTab } from '../common/sources.ts';

/** Why a change was not made; without findings it was. */
export interface Refused {
  readonly title: string;
  readonly diagnostics: readonly Diagnostic[];
}

/** Adds an entry with the content that an entry of this name starts with, and opens it. */
export function addStarterEntry(key: string): readonly Diagnostic[] {
  const text = documentText();
  if (text === undefined) return [];
  const refusal = changeDocument(`Add ${key}`, addEntry(text, key, starterContent(key)));
  if (refusal.length === 0) {
    showTab(entryTab(key));
    announce(`Added ${key}`);
  }
  return refusal;
}

export function rename(key: string, newKey: string): readonly Diagnostic[] {
  const text = documentText();
  if (text === undefined || key === newKey) return [];
  const refusal = changeDocument(`Rename ${key} to ${newKey}`, renameEntry(text, key, newKey));
  if (refusal.length === 0) {
    if (view.getState().tab === entryTab(key)) showTab(entryTab(newKey));
    announce(`Renamed ${key} to ${newKey}`);
  }
  return refusal;
}

export function removalLabel(key: string): string {
  return `Remove ${key}`;
}

export function remove(key: string): readonly Diagnostic[] {
  const text = documentText();
  if (text === undefined) return [];
  const refusal = changeDocument(removalLabel(key), removeEntry(text, key));
  if (refusal.length === 0) announce(`Removed ${key}. Undo brings it back.`);
  return refusal;
}

export function move(key: string, index: number): readonly Diagnostic[] {
  const text = documentText();
  if (text === undefined) return [];
  const refusal = changeDocument(`Move ${key}`, moveEntry(text, key, index));
  if (refusal.length === 0) announce(`Moved ${key} to place ${String(index + 1)}`);
  return refusal;
}
