/** The small tools that comparisons with recorded cases share. */
import type { CaseResult } from './recorded.ts';

export type Json = Readonly<Record<string, unknown>>;

export function isRecord(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The cases of a file of the shape `{ entries: [...] }`; none for anything else. */
export function entriesOf(file: unknown): readonly Json[] {
  const entries = isRecord(file) ? file['entries'] : undefined;
  return Array.isArray(entries) ? entries.filter(isRecord) : [];
}

/** Notes a difference unless the recorded field is absent or has the same JSON. */
export type Compare = (field: string, recorded: unknown, found: unknown) => void;

/** Runs one case; `compareAll` calls `compare` for every field. */
export async function runCase(
  id: string,
  compareAll: (compare: Compare) => Promise<void> | void,
): Promise<CaseResult> {
  const differences: string[] = [];
  await compareAll((field, recorded, found) => {
    if (recorded === undefined || JSON.stringify(recorded) === JSON.stringify(found)) return;
    differences.push(`${field}: recorded ${JSON.stringify(recorded)}, found ${JSON.stringify(found)}`);
  });
  return differences.length === 0
    ? { id, outcome: 'passed' }
    : { id, outcome: 'failed', difference: differences.join('; ') };
}

/** The bytes of standard base64, by the platform: comparisons do not lean on the code that they check. */
export function bytesOfBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}
