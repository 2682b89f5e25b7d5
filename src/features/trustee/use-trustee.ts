/** What parts of the Trustee mode ask of the stores; each answer is the same value as long as nothing changed. */
import type { BindingRow } from '#core/measurement/binding.ts';
import type { Route } from '#core/measurement/routes.ts';
import { trusteeStore } from '#state/trustee.ts';
import { chosenRoute, followRoute } from '#state/trustee-route.ts';
import type { BindAnswer } from '#workers/trustee-calls.ts';
import { useSyncExternalStore } from 'react';
import { useStore } from 'zustand';

/** What becomes of the document, perhaps of a slightly older text; undefined until the first answer. */
export function useBound(): BindAnswer | undefined {
  return useStore(trusteeStore, (state) => state.bound?.answer);
}

/** The way to a guest that everything in this mode speaks of. */
export function useChosenRoute(): Route {
  return useSyncExternalStore(followRoute, chosenRoute);
}

/** The row of the chosen way; undefined while there is none. */
export function useChosenRow(): BindingRow | undefined {
  const bound = useBound();
  const { id } = useChosenRoute();
  return bound?.kind === 'bound' ? bound.rows.find(({ route }) => route.id === id) : undefined;
}
