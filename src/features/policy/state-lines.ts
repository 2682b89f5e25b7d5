/** Which lines of a JSON text are not in another one: enough to see what one request did to the state. */
import type { CodeMark } from '#ui/code-pieces.ts';

/** Marks the lines of `text` that `other` has not; last commas do not count. */
export function changedLines(other: string, text: string): readonly CodeMark[] {
  const left = new Map<string, number>();
  for (const line of other.split('\n')) {
    const key = line.replace(/,$/, '');
    left.set(key, (left.get(key) ?? 0) + 1);
  }
  const marks: CodeMark[] = [];
  let from = 0;
  for (const line of text.split('\n')) {
    const key = line.replace(/,$/, '');
    const count = left.get(key) ?? 0;
    if (count > 0) left.set(key, count - 1);
    else marks.push({ from, to: from + line.length, kind: 'highlight' });
    from += line.length + 1;
  }
  return marks;
}
