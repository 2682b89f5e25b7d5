/**
 * Requests with the outcome that a policy should give them, kept and run again whenever the policy changes. They run in order
 * on one agent, so that one request may prepare the state for the next, as genpolicy runs its own.
 */
import type { Budget } from '#core/rego/evaluate/budget.ts';
import type { Profile } from '#core/rego/profile.ts';
import type { RegoObject } from '#core/rego/value/value.ts';
import type { Decision } from '../agent/agent.ts';
import type { JsonObject } from '../simulate/json.ts';
import { agentWith, typedInput } from '../simulate/run.ts';

export interface PolicyTest {
  /** What it is about; need not be unique. */
  readonly description: string;
  readonly entrypoint: string;
  readonly input: JsonObject;
  readonly expected: Decision['kind'];
}

export interface TestResult {
  readonly test: PolicyTest;
  readonly passed: boolean;
  readonly decision: Decision;
  /** The data document before the request. */
  readonly before: RegoObject;
}

export interface TestOptions {
  /** Of each request. */
  readonly budget?: Budget;
}

const requestBudget: Budget = { steps: 2_000_000, milliseconds: 2_000 };

/** Runs tests in order, one request per step of the generator. Never throws; a policy that does not load allows nothing. */
export function* runTests(
  tests: readonly PolicyTest[],
  policy: string,
  profile: Profile,
  options: TestOptions = {},
): Generator<TestResult, void, undefined> {
  const { agent } = agentWith(policy, profile);
  const { budget = requestBudget } = options;
  for (const test of tests) {
    const before = agent.data();
    const input = typedInput(test.entrypoint, test.input, profile);
    const decision = agent.request(test.entrypoint, input, { budget });
    yield { test, passed: decision.kind === test.expected, decision, before };
  }
}

/** A test whose outcome a change of the policy turned around. */
export interface Flip {
  /** Place in the list of tests. */
  readonly index: number;
  readonly test: PolicyTest;
  readonly was: Decision['kind'];
  readonly is: Decision['kind'];
}

/** Tests of which two runs of the same list give different outcomes. */
export function flipsBetween(before: readonly TestResult[], after: readonly TestResult[]): readonly Flip[] {
  return after.flatMap(({ test, decision }, index) => {
    const was = before[index]?.decision.kind;
    return was === undefined || was === decision.kind ? [] : [{ index, test, was, is: decision.kind }];
  });
}
