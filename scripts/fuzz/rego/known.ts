/** Differences from native regorus that are understood and left, each with a rule that recognises it. */
import type { Question, Reply } from '../../../bench/peers/peer.ts';
import type { Disagreement } from './compare.ts';

export interface KnownClass {
  readonly name: string;
  readonly reason: string;
}

export const floatSpelling: KnownClass = {
  name: 'integers spelled as floats',
  reason:
    'The engine remembers that `2.0` was read as a float and computes beyond 2^53 as floats do, refuses it as a count of ' +
    'bits and formats it with `%.2f`; ours knows the value alone. Gone when the same numbers are spelled as integers.',
};

export const debugCut: KnownClass = {
  name: 'a panic while a message is put together',
  reason:
    'A message of the engine shows pieces of the policy cut after 32 bytes; when that is inside of a character the native ' +
    'engine panics, although nobody reads the message.',
};

export const shownTree: KnownClass = {
  name: 'a message that shows the syntax tree of the engine',
  reason:
    'An internal error of the engine ends with its own syntax tree, which ours has not. The error is the same.',
};

export const bigNumbers: KnownClass = {
  name: 'integers beyond 2^53 beside floats',
  reason:
    'The engine compares an integer of 64 bits with a float by the nearest float: it finds several integers equal to one ' +
    'float, and which of them a set or a comparison keeps depends on the order. Gone when these numbers are small ones.',
};

export const forgivenFailure: KnownClass = {
  name: 'a function definition that failed inside of a comprehension',
  reason:
    'The engine lets the failure of a definition go when another one gives a value, but forgets to leave the comprehension or ' +
    '`every` that it failed in: the caller then puts its values in the wrong place. Ours says `forgiven` beside the outcome.',
};

export const minusZero: KnownClass = {
  name: 'minus zero as a key',
  reason: 'A set or a key keeps minus zero in the engine; in ours it is plain zero there. The two are equal.',
};

const withoutMinusZero = (text: string): string => text.replaceAll('-0.0', '0');

export const knownClasses: readonly KnownClass[] = [
  minusZero,
  floatSpelling,
  bigNumbers,
  forgivenFailure,
  debugCut,
  shownTree,
];

const number = /(?<![\w.])-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.])/g;

/** Numbers such as `2.0`, `1e3` and `1.0e2` as the integers that they are. */
function withIntegers(text: string): string {
  return text.replaceAll(number, (spelled) => {
    if (!/[.eE]/.test(spelled)) return spelled;
    const value = Number(spelled);
    return Number.isSafeInteger(value) && !Object.is(value, -0) ? String(value) : spelled;
  });
}

/** Each number beyond 2^53 as a small one of its own. */
function withSmallNumbers(text: string): string {
  return text.replaceAll(number, (spelled) => {
    const value = Number(spelled);
    if (Math.abs(value) < 2 ** 53 - 1) return spelled;
    let mixed = 7;
    for (let at = 0; at < spelled.length; at += 1) mixed = (mixed * 31 + spelled.charCodeAt(at)) % 900_000;
    return String(1_000_000 + mixed);
  });
}

function mapTexts(question: Question, map: (text: string) => string): Question {
  return {
    ...question,
    modules: question.modules.map(([name, text]) => [name, map(text)]),
    inputs: question.inputs.map((input) => (input === null ? null : map(input))),
  };
}

/** Questions with the same numbers in other words or with other numbers, and what explains it when they agree then. */
export function respelled(question: Question): readonly (readonly [Question, KnownClass])[] {
  const asked = JSON.stringify(question);
  const ways = [
    [mapTexts(question, withIntegers), floatSpelling],
    [mapTexts(question, withSmallNumbers), bigNumbers],
    [mapTexts(question, (text) => withSmallNumbers(withIntegers(text))), bigNumbers],
  ] as const;
  return ways.filter(([other]) => JSON.stringify(other) !== asked);
}

/** The class that what was said tells; undefined when it takes another question to know. */
export function classOf(
  { index, about, ours: said, theirs: wanted }: Disagreement,
  ours: Reply,
  theirs: Reply,
): KnownClass | undefined {
  if (ours.kind !== 'answers' || theirs.kind !== 'answers' || index === undefined) return undefined;
  if (ours.answers[index]?.forgiven === true) return forgivenFailure;
  if (about !== 'kind' && withoutMinusZero(said) === withoutMinusZero(wanted)) return minusZero;
  const { kind, message = '' } = theirs.answers[index] ?? { kind: 'undefined' };
  if (kind === 'panic') return message.includes('is not a char boundary') ? debugCut : undefined;
  const showsTree = about === 'message' && message.startsWith('internal error: ') && message.startsWith(said);
  return showsTree ? shownTree : undefined;
}
