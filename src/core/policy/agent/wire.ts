/** What the agent answers over its RPC interface when a request does not pass (reference/agent-policy.md 1.4). */

export interface WireMessage {
  readonly code: 'PERMISSION_DENIED' | 'INTERNAL' | 'INVALID_ARGUMENT';
  /** The message as it travels: in quotes, with its own quotes, backslashes and control characters escaped. */
  readonly text: string;
}

export function blockedMessage(entrypoint: string, prints: string): WireMessage {
  return { code: 'PERMISSION_DENIED', text: debugText(`${entrypoint} is blocked by policy: ${prints}`) };
}

/** @param details such as the text of the engine's error */
export function internalMessage(entrypoint: string, details: string): WireMessage {
  return { code: 'INTERNAL', text: debugText(`${entrypoint}: internal error ${details}`) };
}

/** What SetPolicy answers for a text that does not load. */
export function refusedMessage(details: string): WireMessage {
  return { code: 'INVALID_ARGUMENT', text: debugText(details) };
}

const escapes: ReadonlyMap<string, string> = new Map([
  ['"', '\\"'],
  ['\\', '\\\\'],
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
  ['\0', '\\0'],
]);

/** A text as Rust shows it for debugging. */
function debugText(text: string): string {
  const escaped = text.replaceAll(
    /["\\\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu,
    (character) => escapes.get(character) ?? `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`,
  );
  return `"${escaped}"`;
}
