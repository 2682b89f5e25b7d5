/** All attacks, and what a policy does about them. */
import type { Budget } from '#core/rego/evaluate/budget.ts';
import type { Profile } from '#core/rego/profile.ts';
import type { Agent } from '../agent/agent.ts';
import type { SimulatedPod } from '../simulate/pod.ts';
import { agentWith, resultsOf, type StepResult } from '../simulate/run.ts';
import type { SimulatedStep } from '../simulate/step.ts';
import type { Attack, AttackPlan } from './attack.ts';
import { createAttacks } from './create.ts';
import { runningAttacks } from './running.ts';

export const attacks: readonly Attack[] = [...createAttacks, ...runningAttacks];

export interface AttackResult {
  readonly attack: Attack;
  /**
   * `through`: every step was allowed. `stopped`: one was not. `not-applicable`: the pod has nothing to attack in this way.
   */
  readonly outcome: 'through' | 'stopped' | 'not-applicable';
  /** Of the attack's own steps. */
  readonly results: readonly StepResult[];
  /**
   * Whether the honest request in place of the first step would have passed: a policy that stops both stops no attack, it
   * stops the pod. Absent when there is no such request.
   */
  readonly honestAllowed?: boolean;
  /** Steps before the attack that were not allowed. */
  readonly setupStopped: readonly StepResult[];
}

export interface SuiteOptions {
  /** Which attacks; absent means all. */
  readonly attacks?: readonly Attack[];
  /** Of each request. */
  readonly budget?: Budget;
}

/** What a request may cost: attacks are small, and a policy that takes longer would stop the agent as well. */
const requestBudget: Budget = { steps: 2_000_000, milliseconds: 2_000 };

/**
 * Runs attacks against a policy, one after the other, each on an agent of its own. Every step of the generator is one
 * attack, so that a caller can show progress and stop. Never throws; a policy that does not load stops nothing and is no
 * policy: ask `agentWith` first.
 */
export function* runAttacks(
  policy: string,
  profile: Profile,
  pod: SimulatedPod,
  options: SuiteOptions = {},
): Generator<AttackResult, void, undefined> {
  const budget = options.budget ?? requestBudget;
  const fresh = agentWith(policy, profile).agent;
  const prepared = new Map<string, Prepared>();
  for (const attack of options.attacks ?? attacks) {
    const plan = attack.plan(pod);
    if (plan === undefined) {
      yield { attack, outcome: 'not-applicable', results: [], setupStopped: [] };
      continue;
    }
    // Most attacks begin at one of a few points in the life of the pod.
    const key = JSON.stringify(plan.setup);
    const known = prepared.get(key) ?? preparedWith(fresh, plan.setup, budget);
    prepared.set(key, known);
    yield { attack, ...tried(known, plan, budget) };
  }
}

/** An agent after the honest beginning. */
interface Prepared {
  readonly agent: Agent;
  readonly setupStopped: readonly StepResult[];
}

function preparedWith(fresh: Agent, setup: readonly SimulatedStep[], budget: Budget): Prepared {
  const agent = fresh.fork();
  return { agent, setupStopped: resultsOf(agent, setup, { budget }).filter((result) => !isAllowed(result)) };
}

function tried(
  { agent, setupStopped }: Prepared,
  { steps, honest }: AttackPlan,
  budget: Budget,
): Omit<AttackResult, 'attack'> {
  const results = resultsOf(agent.fork(), steps, { budget });
  const outcome = results.every(isAllowed) ? 'through' : 'stopped';
  if (honest === undefined) return { outcome, results, setupStopped };
  const honestAllowed = resultsOf(agent.fork(), [honest], { budget }).every(isAllowed);
  return { outcome, results, setupStopped, honestAllowed };
}

/** A denied stream is answered with success and no data: denied all the same. */
export function isAllowed({ decision }: StepResult): boolean {
  return decision.kind === 'allowed';
}

/** Ids of the attacks that got through, in the order of the suite. */
export function throughOf(results: Iterable<AttackResult>): readonly string[] {
  return [...results].filter(({ outcome }) => outcome === 'through').map(({ attack }) => attack.id);
}
