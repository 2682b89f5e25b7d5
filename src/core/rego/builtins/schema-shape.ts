/** Whether a value is a JSON Schema at all: the types of its keywords, its patterns, and that its references lead somewhere. */
import { regexOf } from '../regex/regex.ts';
import { isInteger } from '../value/number.ts';
import {
  isArray,
  isNumber,
  isObject,
  memberOf,
  membersOf,
  type RegoObject,
  type Value,
} from '../value/value.ts';
import { notAnswered } from './unavailable.ts';

export const typeNames: readonly string[] = [
  'array',
  'boolean',
  'integer',
  'number',
  'null',
  'object',
  'string',
];

/** Keywords that hold one schema, a list of schemas, schemas by name, or none. */
const schemaKeywords = [
  'additionalItems',
  'additionalProperties',
  'contains',
  'propertyNames',
  'not',
  'if',
  'then',
  'else',
];
const listKeywords = ['allOf', 'anyOf', 'oneOf'];
const mapKeywords = ['properties', 'patternProperties', 'definitions', '$defs'];
const countKeywords = ['minLength', 'maxLength', 'minItems', 'maxItems', 'minProperties', 'maxProperties'];
const numberKeywords = ['minimum', 'maximum', 'multipleOf'];
const stringKeywords = ['$ref', '$schema', 'title', 'description', 'format', 'pattern'];

/** Schemas nest no deeper than this. */
const maxDepth = 500;

/** The part of a schema that a reference such as `#/definitions/name` names. */
export function referenced(root: Value, reference: string): Value | undefined {
  if (!reference.startsWith('#')) {
    throw notAnswered('a schema that refers to another document', 'it asks the network');
  }
  let found: Value | undefined = root;
  for (const step of reference.slice(1).split('/').slice(1)) {
    const key = step.replaceAll('~1', '/').replaceAll('~0', '~');
    if (found === undefined) return undefined;
    if (isArray(found)) found = found[Number(key)];
    else found = isObject(found) ? memberOf(found, key) : undefined;
  }
  return found;
}

/** The first thing that keeps a value from being a schema; undefined for a schema. */
export function schemaProblem(root: Value): string | undefined {
  return problemOf(root, root, 0);
}

function problemOf(schema: Value, root: Value, depth: number): string | undefined {
  if (typeof schema === 'boolean') return undefined;
  if (!isObject(schema)) return 'schema is invalid: it must be an object or a boolean';
  if (depth > maxDepth) return 'schema nests too deep';
  return keywordProblem(schema) ?? referenceProblem(schema, root) ?? innerProblem(schema, root, depth + 1);
}

function typeProblem(type: Value): string | undefined {
  const names = isArray(type) ? type : [type];
  for (const [index, name] of names.entries()) {
    if (typeof name !== 'string') return 'type must be of type string/array of strings';
    if (names.indexOf(name) !== index) return `${name} type is duplicated`;
    if (!typeNames.includes(name)) {
      return `has a primitive type that is NOT VALID -- given: /${name}/ Expected valid values are:[${typeNames.join(' ')}]`;
    }
  }
  return undefined;
}

function keywordProblem(schema: RegoObject): string | undefined {
  const check = (
    names: readonly string[],
    fits: (value: Value) => boolean,
    wanted: string,
  ): string | undefined => {
    const wrong = names.find((name) => {
      const value = memberOf(schema, name);
      return value !== undefined && !fits(value);
    });
    return wrong === undefined ? undefined : `${wrong} must be of ${wanted}`;
  };
  const multiple = memberOf(schema, 'multipleOf');
  const type = memberOf(schema, 'type');
  const pattern = memberOf(schema, 'pattern');
  return (
    (type === undefined ? undefined : typeProblem(type)) ??
    check(stringKeywords, (value) => typeof value === 'string', 'type string') ??
    check(countKeywords, (value) => isNumber(value) && isInteger(value) && value >= 0, 'an integer') ??
    check(numberKeywords, isNumber, 'a number') ??
    (multiple !== undefined && isNumber(multiple) && multiple <= 0
      ? 'multipleOf must be strictly greater than 0'
      : undefined) ??
    orderProblem(schema) ??
    check(['required', 'enum', ...listKeywords], isArray, 'an array') ??
    check([...mapKeywords, 'dependencies'], isObject, 'type object') ??
    (typeof pattern === 'string' && regexOf(pattern).kind === 'refused'
      ? 'pattern must be a valid regex'
      : undefined)
  );
}

/** Counts of which the least is above the most. */
function orderProblem(schema: RegoObject): string | undefined {
  for (const what of ['Length', 'Items', 'Properties']) {
    const [least, most] = [memberOf(schema, `min${what}`), memberOf(schema, `max${what}`)];
    if (least === undefined || most === undefined || !isNumber(least) || !isNumber(most)) continue;
    if (least > most) return `min${what} cannot be greater than max${what}`;
  }
  return undefined;
}

function referenceProblem(schema: RegoObject, root: Value): string | undefined {
  const reference = memberOf(schema, '$ref');
  if (typeof reference !== 'string' || referenced(root, reference) !== undefined) return undefined;
  return `Object has no key '${reference.split('/').at(-1) ?? ''}'`;
}

function innerProblem(schema: RegoObject, root: Value, depth: number): string | undefined {
  for (const inner of innerSchemas(schema)) {
    const problem = problemOf(inner, root, depth);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

function* innerSchemas(schema: RegoObject): Generator<Value, void, undefined> {
  for (const name of schemaKeywords) {
    const inner = memberOf(schema, name);
    if (inner !== undefined) yield inner;
  }
  const items = memberOf(schema, 'items');
  for (const name of listKeywords) {
    const list = memberOf(schema, name);
    if (list !== undefined && isArray(list)) yield* list;
  }
  if (items !== undefined) yield* isArray(items) ? items : [items];
  for (const name of mapKeywords) {
    const map = memberOf(schema, name);
    if (map !== undefined && isObject(map)) for (const [, inner] of membersOf(map)) yield inner;
  }
}
