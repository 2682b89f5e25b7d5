/** Modules with queries and inputs for them, put together at random from the whole language. */
import type { Question } from '../../../bench/peers/peer.ts';
import { generateInput, type Type } from './inputs.ts';
import type { Random } from './random.ts';
import { inside, newName, type KnownRule, type Scope } from './scope.ts';
import { generateStatements } from './statements.ts';
import { anyType, generatePattern, generateTerm, literal } from './terms.ts';

/** How rules are written: with `if` and `contains`, or as v0 has it. */
type Style = 'modern' | 'old';

interface Form {
  readonly dialect: 'v0' | 'v1';
  readonly imports: string;
  readonly style: Style;
  readonly keywords: boolean;
}

const forms: readonly (readonly [number, Form])[] = [
  [6, { dialect: 'v1', imports: '', style: 'modern', keywords: true }],
  [1, { dialect: 'v1', imports: 'import rego.v1\n', style: 'modern', keywords: true }],
  [
    1,
    {
      dialect: 'v1',
      imports: 'import data.lib\nimport input.obj as given\n',
      style: 'modern',
      keywords: true,
    },
  ],
  [2, { dialect: 'v0', imports: '', style: 'old', keywords: false }],
  [
    1,
    {
      dialect: 'v0',
      imports: 'import future.keywords.in\nimport future.keywords.every\n',
      style: 'old',
      keywords: true,
    },
  ],
  [2, { dialect: 'v0', imports: 'import rego.v1\n', style: 'modern', keywords: true }],
];

const library = `package lib

import rego.v1

limit := 3

names contains name if some name in ["a", "b"]

twice(x) := x * 2

table[name] := count(name) if some name in ["a", "bb"]
`;

interface Body {
  readonly text: string;
  /** Where the head is written. */
  readonly scope: Scope;
}

export interface Size {
  readonly inputs: number;
  /** At most. */
  readonly rules: number;
  /** Without what compilers that check types refuse. */
  readonly plain: boolean;
}

export function generateQuestion(
  random: Random,
  { inputs, rules: most, plain }: Size = { inputs: 3, rules: 6, plain: false },
): Question {
  const form = random.weighted(forms);
  const names = { next: 0 };
  const rules: KnownRule[] = [];
  const texts: string[] = [];
  const wanted = 2 + random.below(most - 1);
  for (let count = 0; count < wanted; count += 1) {
    const scope: Scope = {
      locals: new Map(),
      rules,
      names,
      dialect: form.dialect,
      keywords: form.keywords,
      plain,
      write: generateStatements,
    };
    const { text, rule } = generateRule(random, scope, form, rules.length + 1);
    texts.push(text);
    rules.push(rule);
  }
  if (random.chance(0.1)) texts.reverse();
  const text = `package agent_policy\n\n${form.imports}\n${texts.join('\n')}`;
  const withLibrary = form.imports.includes('data.lib') || random.chance(0.05);
  return {
    dialect: form.dialect,
    modules: [['agent_policy', text], ...(withLibrary ? [['lib', library] as const] : [])],
    ...(random.chance(0.15) ? { data: '{"extra":{"a":[1,2]},"agent_policy":{"base":1}}' } : {}),
    inputs: Array.from({ length: inputs }, () => generateInput(random)),
    queries: queriesFor(random, rules),
  };
}

function queriesFor(random: Random, rules: readonly KnownRule[]): readonly string[] {
  const paths = rules.flatMap(({ name, kind }) =>
    kind === 'function' ? [] : [`data.agent_policy.${name.split('.')[0] ?? name}`],
  );
  const more = random.weighted([
    [6, ''],
    [2, 'data.agent_policy'],
    [1, 'data'],
    [1, 'x := data.agent_policy.r1'],
    [1, 'data.agent_policy.r1; data.agent_policy.r2'],
    [0.5, 'data.agent_policy[name]'],
    [0.5, 'some x in input.list; x > 1'],
  ]);
  return [...new Set(more === '' ? paths : [...paths, more])];
}

function body(random: Random, scope: Scope): Body {
  const own = inside(scope);
  const statements = generateStatements(random, own, 1 + random.below(4), 2);
  return { text: statements.map((each) => `\t${each}\n`).join(''), scope: own };
}

/** A value for a head: mostly a name that the body gave, as anything else is refused at many places. */
function headValue(random: Random, given: Scope, outer: Scope, type: Type): string {
  const added = [...given.locals.keys()].filter((name) => !outer.locals.has(name));
  if (added.length > 0 && random.chance(0.6)) return random.pick(added);
  return generateTerm(random, given, type, random.below(2));
}

interface Generated {
  readonly text: string;
  readonly rule: KnownRule;
}

