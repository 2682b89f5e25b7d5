/**
 * Typing in an entry. What cannot be kept in the document stays in the editor as a draft, with the reason, until it can
 * be kept or is given up.
 */
import type { Diagnostic } from '#core/diagnostics/diagnostic.ts';
import { applyEdits, type TextEdit } from '#core/text/edit.ts';
import { changeEntryContent, editEntryContent } from '#state/workspace.ts';
import { useState } from 'react';

export interface EntryDraft {
  readonly key: string;
  readonly text: string;
  readonly reasons: readonly Diagnostic[];
}

export function useEntryDraft(key: string | undefined): {
  readonly draft: EntryDraft | undefined;
  readonly edit: (edits: readonly TextEdit[], before: string) => void;
  readonly discard: () => void;
} {
  const [kept, setDraft] = useState<EntryDraft>();
  const draft = kept?.key === key ? kept : undefined;

  function edit(edits: readonly TextEdit[], before: string) {
    if (key === undefined) return;
    if (draft !== undefined) {
      const text = applyEdits(before, edits);
      const reasons = changeEntryContent(`Edit ${key}`, key, text);
      setDraft(reasons.length === 0 ? undefined : { key, text, reasons });
      return;
    }
    const reasons = editEntryContent(key, edits);
    if (reasons.length > 0) setDraft({ key, text: applyEdits(before, edits), reasons });
  }

  return {
    draft,
    edit,
    discard: () => {
      setDraft(undefined);
    },
  };
}
