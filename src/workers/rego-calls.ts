/** What the page and the worker of the policy engine say to each other. */
import type { Diagnostic } from '#core/diagnostics/diagnostic.ts';
import type { Dialect } from '#core/rego/ast.ts';
import type { Coverage, Trial } from '#core/rego/explain/recorder.ts';
import type { ProfileId } from '#core/rego/profile.ts';

export interface PolicyCheckRequest {
  readonly policy: string;
  readonly profile: ProfileId;
}

/** One request to the agent. */
export interface AgentRequest {
  /** Such as `CreateContainerRequest`. */
  readonly entrypoint: string;
  /** The input as JSON text, because the engine tells numbers apart that JSON.parse does not. */
  readonly input: string;
}

export interface DecideRequest {
  readonly policy: string;
  readonly profile: ProfileId;
  /** Put to one agent, one after the other: what one changes in the state, the next one sees. */
  readonly requests: readonly AgentRequest[];
  /** The dialect of a text without imports; absent means as the release has it. */
  readonly dialect?: Dialect;
  /** Which rules were tried, and what was reached. */
  readonly explain?: boolean;
  /** The longest that one request may take; absent means as the engine has it. */
  readonly milliseconds?: number;
}

/** What became of one request. */
export interface Decided {
  readonly entrypoint: string;
  readonly outcome:
    | { readonly kind: 'allowed'; readonly by: 'policy' | 'failures' }
    | { readonly kind: 'denied' }
    | { readonly kind: 'undefined' }
    /** `budget` is ours: the agent would go on. */
    | { readonly kind: 'failed'; readonly of: 'policy' | 'budget'; readonly message: string }
    /** The input is not JSON, and so nothing that the agent could have been asked. */
    | { readonly kind: 'unreadable'; readonly message: string };
  /** Lines of `print`. */
  readonly prints: readonly string[];
  /** What the agent answers on the wire; absent when it carries the request out. */
  readonly answer?: string;
  /** The data document afterwards, as JSON; absent where a number in it has no JSON text. */
  readonly data?: string;
  readonly trials?: readonly Trial[];
  readonly coverage?: readonly Coverage[];
}

export type Decisions =
  | { readonly kind: 'decided'; readonly decisions: readonly Decided[] }
  /** The engine refuses the policy: with it, no guest starts. */
  | { readonly kind: 'refused'; readonly message: string };

export interface RegoCalls {
  readonly check: { readonly request: PolicyCheckRequest; readonly response: readonly Diagnostic[] };
  readonly decide: { readonly request: DecideRequest; readonly response: Decisions };
}
