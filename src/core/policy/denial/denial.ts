/**
 * Why a request was not allowed: the rule and the statement at which the closest attempt stopped, the fields of the request
 * that it looked at, what it saw and what it wanted. Worked out from the evaluation that decided, never from prints.
 */
import { parse } from '#core/rego/api.ts';
import type { DefinedRule, Expression, Module } from '#core/rego/ast.ts';
import { literalOf } from '#core/rego/compile/patterns.ts';
import { type Attempt, closestAttempt } from '#core/rego/explain/closest.ts';
import type { Documents } from '#core/rego/explain/frame.ts';
import {
  type Origin,
  type OriginContext,
  originsOf,
  placesIn,
  type TracedOrigin,
} from '#core/rego/explain/origins.ts';
import type { Seen, Stop, Trial } from '#core/rego/explain/recorder.ts';
import type { Profile } from '#core/rego/profile.ts';
import { lookup, type RegoObject, type Value } from '#core/rego/value/value.ts';
import type { Span } from '#core/text/span.ts';
import type { Decision } from '../agent/agent.ts';
import { fieldName } from './fields.ts';
import { operandValue, type Reading, readingsOf, type Relation } from './wanted.ts';

/** A rule or function on the way in, and the statement at which the way goes on or ends. */
export interface DenialPlace {
  readonly kind: 'rule' | 'function';
  readonly name: string;
  /** Of the rule. */
  readonly span: Span;
  readonly line: number;
  readonly statement?: { readonly span: Span; readonly text: string; readonly line: number };
}

/** A field of the request that the statement looked at. */
export interface DenialField {
  /** Such as `OCI.Process.Args[0]`; an open key, as of a loop that was over, is an empty pair of brackets. */
  readonly name: string;
  readonly path: Origin['path'];
  /** Absent when the field is not there, or the path is open. */
  readonly value?: Value;
}

export interface Denial {
  /**
   * `stopped`: a rule was tried and stopped. `no-rule`: there is none, so the default decides, or nothing does.
   * `answered`: a rule held and its answer was no. `failed`: the evaluation itself failed, see the decision.
   */
  readonly kind: 'stopped' | 'no-rule' | 'answered' | 'failed';
  /** From the rule that was asked to the one that stopped; empty unless a rule was tried. */
  readonly way: readonly DenialPlace[];
  /** Where it stopped. */
  readonly stop?: {
    readonly span: Span;
    readonly text: string;
    readonly line: number;
    readonly outcome: Stop['outcome'];
    readonly seen: readonly Seen[];
  };
  /** What it should have been. */
  readonly wanted?: {
    readonly relation: Relation;
    /** Such as the value of the policy; absent where there is none, or none was noted. */
    readonly value?: Value;
    /** Where that value is written, when it is a constant of the policy or of the state. */
    readonly origins: readonly TracedOrigin[];
    readonly span?: Span;
  };
  /** What was seen in its place. */
  readonly saw?: Value;
  /** The nearest first. */
  readonly fields: readonly DenialField[];
}

export interface DeniedRequest {
  readonly policy: string;
  readonly profile: Profile;
  readonly entrypoint: string;
  readonly input: Value;
  /** The data document before the request. */
  readonly before: RegoObject;
  /** Made with `explain`. */
  readonly decision: Pick<Decision, 'kind' | 'trials'>;
}

/** Explains a denied, undefined or failed request. Never throws. */
export function explainDenial({
  policy,
  profile,
  entrypoint,
  input,
  before,
  decision,
}: DeniedRequest): Denial {
  const { trials = [] } = decision;
  const attempts = closestAttempt(trials, entrypoint);
  const way = attempts.map(placeOf);
  if (decision.kind === 'failed') return { kind: 'failed', way, fields: [] };
  const tried = trials.filter(
    ({ name, depth, kind }) => kind === 'rule' && depth === 0 && name === entrypoint,
  );
  if (tried.some(({ held }) => held)) return { kind: 'answered', way: [], fields: [] };
  if (attempts.length === 0) return { kind: 'no-rule', way: [], fields: [] };
  const { module } = parse(policy, { name: 'agent_policy', dialect: profile.dialect, profile });
  const rules = module === undefined ? new Map<string, readonly DefinedRule[]>() : rulesByName(module);
  const documents: Documents = { input, data: before, constants: constantsOf(rules) };
  const context: OriginContext = { documents, trials, rules, places: placesIn(input) };
  const last = attempts.at(-1);
  const stop = last?.stop;
  if (last === undefined || stop === undefined) return { kind: 'stopped', way, fields: [] };
  const reading = likeliest({ trial: last.trial, stop }, context);
  const fields = fieldsOf(attempts, reading, context);
  const { other } = reading ?? {};
  const value = other === undefined ? undefined : operandValue(other, stop, documents);
  const saw = reading === undefined ? stop.seen[0]?.value : operandValue(reading.subject, stop, documents);
  return {
    kind: 'stopped',
    way,
    stop: { span: stop.span, text: stop.text, line: stop.line, outcome: stop.outcome, seen: stop.seen },
    ...(reading === undefined
      ? {}
      : {
          wanted: {
            relation: reading.relation,
            origins: other === undefined ? [] : originsOf(other, last.trial, stop.frame, context),
            ...(value === undefined ? {} : { value }),
            ...(other === undefined ? {} : { span: other.span }),
          },
        }),
    ...(saw === undefined ? {} : { saw }),
    fields,
  };
}

