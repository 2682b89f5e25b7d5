/** Which problems are shown: the filter of the panel, which other panels set too. */
import type { Severity, SourceName } from '#core/diagnostics/diagnostic.ts';
import { showLower, showMode } from '#state/view.ts';
import { createStore } from 'zustand/vanilla';

export interface ProblemFilter {
  /** Undefined for all. */
  readonly severity: Severity | undefined;
  readonly source: SourceName | undefined;
  /** Words that message, code or place must contain. */
  readonly text: string;
}

export const everyProblem: ProblemFilter = { severity: undefined, source: undefined, text: '' };

export const problemFilter = createStore<ProblemFilter>()(() => everyProblem);

export function setProblemFilter(change: Partial<ProblemFilter>): void {
  problemFilter.setState(change);
}

/** Opens the problems panel of Compose, at one severity or one text only. */
export function showProblems(severity?: Severity, source?: SourceName): void {
  problemFilter.setState({ severity, source, text: '' });
  showMode('compose');
  showLower('problems');
}
