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

export const knownClasses: readonly KnownClass[] = [floatSpelling, debugCut, shownTree];

/** Numbers such as `2.0`, `1e3` and `1.0e2`, which are integers. */
const number = /(?<![\w.])-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.])/g;

function withIntegers(text: string): string {
  return text.replaceAll(number, (spelled) => {
    if (!/[.eE]/.test(spelled)) return spelled;
    const value = Number(spelled);
    return Number.isSafeInteger(value) && !Object.is(value, -0) ? String(value) : spelled;
  });
}

/** The question with the same numbers in other words; the same question when there is nothing to change. */
export function respelled(question: Question): Question {
  return {
    ...question,
    modules: question.modules.map(([name, text]) => [name, withIntegers(text)]),
    inputs: question.inputs.map((input) => (input === null ? null : withIntegers(input))),
  };
}

/** The class that what was said tells; undefined when it takes another question to know. */
export function classOf({ index, about, ours }: Disagreement, theirs: Reply): KnownClass | undefined {
  if (theirs.kind !== 'answers' || index === undefined) return undefined;
  const { kind, message = '' } = theirs.answers[index] ?? { kind: 'undefined' };
  if (kind === 'panic') return message.includes('is not a char boundary') ? debugCut : undefined;
  const showsTree = about === 'message' && message.startsWith('internal error: ') && message.startsWith(ours);
  return showsTree ? shownTree : undefined;
}
