import { acceptanceOf } from '#core/policy/lint/accepted.ts';
import { acceptedStore, acceptInPolicy, followAccepted } from '#state/policy-accepted.ts';
import { lazy, Suspense, useEffect, type ReactNode } from 'react';
import { useStore } from 'zustand';
import type { ProblemRow } from './rows.ts';

/** Seen once a finding is opened. */
const Acceptance = lazy(async () => ({ default: (await import('./Acceptance.tsx')).Acceptance }));

export interface Acceptances {
  /** Why a person accepted a finding; undefined where nobody did. */
  readonly reasonOf: (row: ProblemRow) => string | undefined;
  /** The way to accept it, for findings that can be. */
  readonly controlOf: (row: ProblemRow) => ReactNode;
}

/** @param policy the text that findings in the policy point into */
export function useAcceptance(policy: string | undefined): Acceptances {
  useEffect(followAccepted, []);
  const accepted = useStore(acceptedStore, (state) => state.accepted);
  const reasonOf = ({ diagnostic }: ProblemRow): string | undefined =>
    policy === undefined || !isOfPolicy(diagnostic.code)
      ? undefined
      : acceptanceOf(diagnostic, policy, accepted)?.reason;
  return {
    reasonOf,
    controlOf: (row) =>
      policy !== undefined &&
      isOfPolicy(row.diagnostic.code) && (
        <Suspense fallback={null}>
          <Acceptance
            reason={reasonOf(row)}
            onAccept={(reason) => {
              acceptInPolicy(row.diagnostic, policy, reason);
            }}
          />
        </Suspense>
      ),
  };
}

/** What the engine refuses stays refused, whoever accepts it. */
function isOfPolicy(code: string): boolean {
  return code.startsWith('policy/');
}
