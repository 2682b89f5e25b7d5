/** Where a value differs from a JSON Schema. */
import { isMatch, regexOf } from '../regex/regex.ts';
import { jsonOf, readableJson } from '../value/json.ts';
import { displayNumber, isInteger } from '../value/number.ts';
import {
  canonicalText,
  compareNumbers,
  equalValues,
  isArray,
  isNumber,
  isObject,
  keysOf,
  memberOf,
  membersOf,
  type RegoArray,
  type RegoNumber,
  type RegoObject,
  sizeOf,
  typeNameOf,
  type Value,
} from '../value/value.ts';
import { BuiltinError } from './builtin.ts';
import { schemaFormats } from './schema-formats.ts';
import { referenced } from './schema-shape.ts';

export interface SchemaDifference {
  /** Such as `invalid_type`. */
  readonly type: string;
  /** The names on the way, joined by dots; `(Root)` for the value itself. */
  readonly field: string;
  readonly description: string;
}

/** References may lead back to where they stand. */
const maxDepth = 1_000;

interface Place {
  readonly root: Value;
  readonly path: readonly string[];
  readonly depth: number;
  readonly spend: (steps: number) => void;
}

/** @param spend told of the work that is about to be done */
export function matchSchema(
  root: Value,
  value: Value,
  spend: (steps: number) => void,
): readonly SchemaDifference[] {
  return [...differences(root, value, { root, path: [], depth: 0, spend })];
}

type Differences = Generator<SchemaDifference, void, undefined>;

function difference(type: string, place: Place, description: string): SchemaDifference {
  return { type, field: place.path.length === 0 ? '(Root)' : place.path.join('.'), description };
}

/** A key as JSON would write it. */
function nameOf(key: Value): string {
  return typeof key === 'string' ? key : readableJson(key);
}

function below(place: Place, name: string): Place {
  return { ...place, path: [...place.path, name], depth: place.depth + 1 };
}

function matches(schema: Value, value: Value, place: Place): boolean {
  return differences(schema, value, { ...place, depth: place.depth + 1 }).next().done === true;
}

function* differences(schema: Value, value: Value, place: Place): Differences {
  place.spend(10);
  if (place.depth > maxDepth) throw new BuiltinError('the schema refers to itself without an end');
  if (typeof schema === 'boolean') {
    if (!schema) yield difference('false', place, 'False always fails validation');
    return;
  }
  if (!isObject(schema)) return;
  const reference = memberOf(schema, '$ref');
  if (typeof reference === 'string') {
    const target = referenced(place.root, reference) ?? true;
    yield* differences(target, value, { ...place, depth: place.depth + 1 });
    return;
  }
  const wrongType = typeDifference(schema, value, place);
  if (wrongType !== undefined) {
    yield wrongType;
    return;
  }
  yield* combinations(schema, value, place);
  if (isNumber(value)) yield* ofNumber(schema, value, place);
  if (typeof value === 'string') yield* ofString(schema, value, place);
  if (isArray(value)) yield* ofArray(schema, value, place);
  if (isObject(value)) yield* ofObject(schema, value, place);
  yield* ofAny(schema, value, place);
  if (isObject(value)) yield* ofProperties(schema, value, place);
}

function schemaTypeOf(value: Value): string {
  if (isNumber(value)) return isInteger(value) ? 'integer' : 'number';
  return typeNameOf(value);
}

function typeDifference(schema: RegoObject, value: Value, place: Place): SchemaDifference | undefined {
  const type = memberOf(schema, 'type');
  if (type === undefined) return undefined;
  const allowed = isArray(type) ? type : [type];
  const given = schemaTypeOf(value);
  if (allowed.includes(given) || (given === 'integer' && allowed.includes('number'))) return undefined;
  const expected = isArray(type) ? `[${type.map(nameOf).join(',')}]` : nameOf(type);
  return difference('invalid_type', place, `Invalid type. Expected: ${expected}, given: ${given}`);
}

