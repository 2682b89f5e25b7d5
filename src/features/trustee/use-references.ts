import type { ReferenceEntry } from '#core/trustee/reference-values.ts';
import { useMemo } from 'react';
import { useStore } from 'zustand';
import { handOverFields } from './hand-over-fields.ts';
import { useChosenRow } from './use-trustee.ts';

const none: readonly ReferenceEntry[] = [];

/** The claim of the chosen way as a reference value; empty where there is none to register. */
export function useReferences(): readonly ReferenceEntry[] {
  const claim = useChosenRow()?.claim;
  const name = useStore(handOverFields, (state) => state.referenceName);
  return useMemo(
    () =>
      claim?.kind === 'value'
        ? [{ name: name.trim() === '' ? 'init_data' : name, values: [claim.value] }]
        : none,
    [claim, name],
  );
}
