/**
 * What follows from the shape of a policy alone, whatever the input is. Says nothing where it is not sure: an answer of this
 * file is a claim about every request there can be.
 */
import type { DefinedRule, Expression, Literal, Rule, RuleBody } from '#core/rego/ast.ts';
import { walk } from '#core/rego/children.ts';
import { builtinOf } from '#core/rego/builtins/registry.ts';
import type { RequestName } from '../requests/catalogue.ts';
import type { Json } from '../simulate/json.ts';
import { type Answer, answerTo } from './decide.ts';
import type { PolicyModel } from './model.ts';
import { literalJson } from './written.ts';

/** The one answer that a request can have, or undefined when that does not follow from the structure. */
export function certainAnswer(model: PolicyModel, name: RequestName): Answer | undefined {
  const { reading } = model;
  const rules = reading.rules.get(name) ?? [];
  if (reading.compiled === undefined || reading.failure !== undefined) return answerTo(reading, name, {});
  if (!reading.isAgentPolicy || rules.length === 0) return { kind: 'undefined' };
  // A patch may write a document in place of the rules.
  if (writesRules(reading.text)) return undefined;
  const { readsInput, readsState, calls } = model.dependenciesOf(name);
  const isPure = calls.every(
    ({ path }) => builtinOf(path.join('.'), reading.profile)?.deterministic !== false,
  );
  if (!readsInput && !readsState && isPure) return unlessCutShort(answerTo(reading, name, {}));
  if (neverAllows(rules)) return { kind: 'denied' };
  const answer = alwaysAllows(model, name, rules) ? answerTo(reading, name, {}) : undefined;
  return answer?.kind === 'allowed' ? answer : undefined;
}

/** A budget is ours and not the agent's: what it cut short is not known. */
function unlessCutShort(answer: Answer | undefined): Answer | undefined {
  if (answer?.kind !== 'failed' || answer.failure.kind !== 'evaluation') return answer;
  const { kind } = answer.failure.failure;
  return kind === 'budget' || kind === 'cancelled' ? undefined : answer;
}

/** Base data below the package comes before rules (reference/agent-policy.md 0.1, number 11). */
function writesRules(text: string): boolean {
  return text.includes('/agent_policy');
}

/** What a value that is written out means to the agent: undefined when it is worked out, or no decision. */
export function decisionOf(value: Expression | undefined): 'allow' | 'deny' | undefined {
  if (value === undefined) return 'allow';
  if (value.kind === 'boolean') return value.value ? 'allow' : 'deny';
  if (value.kind !== 'object') return undefined;
  const allowed = value.members.find(({ key }) => key.kind === 'string' && key.value === 'allowed')?.value;
  if (allowed?.kind !== 'boolean') return undefined;
  if (!allowed.value) return 'deny';
  // Operations may fail.
  return value.members.length === 1 ? 'allow' : undefined;
}

/** A rule of the plain form `Name := value if { … }`. */
export function isPlainRule(rule: Rule): boolean {
  if (rule.kind === 'default') return rule.name.kind === 'variable' && rule.parameters === undefined;
  return rule.head.kind === 'value' && rule.head.name.kind === 'variable';
}

/** The bodies of a rule with the value that each gives; one without conditions for a rule without a body. */
export function branchesOf(
  rule: DefinedRule,
): readonly { readonly value: Expression | undefined; readonly body?: RuleBody }[] {
  const value = rule.head.kind === 'set' ? undefined : rule.head.assignment?.value;
  if (rule.bodies.length === 0) return [{ value }];
  return rule.bodies.map((body) => ({
    value: body.form === 'first' ? value : body.assignment?.value,
    body,
  }));
}

/** Without a default the answer may also be undefined. */
function neverAllows(rules: readonly Rule[]): boolean {
  if (!rules.some((rule) => rule.kind === 'default')) return false;
  return rules.every((rule) => {
    if (!isPlainRule(rule)) return false;
    if (rule.kind === 'default') return decisionOf(rule.value) === 'deny';
    return branchesOf(rule).every(
      ({ value, body }) => decisionOf(value) === 'deny' || (body !== undefined && isImpossible(body)),
    );
  });
}

function alwaysAllows(model: PolicyModel, name: RequestName, rules: readonly Rule[]): boolean {
  const { reading } = model;
  const branches = rules.flatMap((rule) => (rule.kind === 'rule' ? branchesOf(rule) : []));
  const defaults = rules.filter((rule) => rule.kind === 'default');
  const holdsAlways =
    (defaults[0] !== undefined && decisionOf(defaults[0].value) === 'allow') ||
    branches.some(({ body }) => body === undefined || body.query.literals.every(isTrue));
  return (
    holdsAlways &&
    rules.every(isPlainRule) &&
    branches.every(({ value }) => decisionOf(value) === 'allow') &&
    model.dependenciesOf(name).rules.size === 1 &&
    rules.every((rule) =>
      cannotFail(rule, (path) => harmless.has(path) && builtinOf(path, reading.profile) !== undefined),
    )
  );
}

/** Builtins that are undefined for arguments of other kinds, and end no evaluation. */
const harmless: ReadonlySet<string> = new Set([
  ...[
    'concat',
    'contains',
    'count',
    'endswith',
    'lower',
    'regex.match',
    'split',
    'startswith',
    'trim_prefix',
    'upper',
  ],
  ...['is_array', 'is_boolean', 'is_null', 'is_number', 'is_object', 'is_set', 'is_string'],
]);

function cannotFail(rule: Rule, exists: (builtin: string) => boolean): boolean {
  let safe = true;
  walk(rule, (node) => {
    if (node.kind === 'arithmetic' || node.kind === 'set-operation' || node.kind === 'minus') safe = false;
    if (node.kind === 'some-in' || node.kind === 'with') safe = false;
    if (node.kind === 'call' && !exists(node.path.join('.'))) safe = false;
  });
  return safe;
}

/** A body that holds a condition which is false as it is written. */
export function isImpossible(body: RuleBody): boolean {
  return body.query.literals.some(
    (literal) =>
      (literal.kind === 'condition' && writtenValue(literal) === false) ||
      (literal.kind === 'not' && writtenValue(literal) === true),
  );
}

/** A condition that holds as it is written. */
export function isTrue(literal: Literal): boolean {
  return literal.kind === 'condition' && writtenValue(literal) === true;
}

/** The value of a condition that is a constant; assignments and unifications are none. */
function writtenValue({ condition }: Literal & { readonly kind: 'condition' | 'not' }): Json | undefined {
  if (condition.kind === 'assign' || condition.kind === 'unify') return undefined;
  return literalJson(condition);
}