/** What differs from the schema of a keyword is reported beside the keyword's own difference. */
function* combinations(schema: RegoObject, value: Value, place: Place): Differences {
  const anyOf = memberOf(schema, 'anyOf');
  if (isList(anyOf) && !anyOf.some((one) => matches(one, value, place))) {
    yield difference('number_any_of', place, 'Must validate at least one schema (anyOf)');
    yield* nearest(anyOf, value, place);
  }
  const oneOf = memberOf(schema, 'oneOf');
  if (isList(oneOf)) {
    const count = oneOf.filter((one) => matches(one, value, place)).length;
    if (count !== 1)
      yield difference('number_one_of', place, 'Must validate one and only one schema (oneOf)');
    if (count === 0) yield* nearest(oneOf, value, place);
  }
  const allOf = memberOf(schema, 'allOf');
  if (isList(allOf)) {
    const found = allOf.flatMap((one) => [...differences(one, value, place)]);
    yield* found;
    if (found.length > 0) yield difference('number_all_of', place, 'Must validate all the schemas (allOf)');
  }
  const not = memberOf(schema, 'not');
  if (not !== undefined && matches(not, value, place)) {
    yield difference('number_not', place, 'Must not validate the schema (not)');
  }
  const condition = memberOf(schema, 'if');
  if (condition === undefined) return;
  const holds = matches(condition, value, place);
  const branch = memberOf(schema, holds ? 'then' : 'else');
  if (branch === undefined || matches(branch, value, place)) return;
  yield holds
    ? difference('condition_then', place, 'Must validate "then" as "if" was valid')
    : difference('condition_else', place, 'Must validate "else" as "if" was not valid');
  yield* differences(branch, value, place);
}

/** Of several schemas that all differ, the one that differs least. */
function nearest(schemas: RegoArray, value: Value, place: Place): readonly SchemaDifference[] {
  const all = schemas.map((one) => [...differences(one, value, place)]);
  return all.toSorted((a, b) => a.length - b.length)[0] ?? [];
}

function isList(value: Value | undefined): value is RegoArray {
  return value !== undefined && isArray(value);
}

function numberAt(schema: RegoObject, name: string): RegoNumber | undefined {
  const value = memberOf(schema, name);
  return value !== undefined && isNumber(value) ? value : undefined;
}

/** Exactly, as the digits are written: 0.3 is three times 0.1. */
function isMultiple(value: RegoNumber, of: RegoNumber): boolean {
  const [a, b] = [decimalOf(value), decimalOf(of)];
  const places = Math.max(a.places, b.places);
  const divisor = b.digits * 10n ** BigInt(places - b.places);
  return divisor !== 0n && (a.digits * 10n ** BigInt(places - a.places)) % divisor === 0n;
}

function decimalOf(number: RegoNumber): { readonly digits: bigint; readonly places: number } {
  const [whole = '0', fraction = ''] = displayNumber(number).split('.');
  return { digits: BigInt(whole + fraction), places: fraction.length };
}

/** A bound is exclusive by a number of its own, or in draft 4 by a boolean beside it. */
function* ofNumber(schema: RegoObject, value: RegoNumber, place: Place): Differences {
  const multiple = numberAt(schema, 'multipleOf');
  if (multiple !== undefined && !isMultiple(value, multiple)) {
    yield difference('multiple_of', place, `Must be a multiple of ${displayNumber(multiple)}`);
  }
  for (const { bound, exclusive, sign, or, strict } of bounds) {
    const limit = numberAt(schema, bound);
    const isStrict = memberOf(schema, exclusive) === true;
    const strictLimit = isStrict ? limit : numberAt(schema, exclusive);
    if (limit !== undefined && !isStrict && sign * compareNumbers(value, limit) < 0) {
      yield difference(or.type, place, `${or.words} ${displayNumber(limit)}`);
    }
    if (strictLimit !== undefined && sign * compareNumbers(value, strictLimit) <= 0) {
      yield difference(strict.type, place, `${strict.words} ${displayNumber(strictLimit)}`);
    }
  }
}

