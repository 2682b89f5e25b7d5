/**
 * How much an evaluation may cost. The agent has no such limits; we need them because a policy is tried while it is being
 * written. Spending is counted down in one number that loops, calls and queries lower; the clock and the caller are asked
 * only now and then.
 */
import { Failed, failureOf } from '../compile/failure.ts';

export interface Budget {
  /** Statements, iterations and calls, roughly. */
  readonly steps?: number;
  readonly milliseconds?: number;
  /** Items put into arrays, sets and objects by comprehensions and rules: what bounds the memory. */
  readonly items?: number;
  /** Rules and functions inside of each other. */
  readonly depth?: number;
  /** Asked now and then; true ends the evaluation. An AbortSignal fits. */
  readonly signal?: { readonly aborted: boolean };
}

/** Generous for a policy, short for a person: about a second of work. */
export const defaultBudget = {
  steps: 20_000_000,
  milliseconds: 10_000,
  items: 5_000_000,
  depth: 1_000,
} as const;

const slice = 4_096;

export interface Meter {
  /** Steps until the clock is looked at. */
  fuel: number;
  steps: number;
  items: number;
  depth: number;
  readonly deadline: number;
  readonly milliseconds: number;
  readonly signal: { readonly aborted: boolean } | undefined;
}

export function newMeter(budget: Budget): Meter {
  const milliseconds = budget.milliseconds ?? defaultBudget.milliseconds;
  return {
    fuel: 0,
    steps: budget.steps ?? defaultBudget.steps,
    items: budget.items ?? defaultBudget.items,
    depth: budget.depth ?? defaultBudget.depth,
    deadline: performance.now() + milliseconds,
    milliseconds,
    signal: budget.signal,
  };
}

/** Called when the fuel is spent. @throws Failed */
export function refuel(meter: Meter): void {
  if (meter.signal?.aborted === true)
    throw new Failed(failureOf('cancelled', 'the evaluation was cancelled'));
  if (performance.now() > meter.deadline) {
    throw outOfBudget(`the evaluation takes longer than ${meter.milliseconds} ms`);
  }
  if (meter.steps <= 0) throw outOfBudget('the evaluation takes too many steps');
  // What was overdrawn counts.
  const grant = Math.min(slice, meter.steps);
  meter.steps -= grant - Math.min(0, meter.fuel);
  meter.fuel = grant;
}

/** Counts items that were kept. @throws Failed */
export function keep(meter: Meter, items: number): void {
  meter.items -= items;
  if (meter.items < 0) throw outOfBudget('the evaluation keeps too many values');
}

export function outOfBudget(message: string): Failed {
  return new Failed(failureOf('budget', message));
}
