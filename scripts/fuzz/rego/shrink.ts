/** Makes a question that the engines disagree about as small as it goes while they still do. */
import type { Question } from '../../../bench/peers/peer.ts';

type Disagrees = (question: Question) => Promise<boolean>;

/** Closing to opening. */
const brackets: ReadonlyMap<string, string> = new Map([
  [')', '('],
  [']', '['],
  ['}', '{'],
]);

/** Pieces of a text that might be missing: lines, rules, and what stands between brackets, commas and blanks. */
function* pieces(text: string): Generator<readonly [from: number, to: number]> {
  const lines = text.split('\n');
  for (let count = Math.ceil(lines.length / 2); count >= 1; count = count === 1 ? 0 : Math.ceil(count / 2)) {
    let from = 0;
    for (let line = 0; line + count <= lines.length; line += 1) {
      const length = lines.slice(line, line + count).join('\n').length + 1;
      yield [from, from + length];
      from += (lines[line]?.length ?? 0) + 1;
    }
  }
  const open: number[] = [];
  const inner: (readonly [number, number])[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at] ?? '';
    if ('([{'.includes(character)) open.push(at);
    else if (brackets.has(character)) {
      const from = open.pop();
      if (from !== undefined) inner.push([from, at + 1], [from + 1, at]);
    }
  }
  yield* inner.sort((a, b) => b[1] - b[0] - (a[1] - a[0]));
  for (const match of text.matchAll(/[^\s,;()[\]{}]+[ \t]*|[,;][ \t]*/g))
    yield [match.index, match.index + match[0].length];
  for (const match of text.matchAll(/[,;] [^,;\n]+/g)) yield [match.index, match.index + match[0].length];
}

async function shrinkText(
  text: string,
  disagrees: (text: string) => Promise<boolean>,
  tries: { left: number },
): Promise<string> {
  let smallest = text;
  for (let progress = true; progress && tries.left > 0;) {
    progress = false;
    for (const [from, to] of pieces(smallest)) {
      for (const put of ['', '1', 'x']) {
        if (tries.left <= 0) return smallest;
        const candidate = smallest.slice(0, from) + put + smallest.slice(to);
        if (candidate.length >= smallest.length) continue;
        tries.left -= 1;
        if (await disagrees(candidate)) {
          smallest = candidate;
          progress = true;
          break;
        }
        // Only what stood between brackets is worth another value.
        if (to - from < 3) break;
      }
      if (progress) break;
    }
  }
  return smallest;
}

/** Leaves one query and one input, and cuts texts down. */
export async function shrink(question: Question, disagrees: Disagrees, limit = 1500): Promise<Question> {
  let smallest = question;
  const tries = { left: limit };
  const take = async (candidate: Question): Promise<boolean> => {
    tries.left -= 1;
    if (!(await disagrees(candidate))) return false;
    smallest = candidate;
    return true;
  };
  for (const query of question.queries) if (await take({ ...smallest, queries: [query] })) break;
  for (const input of [null, ...question.inputs]) if (await take({ ...smallest, inputs: [input] })) break;
  if (smallest.data !== undefined) {
    const { data: _, ...without } = smallest;
    await take(without);
  }
  for (const [name] of question.modules) {
    if (smallest.modules.length > 1)
      await take({ ...smallest, modules: smallest.modules.filter((each) => each[0] !== name) });
  }
  for (const [place, [name, text]] of smallest.modules.entries()) {
    const replaced = (candidate: string): Question => ({
      ...smallest,
      modules: smallest.modules.map((each, index) => (index === place ? [name, candidate] : each)),
    });
    const short = await shrinkText(text, (candidate) => disagrees(replaced(candidate)), tries);
    smallest = replaced(short);
  }
  const [input] = smallest.inputs;
  if (typeof input === 'string') {
    const short = await shrinkText(
      input,
      (candidate) => disagrees({ ...smallest, inputs: [candidate] }),
      tries,
    );
    smallest = { ...smallest, inputs: [short] };
  }
  return smallest;
}
