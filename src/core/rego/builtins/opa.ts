/** `opa.runtime` and `strings.split_n` of OPA. */
import { emptyObject } from '../value/value.ts';
import { define, numberArgument, signed64, stringArgument } from './arguments.ts';
import { type Builtin, BuiltinError } from './builtin.ts';

export const opaBuiltins: readonly Builtin[] = [
  // What OPA answers as a library, without a server that was configured.
  define({ name: 'opa.runtime', arity: 0, feature: 'opa', evaluate: () => emptyObject }),
  define({
    name: 'strings.split_n',
    arity: 3,
    feature: 'opa',
    evaluate: ([value, delimiter, limit]) => {
      const name = 'strings.split_n';
      const text = stringArgument(name, value, 0);
      const between = stringArgument(name, delimiter, 1);
      const count = signed64(numberArgument(name, limit, 2));
      if (count === undefined) throw new BuiltinError(`\`${name}\` expects an integer`, 2);
      const parts = between === '' ? Array.from(text) : text.split(between);
      return count >= 0 ? parts.slice(0, count) : parts.slice(count);
    },
  }),
];
