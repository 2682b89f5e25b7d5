/** Requests in order against one agent, with what each of them changed. */
import type { Budget } from '#core/rego/evaluate/budget.ts';
import type { Profile } from '#core/rego/profile.ts';
import { valueFromUnknown } from '#core/rego/value/json.ts';
import type { RegoObject, Value } from '#core/rego/value/value.ts';
import { type Agent, type Decision, type Loaded, newAgent } from '../agent/agent.ts';
import { completeInput } from '../agent/complete.ts';
import { messageOf } from '../agent/fields.ts';
import type { JsonObject } from './json.ts';
import type { SimulatedStep } from './step.ts';

export interface StepResult {
  readonly step: SimulatedStep;
  /** Outcome, wire message, prints, and the data document after the request. */
  readonly decision: Decision;
  /** The data document before the request. */
  readonly before: RegoObject;
}

export interface LoadedAgent {
  readonly agent: Agent;
  readonly loaded: Loaded;
}

/** An agent of a release with a policy, as after the boot of a pod whose Init-Data holds it. Never throws. */
export function agentWith(policy: string, profile: Profile): LoadedAgent {
  const agent = newAgent(profile);
  return { agent, loaded: agent.setPolicy(policy) };
}

export interface RunOptions {
  /** Of each request. */
  readonly budget?: Budget;
  /** Gathers for each request which rules were tried. */
  readonly explain?: boolean;
}

/**
 * An input as the agent's typed requests have it in a release: with every field of its message and no other. Inputs of
 * entry points that no request has stay as they are.
 */
export function typedInput(entrypoint: string, input: JsonObject, profile: Profile): Value {
  const value = valueFromUnknown(withRawTarget(entrypoint, input, profile));
  return completeInput(entrypoint, value, profile.id)?.input ?? value;
}

/** Until Kata 3.28 a policy saw copied files as they are sent: the target of a link is the content of the file. */
function withRawTarget(entrypoint: string, input: JsonObject, { id }: Profile): JsonObject {
  const target = input['symlink_target'];
  const isRaw = entrypoint === 'CopyFileRequest' && messageOf(entrypoint, id) === 'CopyFileRequest';
  return isRaw && typeof target === 'string'
    ? { ...input, data: [...new TextEncoder().encode(target)] }
    : input;
}

/** Sends the steps one after the other; state carries over, and no denial ends the run. Ends after the last step. */
export function* runSteps(
  agent: Agent,
  steps: Iterable<SimulatedStep>,
  options: RunOptions = {},
): Generator<StepResult, void, undefined> {
  for (const step of steps) {
    const before = agent.data();
    const decision = agent.request(
      step.entrypoint,
      typedInput(step.entrypoint, step.input, agent.profile),
      options,
    );
    yield { step, decision, before };
  }
}

/** The results of all steps at once. */
export function resultsOf(
  agent: Agent,
  steps: Iterable<SimulatedStep>,
  options: RunOptions = {},
): readonly StepResult[] {
  return [...runSteps(agent, steps, options)];
}
