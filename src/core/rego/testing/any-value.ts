/** Values of Rego for property tests. */
import fc from 'fast-check';
import { objectOf, setOf, type Value } from '../value/value.ts';

/** Numbers whose order is total: floats beyond 2^53 are left out, as the engine compares them by their nearest float. */
const number: fc.Arbitrary<Value> = fc.oneof(
  fc.integer({ min: -9, max: 9 }),
  fc.double({ min: -1e9, max: 1e9, noNaN: true }).map((float) => float + 0),
  fc.bigInt({ min: 2n ** 53n + 1n, max: 2n ** 70n }),
  fc.bigInt({ min: -(2n ** 70n), max: -(2n ** 53n) - 1n }),
);

const string = fc.oneof(
  fc.constantFrom('', 'a', 'b', '1', '[1,]', 'é', '🎉', '\uffff'),
  fc.string({ unit: 'binary', maxLength: 6 }).map((text) => text.toWellFormed()),
);

/** Shallow values, with enough repetition that equal ones meet. */
export const anyValue: fc.Arbitrary<Value> = fc.letrec<{ value: Value }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    fc.constantFrom(null, true, false),
    number,
    string,
    fc.array(tie('value'), { maxLength: 3 }),
    fc.array(tie('value'), { maxLength: 3 }).map(setOf),
    fc.array(fc.tuple(tie('value'), tie('value')), { maxLength: 3 }).map(objectOf),
  ),
})).value;
