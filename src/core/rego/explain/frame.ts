/** What names and references of a statement stood for when it was stopped. */
import type { Expression, Operand } from '../ast.ts';
import { literalOf } from '../compile/patterns.ts';
import { isArray, isObject, lookup, memberOf, setOf, type Value } from '../value/value.ts';
import type { Frame } from './recorder.ts';

/** The documents that an evaluation starts with. */
export interface Documents {
  readonly input: Value | undefined;
  readonly data: Value;
  /** Rules of the policy that are a literal. */
  readonly constants?: ReadonlyMap<string, Value>;
}

/** The value of a name at a place; undefined when it had none. */
export function valueOfName(name: string, frame: Frame): Value | undefined {
  const slot = frame.names.get(name);
  return slot === undefined ? undefined : frame.slots[slot];
}

/** The value of literals, names, and references that start at one; undefined for what would have to be evaluated. */
export function valueOf(expression: Expression, frame: Frame, documents: Documents): Value | undefined {
  if (expression.kind === 'variable') {
    if (expression.name === 'input') return documents.input;
    if (expression.name === 'data') return documents.data;
    return valueOfName(expression.name, frame) ?? documents.constants?.get(expression.name);
  }
  if (expression.kind === 'array' || expression.kind === 'set') {
    const items = expression.items.map((item) => valueOf(item, frame, documents));
    const values = items.filter((item) => item !== undefined);
    if (values.length < items.length) return undefined;
    return expression.kind === 'array' ? values : setOf(values);
  }
  if (expression.kind !== 'reference') return literalOf(expression);
  let value = valueOf(expression.base, frame, documents);
  for (const operand of expression.operands) {
    const key = keyOf(operand, frame, documents);
    value = value === undefined || key === undefined ? undefined : lookup(value, key);
  }
  return value;
}

/** What an operand asks for; undefined for a name without a value, which stands for all keys. */
export function keyOf(operand: Operand, frame: Frame, documents: Documents): Value | undefined {
  return operand.kind === 'dot' ? operand.name : valueOf(operand.index, frame, documents);
}

/** Where a value stands in a collection: the first place with an equal scalar, or with that very value. */
export function placeIn(collection: Value | undefined, item: Value): Value | undefined {
  if (collection === undefined) return undefined;
  if (isArray(collection)) {
    const index = collection.indexOf(item);
    return index < 0 ? undefined : index;
  }
  if (!isObject(collection)) return undefined;
  for (const key of collection.members.keys()) if (memberOf(collection, key) === item) return key;
  return undefined;
}
