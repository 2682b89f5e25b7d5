/** Which stretches of previewed claims are values of the document's measurement. */
import type { CodeMark } from '#ui/code-pieces.ts';

/** Marks the values of `init_data` and `pcr08`, quotes left out. */
export function claimMarks(text: string): readonly CodeMark[] {
  return [...text.matchAll(/"(?:init_data|pcr08|tdx\.quote\.body\.mr_config_id)": "([^"]+)"/g)].map(
    (match) => {
      const [whole, value = ''] = match;
      const to = match.index + whole.length - 1;
      return { from: to - value.length, to, kind: 'measured' };
    },
  );
}