function generateRule(random: Random, scope: Scope, form: Form, index: number): Generated {
  const kind = random.weighted<KnownRule['kind']>([
    [5, 'value'],
    [2, 'set'],
    [2, 'object'],
    [3, 'function'],
    [0.7, 'nested'],
  ]);
  const name = kind === 'function' ? `f${String(index)}` : `r${String(index)}`;
  const type = anyType(random);
  const parameters =
    kind === 'function' ? Array.from({ length: 1 + random.below(2) }, () => anyType(random)) : [];
  const rule: KnownRule = { name, kind, type, parameters };
  const definitions = random.weighted([
    [6, 1],
    [2, 2],
    [1, 3],
  ]);
  const write = { value, set, object, function: written, nested }[kind];
  const texts = Array.from({ length: definitions }, () => write(random, inside(scope), form, rule));
  const isPlain = kind === 'value' || kind === 'function';
  if (isPlain && random.chance(0.3)) {
    const heads = parameters.map((_, place) => `p${String(place)}`).join(', ');
    const initial =
      scope.plain || random.chance(0.9)
        ? literal(random, type)
        : generateTerm(random, { ...scope, rules: [] }, type, 0);
    const head = kind === 'function' ? `${name}(${heads})` : name;
    texts.unshift(`default ${head} ${equals(random, form)} ${initial}\n`);
  }
  return { text: texts.join('\n'), rule };
}

function equals(random: Random, { style }: Form): string {
  return style === 'old' && random.chance(0.5) ? '=' : ':=';
}

const opening = ({ style }: Form): string => (style === 'modern' ? ' if {' : ' {');

function value(random: Random, scope: Scope, form: Form, { name, type }: KnownRule): string {
  if (random.chance(0.25)) return `${name} ${equals(random, form)} ${generateTerm(random, scope, type, 2)}\n`;
  const { text, scope: own } = body(random, scope);
  const assigned = random.chance(0.7)
    ? ` ${equals(random, form)} ${headValue(random, own, scope, type)}`
    : '';
  let rule = `${name}${assigned}${opening(form)}\n${text}}`;
  if (random.chance(0.25)) {
    for (let count = 1 + random.below(2); count > 0; count -= 1) {
      const other = body(random, scope);
      const result = headValue(random, other.scope, scope, type);
      const bare = random.chance(0.2);
      rule += bare
        ? ` else ${equals(random, form)} ${generateTerm(random, scope, type, 0)}`
        : ` else ${equals(random, form)} ${result}${opening(form)}\n${other.text}}`;
    }
  }
  return `${rule}\n`;
}

function set(random: Random, scope: Scope, form: Form, { name, type }: KnownRule): string {
  const { text, scope: own } = body(random, scope);
  const element = headValue(random, own, scope, type);
  if (form.style === 'old') return `${name}[${element}] {\n${text}}\n`;
  return random.chance(0.1)
    ? `${name} contains ${generateTerm(random, scope, type, 1)}\n`
    : `${name} contains ${element} if {\n${text}}\n`;
}

function object(random: Random, scope: Scope, form: Form, { name, type }: KnownRule): string {
  const { text, scope: own } = body(random, scope);
  const key = random.chance(0.2)
    ? JSON.stringify(random.pick(['a', 'k']))
    : headValue(random, own, scope, 'string');
  return `${name}[${key}] ${equals(random, form)} ${headValue(random, own, scope, type)}${opening(form)}\n${text}}\n`;
}

function nested(random: Random, scope: Scope, form: Form, { name, type }: KnownRule): string {
  const { text, scope: own } = body(random, scope);
  const path = random.pick(['b', 'b.c', 'b["d e"]', `b[${headValue(random, own, scope, 'string')}]`]);
  return `${name}.${path} ${equals(random, form)} ${headValue(random, own, scope, type)}${opening(form)}\n${text}}\n`;
}

function written(random: Random, scope: Scope, form: Form, { name, type, parameters }: KnownRule): string {
  const heads = parameters.map((each) =>
    random.weighted<() => string>([
      [8, () => newName(scope, each)],
      [1, () => generateTerm(random, { ...scope, locals: new Map(), rules: [] }, each, 0)],
      [0.7, () => generatePattern(random, scope)],
      [0.3, () => '_'],
    ])(),
  );
  const head = `${name}(${heads.join(', ')})`;
  if (random.chance(0.2)) return `${head} ${equals(random, form)} ${generateTerm(random, scope, type, 1)}\n`;
  const { text, scope: own } = body(random, scope);
  const assigned = random.chance(0.8)
    ? ` ${equals(random, form)} ${headValue(random, own, { ...scope, locals: new Map() }, type)}`
    : '';
  const rule = `${head}${assigned}${opening(form)}\n${text}}`;
  if (!random.chance(0.15)) return `${rule}\n`;
  return `${rule} else ${equals(random, form)} ${generateTerm(random, scope, type, 1)}\n`;
}
