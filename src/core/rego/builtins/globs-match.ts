/**
 * `re_match`, the name of `regex.match` in early OPA, and `regex.globs_match`: whether one text, not empty, can match two simple patterns, which are made of characters, `.` and sets,
 * each alone or repeated by `+` or `*`.
 *
 * @see https://github.com/yashtewari/glob-intersection
 */
import { define, stringArgument } from './arguments.ts';
import { type Builtin, type BuiltinContext, BuiltinError } from './builtin.ts';
import { matching } from './regexes.ts';

/** Inclusive ranges of code points. */
type Characters = readonly (readonly [from: number, to: number])[];

interface Step {
  readonly characters: Characters;
  readonly repeats: boolean;
  readonly optional: boolean;
}

const anyCharacter: Characters = [[0, 0x10_ffff]];

function invalid(pattern: string): BuiltinError {
  return new BuiltinError(`regex.globs_match: the pattern ${pattern} is invalid`);
}

function codeOf(character: string): number {
  return character.codePointAt(0) ?? 0;
}

/** The characters of a set; `at` is behind its opening bracket. */
function setAt(characters: readonly string[], from: number, pattern: string): [set: Characters, end: number] {
  const ranges: [number, number][] = [];
  let at = from;
  const take = (): number => {
    if (characters[at] === ']') throw invalid(pattern);
    if (characters[at] === '\\') at += 1;
    const character = characters[at];
    if (character === undefined) throw invalid(pattern);
    at += 1;
    return codeOf(character);
  };
  while (characters[at] !== ']') {
    const first = take();
    const isRange = characters[at] === '-';
    if (isRange) at += 1;
    const last = isRange ? take() : first;
    if (last < first) throw invalid(pattern);
    ranges.push([first, last]);
  }
  return [ranges, at + 1];
}

function stepsOf(pattern: string): readonly Step[] {
  const characters = Array.from(pattern);
  const steps: Step[] = [];
  for (let at = 0; at < characters.length;) {
    const character = characters[at] ?? '';
    let taken: Characters;
    if (character === '[') {
      [taken, at] = setAt(characters, at + 1, pattern);
    } else if (character === ']' || character === '+' || character === '*') {
      throw invalid(pattern);
    } else {
      const literal = character === '\\' ? characters[at + 1] : character;
      if (literal === undefined) throw invalid(pattern);
      taken = character === '.' ? anyCharacter : [[codeOf(literal), codeOf(literal)]];
      at += character === '\\' ? 2 : 1;
    }
    const flag = characters[at];
    const repeats = flag === '+' || flag === '*';
    if (repeats) at += 1;
    steps.push({ characters: taken, repeats, optional: flag === '*' });
  }
  return steps;
}

function meet(a: Characters, b: Characters): boolean {
  return a.some(([from, to]) => b.some(([first, last]) => from <= last && first <= to));
}

/** Whether both patterns can be walked through together, by at least one common character. */
function canMeet(left: readonly Step[], right: readonly Step[], context: BuiltinContext): boolean {
  const width = right.length + 1;
  const seen = new Set<number>([0]);
  const pending = [0];
  // Odd places are those behind a common character.
  const reach = (a: number, b: number, isBehind: boolean): void => {
    const place = (a * width + b) * 2 + (isBehind ? 1 : 0);
    if (seen.has(place)) return;
    seen.add(place);
    pending.push(place);
  };
  for (let place = pending.pop(); place !== undefined; place = pending.pop()) {
    context.spend(1);
    const isBehind = place % 2 === 1;
    const at = (place - (place % 2)) / 2;
    const [a, b] = [Math.floor(at / width), at % width];
    const [one, other] = [left[a], right[b]];
    if (one === undefined && other === undefined && isBehind) return true;
    if (one?.optional === true) reach(a + 1, b, isBehind);
    if (other?.optional === true) reach(a, b + 1, isBehind);
    if (one === undefined || other === undefined || !meet(one.characters, other.characters)) continue;
    reach(a + 1, b + 1, true);
    if (one.repeats) reach(a, b + 1, true);
    if (other.repeats) reach(a + 1, b, true);
  }
  return false;
}

export const globsMatchBuiltins: readonly Builtin[] = [
  matching('re_match', 'opa'),
  define({
    name: 'regex.globs_match',
    arity: 2,
    feature: 'opa',
    evaluate: ([a, b], context) => {
      const left = stepsOf(stringArgument('regex.globs_match', a, 0));
      return canMeet(left, stepsOf(stringArgument('regex.globs_match', b, 1)), context);
    },
  }),
];
