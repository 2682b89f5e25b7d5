/** Statements of rule bodies and comprehensions. */
import type { Type } from './inputs.ts';
import type { Random } from './random.ts';
import { inside, newName, type Scope } from './scope.ts';
import { anyType, generatePattern, generateTerm } from './terms.ts';

const collections: readonly Type[] = ['array', 'array', 'object', 'set'];

export function generateStatements(
  random: Random,
  scope: Scope,
  count: number,
  depth: number,
): readonly string[] {
  const statements = Array.from({ length: count }, () =>
    withModifiers(random, scope, statement(random, scope, depth), depth),
  );
  // The engine puts statements into an order of its own: text that is out of order tells whether ours does as well.
  if (statements.length > 1 && random.chance(0.12)) {
    const at = random.below(statements.length - 1);
    const [moved = ''] = statements.splice(at, 1);
    statements.push(moved);
  }
  return statements;
}

function statement(random: Random, scope: Scope, depth: number): string {
  const term = (type: Type): string => generateTerm(random, scope, type, depth);
  const collection = (): string => term(random.pick(collections));
  const keywords = scope.keywords ? 1 : 0;
  return random.weighted<() => string>([
    [6, () => assignment(random, scope, depth)],
    [3, () => comparison(random, scope, depth)],
    [2, () => iteration(random, scope, depth)],
    [3 * keywords, () => someIn(random, scope, depth)],
    [1.2 * keywords, () => every(random, scope, depth)],
    [1, () => `not ${random.chance(0.6) ? comparison(random, scope, depth) : term(anyType(random))}`],
    [1, () => term('boolean')],
    [0.7, () => term(anyType(random))],
    [1.5, () => printed(random, scope)],
    [0.5, () => declared(random, scope, collection())],
    [0.3, () => `${generatePattern(random, scope)} ${random.pick([':=', '='])} ${term('array')}`],
    [0.3, () => `${generatePattern(random, scope)} ${random.pick([':=', '='])} ${term('object')}`],
    [0.15, () => `split(${term('string')}, ",", ${newName(scope, 'array')})`],
  ])();
}

function assignment(random: Random, scope: Scope, depth: number): string {
  const type = anyType(random);
  const value = generateTerm(random, scope, type, depth);
  const operator = random.chance(0.75) ? ':=' : '=';
  const name = newName(scope, type);
  return operator === '=' && random.chance(0.25) ? `${value} = ${name}` : `${name} ${operator} ${value}`;
}

function comparison(random: Random, scope: Scope, depth: number): string {
  const type = anyType(random);
  const operator = random.pick(['==', '!=', '<', '<=', '>', '>=', '=']);
  return `${generateTerm(random, scope, type, depth)} ${operator} ${generateTerm(random, scope, type, depth)}`;
}

function iteration(random: Random, scope: Scope, depth: number): string {
  const type = random.pick(collections);
  const base = random.chance(0.6)
    ? random.pick(['input.list', 'input.strs', 'input.recs', 'input.nested', 'input.obj', 'input'])
    : generateTerm(random, scope, type, Math.min(depth, 0));
  const index = random.chance(0.4) ? '_' : newName(scope, type === 'array' ? 'number' : 'string');
  const tail = random.weighted([
    [5, ''],
    [1, '.name'],
    [1, '[_]'],
    [1, '["tags"][_]'],
  ]);
  const reference = `${base}[${index}]${tail}`;
  return random.weighted<() => string>([
    [4, () => `${newName(scope, anyType(random))} ${random.pick([':=', ':=', '='])} ${reference}`],
    [1, () => reference],
    [1, () => `${reference} == ${generateTerm(random, scope, anyType(random), 0)}`],
    [0.5, () => `count(${reference}) > 0`],
  ])();
}

function someIn(random: Random, scope: Scope, depth: number): string {
  const items = generateTerm(random, scope, random.pick(collections), depth);
  const value = random.chance(0.1) ? generatePattern(random, scope) : newName(scope, anyType(random));
  return random.chance(0.3)
    ? `some ${newName(scope, 'number')}, ${value} in ${items}`
    : `some ${value} in ${items}`;
}

function every(random: Random, scope: Scope, depth: number): string {
  const items = generateTerm(random, scope, random.pick(collections), depth);
  const own = inside(scope);
  const key = random.chance(0.3) ? `${newName(own, 'number')}, ` : '';
  const value = newName(own, anyType(random));
  const body = generateStatements(random, own, 1 + random.below(2), depth - 1).join('; ');
  return `every ${key}${value} in ${items} { ${body} }`;
}

function declared(random: Random, scope: Scope, items: string): string {
  const name = newName(scope, 'number');
  return `some ${name}; ${items}[${name}]${random.chance(0.5) ? '' : ` == ${random.pick(['1', '"a"', 'input.n'])}`}`;
}

function printed(random: Random, scope: Scope): string {
  const args = Array.from({ length: 1 + random.below(3) }, () =>
    generateTerm(random, scope, anyType(random), random.below(2)),
  );
  return `print(${args.join(', ')})`;
}

function withModifiers(random: Random, scope: Scope, text: string, depth: number): string {
  if (!random.chance(0.05)) return text;
  const type = anyType(random);
  const value = generateTerm(random, scope, type, Math.min(depth, 1));
  const target = random.pick([
    'input',
    'input.n',
    'input.obj',
    'input.list',
    'data.extra',
    'data.agent_policy.r1',
    'count',
    'lower',
  ]);
  const given = target === 'count' || target === 'lower' ? random.pick(['3', '"x"', 'f1', 'upper']) : value;
  return `${text} with ${target} as ${given}`;
}
