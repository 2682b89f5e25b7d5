/** What is wrong with a number, in our words and in the engine's. */
export interface NumberProblem {
  readonly message: string;
  readonly hint?: string;
  readonly engine: string;
}

const jsonNumber = /^-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?$/;

/** Below this length a number without an exponent is surely in the range of a double. */
const surelyInRange = 300;

/**
 * Whether the engine can read a number as cut by the lexer; `undefined` when it can. It reads any JSON number that does
 * not round to infinity.
 */
export function numberProblem(spelled: string): NumberProblem | undefined {
  if (jsonNumber.test(spelled)) {
    if (spelled.length < surelyInRange && !/[eE]/.test(spelled)) return undefined;
    if (Number.isFinite(Number(spelled))) return undefined;
    return {
      message: 'This number is beyond the range of a double, about 1.8e308.',
      engine: 'out of range',
    };
  }
  const hint = 'A number is spelled as in JSON: no leading zeros, digits on both sides of the point.';
  if (spelled.startsWith('.')) {
    return {
      message: `Found \`${spelled}\`; expected a digit before the point.`,
      hint,
      engine: 'expected value',
    };
  }
  if (/[eE][+-]?$/.test(spelled)) {
    return {
      message: `Found \`${spelled}\`; expected digits after the exponent.`,
      engine: `EOF while parsing a value at line 1 column ${spelled.length}`,
    };
  }
  return { message: `Found \`${spelled}\`; expected no leading zero.`, hint, engine: 'invalid number' };
}