function placeOf({ trial, stop }: Attempt): DenialPlace {
  const { kind, name, span, line } = trial;
  if (stop === undefined) return { kind, name, span, line };
  return { kind, name, span, line, statement: { span: stop.span, text: stop.text, line: stop.line } };
}

function rulesByName(module: Module): ReadonlyMap<string, readonly DefinedRule[]> {
  const rules = new Map<string, DefinedRule[]>();
  for (const rule of module.rules) {
    if (rule.kind !== 'rule' || rule.head.kind === 'function' || rule.head.name.kind !== 'variable') continue;
    const { name } = rule.head.name;
    const known = rules.get(name);
    if (known === undefined) rules.set(name, [rule]);
    else known.push(rule);
  }
  return rules;
}

/** Rules without a body whose value is a scalar: names that people give to keys. */
function constantsOf(rules: ReadonlyMap<string, readonly DefinedRule[]>): ReadonlyMap<string, Value> {
  const constants = new Map<string, Value>();
  for (const [name, [rule]] of rules) {
    const value =
      rule?.head.kind === 'value' && rule.bodies.length === 0 ? rule.head.assignment?.value : undefined;
    const literal = value === undefined ? undefined : literalOf(value);
    if (literal !== undefined) constants.set(name, literal);
  }
  return constants;
}

interface Stopped {
  readonly trial: Trial;
  readonly stop: Stop;
}

/** The reading whose subject is of the request, by the shortest way; the first one when none is. */
function likeliest({ trial, stop }: Stopped, context: OriginContext): Reading | undefined {
  const readings = readingsOf(stop);
  const near = readings.flatMap((reading) => {
    const [origin] = inputOf(reading.subject, trial, stop, context);
    return origin === undefined ? [] : [{ reading, steps: origin.steps }];
  });
  return near.toSorted((a, b) => a.steps - b.steps)[0]?.reading ?? readings[0];
}

function inputOf(
  expression: Expression,
  trial: Trial,
  stop: Stop,
  context: OriginContext,
): readonly TracedOrigin[] {
  return originsOf(expression, trial, stop.frame, context).filter(({ kind }) => kind === 'input');
}

/** Fields of the last statement; where it looks at none, those of the nearest statement around it that does. */
function fieldsOf(
  attempts: readonly Attempt[],
  reading: Reading | undefined,
  context: OriginContext,
): readonly DenialField[] {
  for (const [index, { trial, stop }] of attempts.toReversed().entries()) {
    if (stop === undefined) continue;
    const expressions =
      index === 0 && reading !== undefined ? operandsOf(reading) : readingsOf(stop).flatMap(operandsOf);
    const origins = expressions.flatMap((expression) => inputOf(expression, trial, stop, context));
    const own = stop.literal === undefined ? argumentOrigins(trial, context, attempts) : origins;
    if (own.length > 0) return distinct(own, context);
  }
  return [];
}

function operandsOf({ subject, other }: Reading): readonly Expression[] {
  return other === undefined ? [subject] : [subject, other];
}

/** Of a definition whose parameters did not fit: everything that the call handed over. */
function argumentOrigins(
  trial: Trial,
  context: OriginContext,
  attempts: readonly Attempt[],
): readonly Origin[] {
  const caller = attempts.at(-2);
  const { call } = trial;
  if (call === undefined || caller === undefined) return [];
  return call.parameters.flatMap((parameter) =>
    originsOf(parameter, caller.trial, call.frame, context).filter(({ kind }) => kind === 'input'),
  );
}

/** Each once; a field goes when a part of it is among the others. */
function distinct(origins: readonly Origin[], { documents }: OriginContext): readonly DenialField[] {
  const fields = new Map<string, DenialField>();
  for (const { path } of origins) {
    const isAround = origins.some((other) => other.path.length > path.length && startsWith(other.path, path));
    if (isAround) continue;
    const name = fieldName(path);
    const value = valueAt(documents.input, path);
    fields.set(name, { name, path, ...(value === undefined ? {} : { value }) });
  }
  return [...fields.values()];
}

function startsWith(path: Origin['path'], start: Origin['path']): boolean {
  return start.every((step, index) => step === path[index]);
}

function valueAt(document: Value | undefined, path: Origin['path']): Value | undefined {
  let value = document;
  for (const step of path) {
    if (value === undefined || step === undefined) return undefined;
    value = lookup(value, step);
  }
  return value;
}
