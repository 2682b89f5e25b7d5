/** The worker's side of the policy engine. A call that takes too long is ended with its worker: see client.ts. */
import type { Decision } from '#core/policy/agent/agent.ts';
import { newAgent } from '#core/policy/agent/agent.ts';
import { checkPolicy } from '#core/policy/check/check.ts';
import { loadBuiltins } from '#core/rego/builtins/registry.ts';
import { profileOf } from '#core/rego/profile.ts';
import { jsonOf, readableJson, valueFromJson } from '#core/rego/value/json.ts';
import type { Decided, DecideRequest, Decisions, RegoCalls } from './rego-calls.ts';
import type { Handlers, Progress } from './server.ts';

async function decide(request: DecideRequest, progress: Progress): Promise<Decisions> {
  const { policy, requests, dialect, explain, milliseconds } = request;
  const profile = profileOf(request.profile);
  await loadBuiltins(profile);
  const agent = newAgent(profile, dialect === undefined ? {} : { dialect });
  const loaded = agent.setPolicy(policy);
  if (loaded.kind === 'refused') return { kind: 'refused', message: loaded.error.full };
  const options = {
    ...(explain === undefined ? {} : { explain }),
    ...(milliseconds === undefined ? {} : { budget: { milliseconds } }),
  };
  const decisions: Decided[] = [];
  for (const { entrypoint, input } of requests) {
    const reading = valueFromJson(input);
    if (reading.kind === 'refused') {
      decisions.push({ entrypoint, outcome: { kind: 'unreadable', message: reading.message }, prints: [] });
    } else {
      decisions.push(decidedOf(agent.request(entrypoint, reading.value, options)));
    }
    progress(decisions.length, requests.length);
  }
  return { kind: 'decided', decisions };
}

function decidedOf(decision: Decision): Decided {
  const { entrypoint, lines, message, trials, coverage } = decision;
  const data = jsonOf(decision.data);
  return {
    entrypoint,
    outcome: outcomeOf(decision),
    prints: lines,
    ...(message === undefined ? {} : { answer: message.text }),
    ...(data === undefined ? {} : { data }),
    ...(trials === undefined ? {} : { trials }),
    ...(coverage === undefined ? {} : { coverage }),
  };
}

/** An outcome in words, for the page. */
export function outcomeOf(decision: Decision): Decided['outcome'] {
  switch (decision.kind) {
    case 'allowed':
      return { kind: 'allowed', by: decision.by };
    case 'denied':
    case 'undefined':
      return { kind: decision.kind };
    case 'failed': {
      const { failure } = decision;
      switch (failure.kind) {
        case 'evaluation': {
          const { kind, text } = failure.failure;
          const isOurs = kind === 'budget' || kind === 'cancelled';
          return { kind: 'failed', of: isOurs ? 'budget' : 'policy', message: text.trim() };
        }
        case 'result-type': {
          const shown = failure.value === undefined ? 'several values' : readableJson(failure.value);
          return {
            kind: 'failed',
            of: 'policy',
            message: `the policy answers neither true nor false: ${shown}`,
          };
        }
        case 'bad-response':
        case 'patch-failed':
          return { kind: 'failed', of: 'policy', message: failure.reason };
      }
    }
  }
}

export const regoHandlers: Handlers<RegoCalls> = {
  async check({ policy, profile }) {
    const engine = profileOf(profile);
    await loadBuiltins(engine);
    return checkPolicy(policy, engine).diagnostics;
  },
  decide,
};
