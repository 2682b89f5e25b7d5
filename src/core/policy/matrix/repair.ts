/**
 * One step towards an input that a policy allows: the statement at which an evaluation stopped, and changes of the input that
 * would let it hold. Guesses; whether they are right only the next evaluation says.
 */
import type { Expression, Literal } from '#core/rego/ast.ts';
import type { Stop, Trial } from '#core/rego/explain/recorder.ts';
import { isJsonObject, type Json, jsonAt, withJsonAt } from '../simulate/json.ts';
import type { PlacedLiteral, PolicyModel } from './model.ts';
import type { RuleFacts } from './origins.ts';
import type { JsonPath } from './places.ts';
import { type Change, changesFor } from './wanting.ts';

const maxStops = 6;

/** Inputs with one statement mended, the most promising first. Parts below `fixed` stay as they are. */
export function repairs(
  model: PolicyModel,
  entrypoint: string,
  input: Json,
  trials: readonly Trial[],
  fixed: readonly JsonPath[] = [],
): readonly Json[] {
  const repaired: Json[] = [];
  for (const { placed, stop } of stopsOf(model, entrypoint, trials)) {
    const context = { model, facts: placed.facts, input, stop };
    for (const changes of changesFor(placed.literal, context)) {
      const next = applied(input, changes, fixed);
      if (next !== undefined) repaired.push(next);
    }
  }
  return repaired;
}

interface StoppedAt {
  readonly placed: PlacedLiteral;
  readonly stop: Stop;
}

/** The innermost statements that stopped attempts at the entry point. */
function stopsOf(model: PolicyModel, entrypoint: string, trials: readonly Trial[]): readonly StoppedAt[] {
  const stops: StoppedAt[] = [];
  const visited = new Set<number>();
  const descend = (index: number): void => {
    const trial = trials[index];
    if (visited.has(index) || stops.length >= maxStops || trial?.stop === undefined) return;
    visited.add(index);
    const placed = model.literalAt(trial.stop.span);
    if (placed === undefined) return;
    const inner = innerTrials(model, trials, index, placed);
    if (inner.length === 0) stops.push({ placed, stop: trial.stop });
    for (const each of inner) descend(each);
  };
  for (let index = trials.length - 1; index >= 0; index -= 1) {
    const trial = trials[index];
    if (trial?.depth === 0 && trial.name === entrypoint && !trial.held) descend(index);
  }
  return stops;
}

/** Attempts at the rules and functions that the statement asks: those inside of the attempt, or earlier ones. */
function innerTrials(
  model: PolicyModel,
  trials: readonly Trial[],
  index: number,
  { literal, facts }: PlacedLiteral,
): readonly number[] {
  const trial = trials[index];
  if (trial === undefined) return [];
  const names = namesIn(model, literal, facts);
  if (names.size === 0) return [];
  const failed = (each: number): boolean => {
    const other = trials[each];
    return other !== undefined && !other.held && names.has(other.name);
  };
  const inside: number[] = [];
  for (let each = index + 1; (trials[each]?.depth ?? 0) > trial.depth; each += 1) {
    if (trials[each]?.depth === trial.depth + 1 && failed(each)) inside.push(each);
  }
  const found = inside.length > 0 ? inside : [...trials.keys()].filter(failed);
  // Of a loop's attempts the last ones saw the values that the statement ended with.
  return found.slice(-4).toReversed();
}

function namesIn(model: PolicyModel, literal: Literal, facts: RuleFacts): ReadonlySet<string> {
  const { from, to } = literal.span;
  const inside = ({ span }: Expression): boolean => span.from >= from && span.to <= to;
  const origins = model.origins();
  const calls = facts.calls.filter(inside).flatMap((call) => origins.calleeOf(call) ?? []);
  const rules = facts.reads
    .filter(inside)
    .flatMap((read) => origins.of(facts, read).flatMap(({ root, rule }) => (root === 'rule' ? [rule] : [])));
  return new Set([...calls, ...rules]);
}

// Applying

/** Objects of the input whose names are free. */
const maps: ReadonlySet<string | number> = new Set(['Annotations', 'Sysctl']);

function applied(input: Json, changes: readonly Change[], fixed: readonly JsonPath[]): Json | undefined {
  let next = input;
  for (const { path, value } of changes) {
    if (path.length === 0 || fixed.some((other) => overlap(path, other))) return undefined;
    if (!fits(next, path, value)) return undefined;
    next = withJsonAt(next, path, () => value);
  }
  return next === input ? undefined : next;
}

function overlap(a: JsonPath, b: JsonPath): boolean {
  return a.every((step, index) => index >= b.length || step === b[index]);
}

/** Whether the agent could have sent it: fields that its messages have, with values of their kinds. */
function fits(input: Json, path: JsonPath, value: Json): boolean {
  const now = jsonAt(input, path);
  if (now === undefined) return maps.has(path.at(-2) ?? '') && typeof value === 'string';
  if (now === null || value === null) return !isComposite(now) || isJsonObject(now);
  return kindOf(now) === kindOf(value);
}

function isComposite(value: Json): boolean {
  return typeof value === 'object' && value !== null;
}

function kindOf(value: Json): string {
  return Array.isArray(value) ? 'array' : typeof value;
}
