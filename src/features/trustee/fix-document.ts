import type { Fix } from '#core/diagnostics/diagnostic.ts';
import { announce } from '#state/announcer.ts';
import { applyFix } from '#state/workspace.ts';

/** Mends the document, as one step that can be undone, and says so. */
export function fixDocument(fix: Fix): void {
  const [reason] = applyFix(fix);
  announce(reason === undefined ? `Done: ${fix.title}` : `Not done: ${reason.message}`);
}
