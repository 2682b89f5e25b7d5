/** What is known of the policy of the open document: see policy.ts, which works it out. Apart, as every page reads it. */
import type { FoundInPolicy, MatrixAnswer } from '#workers/policy-calls.ts';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { PolicyInputs } from './policy-text.ts';

export interface PolicyState {
  /** What parser and compiler say, then what everything says; of `found.of`, which may be an older text. */
  readonly found: { readonly of: PolicyInputs; readonly findings: readonly FoundInPolicy[] } | undefined;
  /** False while `found` is what parser and compiler say alone. */
  readonly linted: boolean;
  readonly matrix: { readonly of: PolicyInputs; readonly answer: MatrixAnswer } | undefined;
  /** True while requests of the matrix that were cut short are still being tried. */
  readonly isSearching: boolean;
  /** True when the answers on screen are of an older text, and have been for long enough to be worth a mark. */
  readonly isBehind: boolean;
  /** Our own defect; the text is not to blame. */
  readonly failure: string | undefined;
}

export const nothingOfPolicy: PolicyState = {
  found: undefined,
  linted: false,
  matrix: undefined,
  isSearching: false,
  isBehind: false,
  failure: undefined,
};

/** For policy.ts only. */
export const writablePolicy = createStore<PolicyState>()(() => nothingOfPolicy);

export const policyStore: Pick<
  StoreApi<PolicyState>,
  'getState' | 'getInitialState' | 'subscribe'
> = writablePolicy;
