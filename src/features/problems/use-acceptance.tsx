import { acceptanceOf } from '#core/policy/lint/accepted.ts';
import { acceptedStore, acceptInPolicy, followAccepted } from '#state/policy-accepted.ts';
import { useEffect, type ReactNode } from 'react';
import { useStore } from 'zustand';
import { Acceptance } from './Acceptance.tsx';
import type { ProblemRow } from './rows.ts';

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
        <Acceptance
          reason={reasonOf(row)}
          onAccept={(reason) => {
            acceptInPolicy(row.diagnostic, policy, reason);
          }}
        />
      ),
  };
}

/** What the engine refuses stays refused, whoever accepts it. */
function isOfPolicy(code: string): boolean {
  return code.startsWith('policy/');
}
