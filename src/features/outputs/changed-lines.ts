/** Lines of a text that are new or different against the text it was made from. */
import type { CodeMark } from '#ui/code-pieces.ts';

/** How far ahead a line is looked for before it counts as replaced; edits of a manifest are a few lines. */
const lookAhead = 8;

/** The lines of `after` that `before` does not have at that place, as marks without their line ends. */
export function changedLines(before: string, after: string): readonly CodeMark[] {
  const old = before.split('\n');
  const marks: CodeMark[] = [];
  let at = 0;
  let from = 0;
  const lines = after.split('\n');
  for (const [index, line] of lines.entries()) {
    if (line === old[at]) {
      at += 1;
    } else {
      if (line.trim() !== '') marks.push({ from, to: from + line.length, kind: 'highlight' });
      const isReplaced = !lines.slice(index + 1, index + 1 + lookAhead).includes(old[at] ?? '');
      if (isReplaced) at += 1;
    }
    from += line.length + 1;
  }
  return marks;
}
