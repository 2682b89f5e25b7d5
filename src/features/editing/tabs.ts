/** The tabs over the editor, and what each of them shows. */
import type { DocumentInput } from '#core/analysis/analysis.ts';
import { entryOf, type DataEntry, type Outline } from '#core/initdata/outline.ts';
import type { EditorTab } from '#state/view.ts';
import { entryKeyOf, entryTab, labelOfSource } from '../common/sources.ts';
import { wellKnownEntries } from '../rail/files.ts';

export interface EditorTabItem {
  readonly id: EditorTab;
  readonly label: string;
  /** True for an entry that guests read and the document does not have. */
  readonly missing: boolean;
}

/** The entries that guests read, further ones in document order, then the document and the manifest. */
export function editorTabs(outline: Outline | undefined): readonly EditorTabItem[] {
  const keys = outline?.entries.map(({ key }) => key) ?? [];
  const further = [...new Set(keys)].filter((key) => !wellKnownEntries.some((known) => known === key));
  const entries = outline === undefined ? [] : [...wellKnownEntries, ...further];
  return [
    ...entries.map((key) => ({ id: entryTab(key), label: key, missing: !keys.includes(key) })),
    { id: 'initdata', label: labelOfSource('initdata'), missing: false },
    { id: 'manifest', label: labelOfSource('manifest'), missing: false },
  ];
}

/** The tab to show for the one that is asked for: an entry that is gone falls back to the document. */
export function shownTab(tabs: readonly EditorTabItem[], asked: EditorTab): EditorTab {
  return tabs.some(({ id }) => id === asked) ? asked : 'initdata';
}

/** What the editor of a tab works on. */
export type EditedText =
  | { readonly kind: 'document'; readonly text: string }
  | { readonly kind: 'manifest'; readonly text: string }
  | { readonly kind: 'entry'; readonly key: string; readonly entry: DataEntry }
  | { readonly kind: 'missing'; readonly key: string }
  /** Bytes that are not UTF-8; see `lossyText`. */
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array };

export function editedText(
  tab: EditorTab,
  document: DocumentInput,
  outline: Outline | undefined,
  manifest: string,
): EditedText {
  if (tab === 'manifest') return { kind: 'manifest', text: manifest };
  if (document.kind === 'bytes') return document;
  const key = entryKeyOf(tab);
  if (key === undefined || outline === undefined) return { kind: 'document', text: document.text };
  const entry = entryOf(outline, key);
  return entry === undefined ? { kind: 'missing', key } : { kind: 'entry', key, entry };
}

let lastBytes: Uint8Array | undefined;
let lastText = '';

/** Bytes as far as they are text: what is not is shown as U+FFFD. Decoded once, because there may be megabytes. */
export function lossyText(bytes: Uint8Array): string {
  if (bytes !== lastBytes) {
    lastBytes = bytes;
    lastText = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  }
  return lastText;
}
