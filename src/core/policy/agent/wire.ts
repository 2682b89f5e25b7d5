/** What the agent answers over its RPC interface when a request does not pass (reference/agent-policy.md 1.4). */
import { debugString } from '#core/rego/value/debug.ts';

export interface WireMessage {
  readonly code: 'PERMISSION_DENIED' | 'INTERNAL' | 'INVALID_ARGUMENT';
  /** The message as it travels: in quotes, with its own quotes, backslashes and control characters escaped. */
  readonly text: string;
}

export function blockedMessage(entrypoint: string, prints: string): WireMessage {
  return { code: 'PERMISSION_DENIED', text: debugString(`${entrypoint} is blocked by policy: ${prints}`) };
}

/** @param details such as the text of the engine's error */
export function internalMessage(entrypoint: string, details: string): WireMessage {
  return { code: 'INTERNAL', text: debugString(`${entrypoint}: internal error ${details}`) };
}

/** What SetPolicy answers for a text that does not load. */
export function refusedMessage(details: string): WireMessage {
  return { code: 'INVALID_ARGUMENT', text: debugString(details) };
}
