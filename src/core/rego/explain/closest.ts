/**
 * The attempt that came closest: from the rule that was asked, through the calls that failed, to the statement at which it
 * ended. Of several definitions, loops and items the one counts that got through most statements.
 */
import type { Expression, Literal } from '../ast.ts';
import { walk } from '../children.ts';
import { valueOfName } from './frame.ts';
import type { Stop, Trial } from './recorder.ts';

/** One statement on the way in; the last one is where it ended. */
export interface Attempt {
  readonly trial: Trial;
  /** Absent when the body held and the value of the head was undefined, or nothing was noted. */
  readonly stop?: Stop;
}

/** Deeper than rules call each other in any policy. */
const maxLength = 100;

/** The way to the last statement; empty when no rule of that name was tried. */
export function closestAttempt(trials: readonly Trial[], name: string): readonly Attempt[] {
  const first = best(
    trials.filter((trial) => trial.kind === 'rule' && trial.depth === 0 && trial.name === name),
  );
  if (first === undefined) return [];
  const attempts: Attempt[] = [attemptOf(first)];
  const seen = new Set<object>();
  while (attempts.length < maxLength) {
    const last = attempts.at(-1);
    if (last?.stop === undefined || seen.has(last.stop)) break;
    seen.add(last.stop);
    const next = within({ ...last, stop: last.stop }, trials);
    if (next === undefined) break;
    attempts.push(next);
  }
  return attempts;
}

function attemptOf(trial: Trial): Attempt {
  return { trial, ...(trial.stop === undefined ? {} : { stop: trial.stop }) };
}

/** Of trials that gave nothing the one that came furthest; of equals the first. */
function best(trials: readonly Trial[]): Trial | undefined {
  let found: Trial | undefined;
  for (const trial of trials) {
    if (trial.held) continue;
    if (found === undefined || closenessOf(trial) > closenessOf(found)) found = trial;
  }
  return found;
}

function closenessOf({ stop }: Trial): number {
  return stop?.closeness ?? -1;
}

/** What failed inside of a statement: an item of `every`, a call, a rule, an item that a comprehension left out. */
function within({ trial, stop }: Required<Attempt>, trials: readonly Trial[]): Attempt | undefined {
  const { literal } = stop;
  if (literal === undefined) return undefined;
  if (literal.kind === 'every') {
    const inner = furthest(ofLastItem(stop.inside, literal.value.name));
    if (inner !== undefined) return { trial, stop: inner };
  }
  const called = failedCall(stop, trial, trials) ?? failedRule(literal, trials);
  if (called !== undefined) return attemptOf(called);
  if (literal.kind !== 'condition') return undefined;
  const left = furthest(leftOut(literal, trial, stop));
  return left === undefined ? undefined : { trial, stop: left };
}

function furthest(stops: readonly Stop[]): Stop | undefined {
  let found: Stop | undefined;
  for (const stop of stops) if (found === undefined || stop.closeness > found.closeness) found = stop;
  return found;
}

/** `every` ends with the first item that does not hold: the last one that was tried. */
function ofLastItem(inside: readonly Stop[], name: string): readonly Stop[] {
  const last = inside.at(-1);
  if (last === undefined || name === '_') return inside;
  const item = valueOfName(name, last.frame);
  return inside.filter(({ frame }) => valueOfName(name, frame) === item);
}

/** Functions and rules that the statement tried and of which no definition gave anything. */
function failedCall({ began: [from, to] }: Stop, trial: Trial, trials: readonly Trial[]): Trial | undefined {
  const parent = trials.indexOf(trial);
  const made = trials.slice(from, to).filter((each) => each.parent === parent);
  // A call that held has definitions that did not: they share their arguments.
  const held = new Set<unknown>(made.filter((each) => each.held).map(({ args, name }) => args ?? name));
  return best(made.filter(({ args, name }) => !held.has(args ?? name)));
}

/** A rule that the statement asks for and that was evaluated before. */
function failedRule(literal: Literal, trials: readonly Trial[]): Trial | undefined {
  const names = new Set<string>();
  const expressions: readonly Expression[] =
    literal.kind === 'condition' && literal.condition.kind !== 'assign' && literal.condition.kind !== 'unify'
      ? [literal.condition]
      : [];
  for (const expression of expressions) {
    walk(expression, (node) => {
      if (node.kind === 'variable') names.add(node.name);
    });
  }
  const rules = trials.filter(({ kind, name }) => kind === 'rule' && names.has(name));
  const held = new Set(rules.filter((rule) => rule.held).map(({ name }) => name));
  return best(rules.filter(({ name }) => !held.has(name)));
}

/** When a statement compares how many items a comprehension has: those that it left out. */
function leftOut(literal: Literal, trial: Trial, stop: Stop): readonly Stop[] {
  const counted = new Set<string>();
  let counts = false;
  walk(literal, (node) => {
    if (node.kind !== 'call' || node.path.join('.') !== 'count') return;
    counts = true;
    for (const parameter of node.parameters) if (parameter.kind === 'variable') counted.add(parameter.name);
  });
  if (!counts) return [];
  const own = literal.kind === 'every' ? [] : stop.inside;
  const before = [...trial.filtered].flatMap(([filter, stops]) => (binds(filter, counted) ? stops : []));
  return [...own, ...before];
}

function binds(literal: Literal, names: ReadonlySet<string>): boolean {
  if (literal.kind !== 'condition') return false;
  const { condition } = literal;
  if (condition.kind !== 'assign' && condition.kind !== 'unify') return false;
  return condition.left.kind === 'variable' && names.has(condition.left.name);
}
