import type { Decision } from '#core/policy/agent/agent.ts';
import { readableJson } from '#core/rego/value/json.ts';
import type { RequestOutcome } from './policy-run-calls.ts';

/** An outcome in words, for the page. */
export function outcomeOf(decision: Decision): RequestOutcome {
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
