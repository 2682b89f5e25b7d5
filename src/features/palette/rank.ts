/**
 * How well a text answers a search: its letters in order, better at the starts of words and in a row.
 *
 * @returns a score above zero, larger is better; `undefined` when a letter is missing. An empty search fits everything.
 */
export function rank(search: string, text: string): number | undefined {
  const wanted = search.toLowerCase().replaceAll(/\s+/g, '');
  if (wanted === '') return 1;
  const letters = text.toLowerCase();
  let best: number | undefined;
  // Each place where the first letter stands may begin the best answer; texts here are a few words long.
  for (
    let start = letters.indexOf(wanted[0] ?? '');
    start >= 0;
    start = letters.indexOf(wanted[0] ?? '', start + 1)
  ) {
    const score = scoreFrom(wanted, letters, start);
    if (score !== undefined && (best === undefined || score > best)) best = score;
  }
  return best === undefined ? undefined : best / (1 + letters.length / 100);
}

const atWordStart = 8;
const inARow = 9;
const anywhere = 1;

function scoreFrom(wanted: string, letters: string, start: number): number | undefined {
  let at = start;
  let score = 0;
  let previous = -2;
  for (const letter of wanted) {
    at = letters.indexOf(letter, at);
    if (at < 0) return undefined;
    if (at === previous + 1) score += inARow;
    else if (at === 0 || /[^\p{L}\p{N}]/u.test(letters[at - 1] ?? '')) score += atWordStart;
    else score += anywhere;
    previous = at;
    at += 1;
  }
  return score;
}
