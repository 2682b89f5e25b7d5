/** Findings in the policy that a person accepts, with the reason. They belong to a document and never to its bytes. */
import { type AcceptedFinding, withAcceptance } from '#core/policy/lint/accepted.ts';
import type { Diagnostic } from '#core/diagnostics/diagnostic.ts';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { announce } from './announcer.ts';
import { readBeside, writeBeside } from './beside-document.ts';
import { workspace } from './workspace.ts';

export interface AcceptedState {
  /** Of which document; undefined before the first was asked for. */
  readonly id: string | undefined;
  readonly accepted: readonly AcceptedFinding[];
}

const writable = createStore<AcceptedState>()(() => ({ id: undefined, accepted: [] }));

/** Changed by the functions of this file alone. */
export const acceptedStore: Pick<
  StoreApi<AcceptedState>,
  'getState' | 'getInitialState' | 'subscribe'
> = writable;

/** Follows the document on screen while findings are listed. @returns stops following */
export function followAccepted(): () => void {
  load();
  return workspace.subscribe((now, before) => {
    if (now.id !== before.id) load();
  });
}

/**
 * @param policy the text that the finding points into
 * @param reason empty takes the acceptance back
 */
export function acceptInPolicy(finding: Diagnostic, policy: string, reason: string): void {
  const { id } = workspace.getState();
  const before = writable.getState();
  const accepted = withAcceptance(finding, policy, before.id === id ? before.accepted : [], reason);
  writable.setState({ id, accepted });
  writeBeside('policy-accepted', id, accepted.length === 0 ? undefined : accepted);
  announce(reason === '' ? 'No longer accepted.' : 'Accepted. The reason is kept beside the document.');
}

function load(): void {
  const { id } = workspace.getState();
  if (writable.getState().id === id) return;
  writable.setState({ id, accepted: acceptedFrom(readBeside('policy-accepted', id)) });
}

/** Checks what storage holds: a list of acceptances, or none. */
export function acceptedFrom(stored: unknown): readonly AcceptedFinding[] {
  if (!Array.isArray(stored)) return [];
  return (stored as readonly unknown[]).flatMap((each): readonly AcceptedFinding[] => {
    if (typeof each !== 'object' || each === null) return [];
    const { code, marked, reason } = each as Readonly<Record<string, unknown>>;
    if (typeof code !== 'string' || typeof marked !== 'string' || typeof reason !== 'string') return [];
    return reason === '' ? [] : [{ code, marked, reason }];
  });
}
