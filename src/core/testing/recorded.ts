/** Shared by the unit tests of a room and the runner of recorded cases (`npm run vectors`). */

/** What the core made of one recorded case. */
export interface CaseResult {
  readonly id: string;
  readonly outcome: 'passed' | 'failed' | 'skipped';
  /** What differs, or why the case was skipped. */
  readonly difference?: string;
}

/** A format of file with recorded cases. `recognises` looks at the parsed JSON, never at a name. */
export interface RecordedFormat {
  readonly name: string;
  readonly recognises: (file: unknown) => boolean;
  readonly run: (file: unknown) => Promise<readonly CaseResult[]> | readonly CaseResult[];
}