const bounds = [
  {
    bound: 'minimum',
    exclusive: 'exclusiveMinimum',
    sign: 1,
    or: { type: 'number_gte', words: 'Must be greater than or equal to' },
    strict: { type: 'number_gt', words: 'Must be greater than' },
  },
  {
    bound: 'maximum',
    exclusive: 'exclusiveMaximum',
    sign: -1,
    or: { type: 'number_lte', words: 'Must be less than or equal to' },
    strict: { type: 'number_lt', words: 'Must be less than' },
  },
] as const;

function patternMatches(pattern: string, text: string, place: Place): boolean {
  const reading = regexOf(pattern);
  return reading.kind === 'regex' && isMatch(reading.regex, text, place.spend);
}

function* ofString(schema: RegoObject, value: string, place: Place): Differences {
  const length = Array.from(value).length;
  const least = numberAt(schema, 'minLength');
  const most = numberAt(schema, 'maxLength');
  if (least !== undefined && length < least) {
    yield difference('string_gte', place, `String length must be greater than or equal to ${String(least)}`);
  }
  if (most !== undefined && length > most) {
    yield difference('string_lte', place, `String length must be less than or equal to ${String(most)}`);
  }
  const pattern = memberOf(schema, 'pattern');
  if (typeof pattern === 'string' && !patternMatches(pattern, value, place)) {
    yield difference('pattern', place, `Does not match pattern '${pattern}'`);
  }
}

function* ofArray(schema: RegoObject, value: RegoArray, place: Place): Differences {
  const items = memberOf(schema, 'items');
  if (isList(items)) {
    for (const [index, one] of items.entries()) {
      const item = value[index];
      if (item !== undefined) yield* differences(one, item, below(place, String(index)));
    }
    const additional = memberOf(schema, 'additionalItems');
    if (additional === false && value.length > items.length) {
      yield difference('array_no_additional_items', place, 'No additional items allowed on array');
    } else if (additional !== undefined) {
      for (let index = items.length; index < value.length; index += 1) {
        yield* differences(additional, value[index] ?? null, below(place, String(index)));
      }
    }
  } else if (items !== undefined) {
    for (const [index, item] of value.entries()) yield* differences(items, item, below(place, String(index)));
  }
  const least = numberAt(schema, 'minItems');
  const most = numberAt(schema, 'maxItems');
  if (least !== undefined && value.length < least) {
    yield difference('array_min_items', place, `Array must have at least ${String(least)} items`);
  }
  if (most !== undefined && value.length > most) {
    yield difference('array_max_items', place, `Array must have at most ${String(most)} items`);
  }
  if (memberOf(schema, 'uniqueItems') === true) yield* repeated(value, place);
  const contained = memberOf(schema, 'contains');
  if (contained !== undefined && !value.some((item) => matches(contained, item, place))) {
    yield difference('contains', place, 'At least one of the items must match');
    yield* (
      value
        .map((item, index) => [...differences(contained, item, below(place, String(index)))])
        .toSorted((a, b) => a.length - b.length)[0] ?? []
    );
  }
}

function* repeated(value: RegoArray, place: Place): Differences {
  const seen = new Map<string, number>();
  for (const [index, item] of value.entries()) {
    const text = canonicalText(item);
    const first = seen.get(text);
    if (first === undefined) seen.set(text, index);
    else yield difference('unique', place, `array items[${String(first)},${String(index)}] must be unique`);
  }
}

