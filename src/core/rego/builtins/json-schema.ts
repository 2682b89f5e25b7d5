/**
 * `json.match_schema` and `json.verify_schema` of OPA: JSON Schema of drafts 4, 6 and 7 without references to other
 * documents, with the names and descriptions that OPA's validator gives to what does not match.
 *
 * @see https://github.com/xeipuuv/gojsonschema
 */
import { valueFromJson } from '../value/json.ts';
import { isArray, isObject, objectOf, type Value } from '../value/value.ts';
import { define } from './arguments.ts';
import { type Builtin, BuiltinError } from './builtin.ts';
import { matchSchema } from './schema-match.ts';
import { schemaProblem } from './schema-shape.ts';

/** A document or a schema, as a value or as JSON text. */
function documentOf(value: Value): Value {
  if (isObject(value) || isArray(value)) return value;
  if (typeof value !== 'string') throw new BuiltinError('wrong type, expected string or object');
  const reading = valueFromJson(value);
  if (reading.kind === 'refused') throw new BuiltinError('invalid JSON string');
  return reading.value;
}

function verdict(schema: Value): Value {
  try {
    const problem = schemaProblem(documentOf(schema));
    return problem === undefined ? [true, null] : [false, `jsonschema: ${problem}`];
  } catch (error) {
    if (error instanceof BuiltinError && error.failure === 'error')
      return [false, `jsonschema: ${error.message}`];
    throw error;
  }
}

export const jsonSchemaBuiltins: readonly Builtin[] = [
  define({ name: 'json.verify_schema', arity: 1, feature: 'opa', evaluate: ([schema]) => verdict(schema) }),
  define({
    name: 'json.match_schema',
    arity: 2,
    feature: 'opa',
    evaluate: ([document, schema], context) => {
      const value = documentOf(document);
      const root = documentOf(schema);
      const problem = schemaProblem(root);
      if (problem !== undefined) throw new BuiltinError(`json.match_schema: ${problem}`);
      const differences = matchSchema(root, value, context.spend);
      return [
        differences.length === 0,
        differences.map(({ type, field, description }) =>
          objectOf(Object.entries({ type, field, desc: description, error: `${field}: ${description}` })),
        ),
      ];
    },
  }),
];
