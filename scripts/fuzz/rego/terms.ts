/** Terms of a wanted type, which they mostly have. */
import { builtinCalls, type Parameter } from './calls.ts';
import { inputPaths, sampleNumbers, sampleStrings, type Type } from './inputs.ts';
import type { Random } from './random.ts';
import { inside, localsOf, newName, type KnownRule, type Scope } from './scope.ts';

const types: readonly Type[] = ['number', 'string', 'boolean', 'array', 'set', 'object', 'null'];

export function anyType(random: Random): Type {
  return random.weighted([
    [5, 'number'],
    [5, 'string'],
    [2, 'boolean'],
    [4, 'array'],
    [2, 'set'],
    [3, 'object'],
    [1, 'null'],
  ]);
}

/** @param depth how many levels of terms may still stand inside */
export function generateTerm(random: Random, scope: Scope, type: Type, depth: number): string {
  const wanted = !scope.plain && random.chance(0.05) ? random.pick(types) : type;
  const locals = localsOf(scope, wanted);
  const rules = scope.rules.filter((rule) => typeOfRule(rule) === wanted && rule.kind !== 'function');
  const functions = scope.rules.filter((rule) => rule.kind === 'function' && rule.type === wanted);
  const inputs = inputPaths[wanted];
  const leaf: [number, () => string][] = [
    [2, () => literal(random, wanted)],
    [locals.length > 0 ? 5 : 0, () => random.pick(locals)],
    [inputs.length > 0 ? 4 : 0, () => random.pick(inputs)],
    [rules.length > 0 ? 2 : 0, () => referenceTo(random, random.pick(rules))],
  ];
  if (depth <= 0) return random.weighted(leaf)();
  const inner = (each: Type): string => generateTerm(random, scope, each, depth - 1);
  return random.weighted<() => string>([
    ...leaf,
    [3, () => generateCall(random, scope, wanted, depth)],
    [
      functions.length > 0 ? 2 : 0,
      () => {
        const { name, parameters } = random.pick(functions);
        return `${name}(${parameters.map(inner).join(', ')})`;
      },
    ],
    [3, () => compound(random, scope, wanted, depth)],
    [1, () => `${inner('array')}[${random.pick(['0', '1', '2', 'input.n'])}]`],
    [1, () => `${inner('object')}[${random.pick(['"a"', '"name"', '"s"', 'input.s'])}]`],
  ])();
}

function typeOfRule({ kind, type }: KnownRule): Type {
  switch (kind) {
    case 'set':
      return 'set';
    case 'object':
    case 'nested':
      return 'object';
    case 'value':
    case 'function':
      return type;
  }
}

function referenceTo(random: Random, { name, kind }: KnownRule): string {
  const full = random.chance(0.2) && !name.includes('.') ? `data.agent_policy.${name}` : name;
  return kind === 'nested' && random.chance(0.5) ? `${full}.b` : full;
}

export function literal(random: Random, type: Type): string {
  switch (type) {
    case 'number':
      return random.pick(sampleNumbers);
    case 'string': {
      const text = random.pick(sampleStrings);
      return random.chance(0.1) && !text.includes('`') ? `\`${text}\`` : JSON.stringify(text);
    }
    case 'boolean':
      return random.pick(['true', 'false']);
    case 'array':
      return random.pick([
        '[]',
        '[1, 2, 3]',
        '["a", "b"]',
        '[[1, "x"], [2, "y"]]',
        '[1, "a", null, 2.5]',
        '[3, 1, 2, 1]',
      ]);
    case 'set':
      return random.pick([
        'set()',
        '{1, 2, 3}',
        '{"a", "b"}',
        '{[1], {"a"}, "x"}',
        '{2, 1.0, null}',
        '{{"a": 1}, {1}}',
      ]);
    case 'object':
      return random.pick([
        ...[
          '{}',
          '{"a": 1, "b": "x"}',
          '{"a": {"b": [1, 2]}}',
          '{1: "one", "1": 1}',
          '{"b": 2, "a": 1, "é": 3}',
        ],
        ...['{[1]: "list", {2}: "set"}', '{"name": "n", "tags": ["t", "u"]}'],
      ]);
    case 'null':
      return 'null';
  }
}

