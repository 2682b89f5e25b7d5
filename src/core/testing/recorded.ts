/**
 * Recorded cases: files of inputs with the outcomes that independent programs gave for them. A room that can run a format
 * lists it in its `testing/vectors.ts` as `export const formats: readonly RecordedFormat[]`; `npm run vectors` and the
 * tests find it there.
 */

export interface CaseResult {
  /** Unique within its file. */
  readonly id: string;
  readonly outcome: 'passed' | 'failed' | 'skipped';
  /** For a failed case what was recorded and what came; for a skipped one why. */
  readonly difference?: string;
}

/** Reads a file by its path relative to the folder of the case file. Rejects when there is none. */
export type ReadBeside = (relative: string) => Promise<Uint8Array>;

export interface RecordedFormat {
  /** Shown in the table, such as `annotations`. */
  readonly name: string;
  /**
   * Whether a parsed file has this format, by its content and not by its name.
   *
   * @param file what JSON.parse gave; for a YAML file what the parser of `yaml` gave
   */
  readonly recognises: (file: unknown) => boolean;
  /** Runs every case of a file that was recognised. Throws only on our own defect. */
  readonly run: (file: unknown, read?: ReadBeside) => Promise<readonly CaseResult[]> | readonly CaseResult[];
}
