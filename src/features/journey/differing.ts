/** Where two texts part: the lines between their common beginning and their common end. */

export interface Differing {
  /** Number of the first line that differs, from 1. */
  readonly line: number;
  readonly own: readonly string[];
  readonly other: readonly string[];
}

/** Undefined for equal texts. A missing final newline shows as a line that is empty on one side and absent on the other. */
export function differingLines(own: string, other: string): Differing | undefined {
  if (own === other) return undefined;
  const a = own.split('\n');
  const b = other.split('\n');
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start++;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end])
    end++;
  return { line: start + 1, own: a.slice(start, a.length - end), other: b.slice(start, b.length - end) };
}