function generateCall(random: Random, scope: Scope, type: Type, depth: number): string {
  const { name, parameters } = random.pick(builtinCalls[type]);
  return `${name}(${parameters.map((each) => argument(random, scope, each, depth)).join(', ')})`;
}

function argument(random: Random, scope: Scope, parameter: Parameter, depth: number): string {
  if (typeof parameter !== 'string') {
    return !scope.plain && random.chance(0.08)
      ? generateTerm(random, scope, anyType(random), 0)
      : random.pick(parameter);
  }
  const type =
    parameter === 'any'
      ? anyType(random)
      : parameter === 'collection'
        ? random.pick<Type>(['array', 'set', 'object'])
        : parameter;
  return generateTerm(random, scope, type, depth - 1);
}

/** What only a term of that type can be. */
function compound(random: Random, scope: Scope, type: Type, depth: number): string {
  const inner = (each: Type): string => generateTerm(random, scope, each, depth - 1);
  const some = (item: () => string): string => Array.from({ length: 1 + random.below(3) }, item).join(', ');
  switch (type) {
    case 'number': {
      const operator = random.pick(['+', '-', '*', '/', '%']);
      const text = `${inner('number')} ${operator} ${inner('number')}`;
      return random.chance(0.7) ? `(${text})` : text;
    }
    case 'boolean': {
      const each = anyType(random);
      const operator = random.pick(['==', '!=', '<', '<=', '>', '>=']);
      const text =
        scope.keywords && random.chance(0.3)
          ? `${random.chance(0.2) ? `${inner('number')}, ` : ''}${inner(each)} in ${inner(random.pick<Type>(['array', 'set', 'object']))}`
          : `${inner(each)} ${operator} ${inner(each)}`;
      return random.chance(0.8) ? `(${text})` : text;
    }
    case 'array':
      return random.chance(0.4)
        ? `[${some(() => inner(anyType(random)))}]`
        : comprehension(random, scope, 'array', depth);
    case 'set':
      return random.weighted<() => string>([
        [2, () => `{${some(() => inner(anyType(random)))}}`],
        [2, () => comprehension(random, scope, 'set', depth)],
        [2, () => `(${inner('set')} ${random.pick(['|', '&', '-'])} ${inner('set')})`],
      ])();
    case 'object':
      return random.chance(0.4)
        ? `{${some(() => `${inner(random.chance(0.8) ? 'string' : anyType(random))}: ${inner(anyType(random))}`)}}`
        : comprehension(random, scope, 'object', depth);
    case 'string':
    case 'null':
      return generateCall(random, scope, type, depth);
  }
}

function comprehension(
  random: Random,
  scope: Scope,
  type: 'array' | 'set' | 'object',
  depth: number,
): string {
  const own = inside(scope);
  const query = own.write(random, own, 1 + random.below(2), depth - 1).join('; ');
  const added = [...own.locals.keys()].filter((name) => !scope.locals.has(name));
  const name = (): string =>
    added.length > 0 && random.chance(0.85)
      ? random.pick(added)
      : generateTerm(random, own, anyType(random), 0);
  if (type === 'object') return `{${name()}: ${name()} | ${query}}`;
  return type === 'array' ? `[${name()} | ${query}]` : `{${name()} | ${query}}`;
}

/** A pattern and the names in it. */
export function generatePattern(random: Random, scope: Scope): string {
  const name = (): string => (random.chance(0.15) ? '_' : newName(scope, anyType(random)));
  return random.pick([
    () => `[${name()}, ${name()}]`,
    () => `[${name()}, ${name()}, ${name()}]`,
    () => `{"a": ${name()}}`,
    () => `{"name": ${name()}, "on": ${name()}}`,
    () => `[1, ${name()}]`,
    () => `[${name()}, [${name()}, ${name()}]]`,
  ])();
}