function* ofObject(schema: RegoObject, value: RegoObject, place: Place): Differences {
  const least = numberAt(schema, 'minProperties');
  const most = numberAt(schema, 'maxProperties');
  const size = sizeOf(value);
  if (least !== undefined && size < least) {
    yield difference('array_min_properties', place, `Must have at least ${String(least)} properties`);
  }
  if (most !== undefined && size > most) {
    yield difference('array_max_properties', place, `Must have at most ${String(most)} properties`);
  }
  const required = memberOf(schema, 'required');
  for (const name of isList(required) ? required : []) {
    if (memberOf(value, name) === undefined) {
      yield difference('required', place, `${nameOf(name)} is required`);
    }
  }
  yield* ofOtherProperties(schema, value, place);
  const names = memberOf(schema, 'propertyNames');
  for (const key of names === undefined ? [] : keysOf(value)) {
    if (names !== undefined && !matches(names, key, place)) {
      yield difference('invalid_property_name', place, `Property name of "${nameOf(key)}" does not match`);
      yield* differences(names, key, place);
    }
  }
  yield* ofDependencies(schema, value, place);
}

/** Properties that patterns describe, and those that nothing describes. */
function* ofOtherProperties(schema: RegoObject, value: RegoObject, place: Place): Differences {
  const described = memberOf(schema, 'properties');
  const patterns = memberOf(schema, 'patternProperties');
  const additional = memberOf(schema, 'additionalProperties');
  for (const [key, member] of membersOf(value)) {
    const name = nameOf(key);
    let isDescribed =
      described !== undefined && isObject(described) && memberOf(described, key) !== undefined;
    if (patterns !== undefined && isObject(patterns)) {
      for (const [pattern, one] of membersOf(patterns)) {
        if (typeof pattern !== 'string' || !patternMatches(pattern, name, place)) continue;
        isDescribed = true;
        yield* differences(one, member, below(place, name));
      }
    }
    if (isDescribed || additional === undefined) continue;
    if (additional === false) {
      yield difference(
        'additional_property_not_allowed',
        place,
        `Additional property ${name} is not allowed`,
      );
    } else {
      yield* differences(additional, member, below(place, name));
    }
  }
}

function* ofDependencies(schema: RegoObject, value: RegoObject, place: Place): Differences {
  const dependencies = memberOf(schema, 'dependencies');
  if (dependencies === undefined || !isObject(dependencies)) return;
  for (const [name, needed] of membersOf(dependencies)) {
    if (memberOf(value, name) === undefined) continue;
    if (!isArray(needed)) {
      yield* differences(needed, value, place);
      continue;
    }
    for (const other of needed) {
      if (memberOf(value, other) === undefined) {
        yield difference('missing_dependency', place, `Has a dependency on ${nameOf(other)}`);
      }
    }
  }
}

function* ofAny(schema: RegoObject, value: Value, place: Place): Differences {
  const constant = memberOf(schema, 'const');
  if (constant !== undefined && !equalValues(constant, value)) {
    yield difference('const', place, `${fieldOf(place)} does not match: ${jsonOf(constant) ?? ''}`);
  }
  const allowed = memberOf(schema, 'enum');
  if (isList(allowed) && !allowed.some((one) => equalValues(one, value))) {
    const list = allowed.map((one) => jsonOf(one) ?? '').join(', ');
    yield difference('enum', place, `${fieldOf(place)} must be one of the following: ${list}`);
  }
  const format = memberOf(schema, 'format');
  if (typeof format !== 'string' || typeof value !== 'string') return;
  if (schemaFormats.get(format)?.(value) === false) {
    yield difference('format', place, `Does not match format '${format}'`);
  }
}

function fieldOf(place: Place): string {
  return place.path.length === 0 ? '(Root)' : place.path.join('.');
}

function* ofProperties(schema: RegoObject, value: RegoObject, place: Place): Differences {
  const properties = memberOf(schema, 'properties');
  if (properties === undefined || !isObject(properties)) return;
  for (const [name, one] of membersOf(properties)) {
    const member = memberOf(value, name);
    if (member !== undefined) yield* differences(one, member, below(place, nameOf(name)));
  }
}
