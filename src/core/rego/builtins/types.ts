/** `is_*`, `type_name`, `to_number` and `trace`. */
import { valueFromJson } from '../value/json.ts';
import { isNumber, type TypeName, typeNameOf } from '../value/value.ts';
import { define, stringArgument } from './arguments.ts';
import { type Builtin, BuiltinError } from './builtin.ts';

const names: readonly TypeName[] = ['array', 'boolean', 'null', 'number', 'object', 'set', 'string'];

export const typeBuiltins: readonly Builtin[] = [
  ...names.map((name) =>
    define({ name: `is_${name}`, arity: 1, evaluate: ([value]) => typeNameOf(value) === name }),
  ),
  define({ name: 'type_name', arity: 1, evaluate: ([value]) => typeNameOf(value) }),
  define({
    name: 'to_number',
    arity: 1,
    evaluate: ([value]) => {
      if (value === null) return 0;
      if (typeof value === 'boolean') return value ? 1 : 0;
      if (isNumber(value)) return value;
      if (typeof value !== 'string') {
        throw new BuiltinError('`to_number` expects bool/number/string/null argument.', 0);
      }
      const reading = valueFromJson(value);
      if (reading.kind === 'value' && isNumber(reading.value)) return reading.value;
      throw new BuiltinError('could not parse string as number', 0);
    },
  }),
  define({
    name: 'trace',
    arity: 1,
    // The message itself and not true, as regorus answers while nobody collects traces.
    evaluate: ([message]) => stringArgument('trace', message, 0),
  }),
];
