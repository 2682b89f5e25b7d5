import type { Diagnostic } from '#core/diagnostics/diagnostic.ts';
import { currentFindings, followFindings } from '#state/findings.ts';
import { useSyncExternalStore } from 'react';

/** Every finding about what is on screen. */
export function useFindings(): readonly Diagnostic[] {
  return useSyncExternalStore(followFindings, currentFindings);
}
