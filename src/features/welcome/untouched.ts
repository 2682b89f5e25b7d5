import { algorithms } from '#core/initdata/algorithm.ts';
import { newDocument } from '#core/initdata/starter.ts';

const untouched: ReadonlySet<string> = new Set(algorithms.map((algorithm) => newDocument({ algorithm })));

/** True for a document as it is started, whatever its algorithm, and no manifest: nothing has been done yet. */
export function isUntouched(text: string, manifest: string): boolean {
  return manifest === '' && untouched.has(text);
}
