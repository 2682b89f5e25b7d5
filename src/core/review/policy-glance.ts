/** A policy at a glance: what it answers to each request of the agent's interface. */
import type { Span } from '#core/text/span.ts';

export type RequestAnswer =
  /** Whatever the input. */
  | 'allowed'
  /** Whatever the input. */
  | 'denied'
  /** It depends on the input; `reason` says whether an input was found that is allowed. */
  | 'conditional'
  /** No rule and no default: the agent answers with an internal error. */
  | 'undefined'
  /** The engine fails whatever the input is: the agent answers with an internal error. */
  | 'failed';

export interface RequestRow {
  /** Such as `ExecProcessRequest`. */
  readonly name: string;
  readonly answer: RequestAnswer;
  /** In a few words, such as "no rule and no default". */
  readonly reason: string;
  /** AllowRequestsFailingPolicy lets the request pass although the policy does not. */
  readonly overridden: boolean;
  /** What it means for the pod, in a few words. */
  readonly consequence: string;
  /** `exposes`: the host gets what it should not have; `breaks`: the pod needs what it does not get. */
  readonly effect: 'exposes' | 'breaks' | 'plain';
  /** Of the default or the first rule, in policy.rego. */
  readonly span?: Span;
}

export interface PolicyGlance {
  /** The package; undefined when it cannot be told. */
  readonly package?: string;
  /** `refused`: the engine does not load it, and the agent does not start. */
  readonly state: 'loads' | 'refused';
  /** What the engine says when it refuses, and where. */
  readonly refusal?: { readonly message: string; readonly span: Span };
  /** How the answers were found: by reading the rules alone, or by also asking the engine. */
  readonly basis: 'syntax' | 'evaluation';
  readonly rows: readonly RequestRow[];
  /** True when failed requests are let through all the same. */
  readonly allowsFailures: boolean;
}
