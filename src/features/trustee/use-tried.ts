import type { ResourceDocuments } from '#core/trustee/resource-policy/assist.ts';
import { partsOf } from '#core/trustee/resource-policy/paths.ts';
import { resourcePolicy } from '#state/resource-policy.ts';
import { workspace } from '#state/workspace.ts';
import { useMemo } from 'react';
import { useStore } from 'zustand';
import { useAnswer } from './use-answer.ts';
import { useChosenRoute } from './use-trustee.ts';

const noClaims = {};

/** The parts of the path that is asked for when the policy is tried. */
export function useTriedPath(): readonly string[] {
  const tried = useStore(resourcePolicy, (state) => state.tried);
  return useMemo(() => partsOf(tried), [tried]);
}

/** The previewed claims and the request, for completion and hover. */
export function useTriedDocuments(): ResourceDocuments {
  const document = useStore(workspace, (state) => state.document);
  const path = useTriedPath();
  const { id } = useChosenRoute();
  const request = useMemo(
    () => ({ document, route: id, layout: 'cpu0' as const, status: 'affirming' as const, pasted: '' }),
    [document, id],
  );
  const preview = useAnswer('token', request)?.answer.preview;
  const claims = preview?.kind === 'claims' ? preview.claims : noClaims;
  return useMemo(() => ({ claims, plugin: 'resource', path }), [claims, path]);
}
