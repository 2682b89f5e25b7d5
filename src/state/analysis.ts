/** Outputs: what the workers made of the workspace. Written by the pipeline alone, read by everything on screen. */
import type { Analysis } from '#core/analysis/analysis.ts';
import type { Outputs } from '#core/analysis/outputs.ts';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Workspace } from './workspace.ts';

/** The inputs that a result was computed from, to tell whether it still speaks of what is on screen. */
export type Inputs = Pick<Workspace, 'document' | 'manifest' | 'pod'>;

export type Encoding =
  | { readonly kind: 'idle' }
  | { readonly kind: 'running'; readonly done: number; readonly of: number }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'failed'; readonly reason: string };

export interface AnalysisState {
  /** The latest findings and digests, perhaps of a slightly older text: compare `analysed` with the workspace. */
  readonly analysis: Analysis | undefined;
  readonly analysed: Inputs | undefined;
  /** True when the latest text has waited long enough for its findings that this should be seen. */
  readonly isBehind: boolean;
  /** Our own defect while analysing; the text is not to blame. */
  readonly failure: string | undefined;
  /** The latest annotation, image and manifest; stale while `encoded` is not what the workspace holds. */
  readonly outputs: Outputs | undefined;
  readonly encoded: Inputs | undefined;
  readonly encoding: Encoding;
}

export const initialAnalysis: AnalysisState = {
  analysis: undefined,
  analysed: undefined,
  isBehind: false,
  failure: undefined,
  outputs: undefined,
  encoded: undefined,
  encoding: { kind: 'idle' },
};

/** For the pipeline and tests only. */
export const writableAnalysis = createStore<AnalysisState>()(() => initialAnalysis);

export const analysisStore: Pick<
  StoreApi<AnalysisState>,
  'getState' | 'getInitialState' | 'subscribe'
> = writableAnalysis;

/** True while annotation, image and manifest on screen are of an older document. */
export function areOutputsStale(state: AnalysisState, inputs: Inputs): boolean {
  return (
    state.encoded?.document !== inputs.document ||
    state.encoded.manifest !== inputs.manifest ||
    state.encoded.pod !== inputs.pod
  );
}
