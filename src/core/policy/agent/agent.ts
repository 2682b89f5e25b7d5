/**
 * The Kata agent around the Rego engine: one policy, the data document that results may patch, and the four outcomes of a
 * request. It promises the decisions of the agent of a release; what is sent to it and in which order is for others to say.
 *
 * @see https://github.com/kata-containers/kata-containers/blob/main/src/agent/policy/src/policy.rs
 */
import { compile, evaluate, parse, type ParsedModule } from '#core/rego/api.ts';
import type { Dialect } from '#core/rego/ast.ts';
import type { EngineFailure } from '#core/rego/compile/failure.ts';
import type { Budget } from '#core/rego/evaluate/budget.ts';
import type { Compiled, Outcome } from '#core/rego/evaluate/evaluate.ts';
import type { Coverage, Trial } from '#core/rego/explain/recorder.ts';
import type { LoadError } from '#core/rego/load-error.ts';
import type { Profile } from '#core/rego/profile.ts';
import { jsonOf, valueFromJson, valueFromUnknown } from '#core/rego/value/json.ts';
import { emptyObject, isObject, memberOf, type RegoObject, type Value } from '#core/rego/value/value.ts';
import { applyPatch, patchOf, type PatchOperation } from './patch.ts';
import { blockedMessage, internalMessage, refusedMessage, type WireMessage } from './wire.ts';

/** What loading a policy came to. */
export type Loaded =
  | { readonly kind: 'loaded'; readonly allowsFailures: boolean }
  /** The engine is empty from then on: every request is undefined. */
  | {
      readonly kind: 'refused';
      readonly allowsFailures: boolean;
      readonly error: LoadError;
      readonly message: WireMessage;
    };

/** Why a request failed rather than being decided. */
export type Failure =
  | { readonly kind: 'evaluation'; readonly failure: EngineFailure }
  /** Neither true, false nor an object. */
  | { readonly kind: 'result-type'; readonly value: Value | undefined }
  /** An object whose `allowed` is no boolean or whose `ops` is no patch. */
  | { readonly kind: 'bad-response'; readonly value: Value; readonly reason: string }
  /** Allowed, but the operations do not apply; the state is as before. */
  | { readonly kind: 'patch-failed'; readonly reason: string };

interface AnyDecision {
  readonly entrypoint: string;
  /** Lines of `print` joined by a blank, with those of failed requests before; empty when the evaluation failed. */
  readonly prints: string;
  /** Every line that this evaluation printed. */
  readonly lines: readonly string[];
  /** The answer on the wire; absent when the request is carried out, or quietly blanked. */
  readonly message?: WireMessage;
  /** The data document afterwards. */
  readonly data: RegoObject;
  /** Which rules were tried, and what was reached: when asked for. */
  readonly trials?: readonly Trial[];
  readonly coverage?: readonly Coverage[];
}

export type Decision =
  | (AnyDecision & {
      readonly kind: 'allowed';
      /** `failures` when only AllowRequestsFailingPolicy let it pass. */
      readonly by: 'policy' | 'failures';
      /** Applied to the data document. */
      readonly operations: readonly PatchOperation[];
    })
  | (AnyDecision & { readonly kind: 'denied' })
  /** No rule, no default, another package: an internal error and not a denial. */
  | (AnyDecision & { readonly kind: 'undefined' })
  | (AnyDecision & { readonly kind: 'failed'; readonly failure: Failure });

export interface Agent {
  /** The release that it is of. */
  readonly profile: Profile;
  /** Loads the policy of the guest image at boot: a new agent with nothing of what was before. */
  readonly initialize: (file: string, text: string) => Loaded;
  /** SetPolicy, or the policy of Init-Data: the state starts anew, the allowance of failures may stick. */
  readonly setPolicy: (text: string) => Loaded;
  readonly request: (entrypoint: string, input: Value, options?: RequestOptions) => Decision;
  readonly data: () => RegoObject;
  readonly allowsFailures: () => boolean;
  /** An agent in the same state: what the two do from then on is their own. Costs nothing, as the policy is shared. */
  readonly fork: () => Agent;
}

export interface RequestOptions {
  readonly budget?: Budget;
  readonly explain?: boolean;
}

export interface AgentOptions {
  /** The dialect of a text without imports; absent means as the release has it. */
  readonly dialect?: Dialect;
}

const initialData = valueFromUnknown({ pstate: {} }) as RegoObject;
const probe = 'AllowRequestsFailingPolicy';

/** An agent of a release, without a policy. */
export function newAgent(profile: Profile, options: AgentOptions = {}): Agent {
  const dialect = options.dialect ?? profile.dialect;
  const compiled = compile([], { profile, dialect });
  return agentIn({ compiled, data: initialData, allowsFailures: false, pending: [] }, profile, dialect);
}

interface AgentState {
  readonly compiled: Compiled;
  readonly data: RegoObject;
  readonly allowsFailures: boolean;
  /** Lines of evaluations that failed: they stay in the engine. */
  readonly pending: readonly string[];
}

function agentIn(state: AgentState, profile: Profile, dialect: Dialect): Agent {
  let { compiled, data, allowsFailures, pending } = state;

  const load = (name: string, text: string): Loaded => {
    data = initialData;
    pending = [];
    const parsed: ParsedModule = parse(text, { name, dialect, profile });
    const { loadError } = parsed;
    compiled = compile(loadError === undefined ? [parsed] : [], { profile, dialect });
    if (loadError !== undefined) {
      return { kind: 'refused', allowsFailures, error: loadError, message: refusedMessage(loadError.full) };
    }
    // The probe is a request like any other, and so the allowance of before still holds for it.
    allowsFailures = request(probe, emptyObject).kind === 'allowed';
    return { kind: 'loaded', allowsFailures };
  };

  const request = (entrypoint: string, input: Value, { budget, explain }: RequestOptions = {}): Decision => {
    const outcome = evaluate(compiled, {
      query: `data.agent_policy.${entrypoint}`,
      input,
      data,
      ...(budget === undefined ? {} : { budget }),
      ...(explain === undefined ? {} : { explain }),
    });
    const gathered = [...pending, ...outcome.prints];
    pending = outcome.kind === 'failed' ? gathered : [];
    const verdict = verdictOf(outcome, profile);
    let failure: Failure | undefined;
    let operations: readonly PatchOperation[] = [];
    if (verdict.kind === 'failed') failure = verdict.failure;
    if (verdict.kind === 'allowed' && verdict.operations !== undefined) {
      const patched = patchedData(data, verdict.operations);
      data = patched.data;
      if (patched.reason === undefined) operations = verdict.operations;
      else failure = { kind: 'patch-failed', reason: patched.reason };
    }
    const any: AnyDecision = {
      entrypoint,
      prints: outcome.kind === 'failed' ? '' : gathered.join(' '),
      lines: outcome.prints,
      data,
      ...(outcome.trials === undefined ? {} : { trials: outcome.trials }),
      ...(outcome.coverage === undefined ? {} : { coverage: outcome.coverage }),
    };
    if (failure !== undefined) {
      return { kind: 'failed', ...any, failure, message: internalMessage(entrypoint, textOf(failure)) };
    }
    if (verdict.kind === 'allowed') return { kind: 'allowed', ...any, by: 'policy', operations };
    if (allowsFailures) return { kind: 'allowed', ...any, by: 'failures', operations };
    if (verdict.kind === 'undefined') {
      return { kind: 'undefined', ...any, message: internalMessage(entrypoint, noResult) };
    }
    // A stream that must not be read is answered with success and no data.
    if (entrypoint === 'ReadStreamRequest') return { kind: 'denied', ...any };
    return { kind: 'denied', ...any, message: blockedMessage(entrypoint, any.prints) };
  };

  return {
    profile,
    initialize(file, text) {
      allowsFailures = false;
      return load(file, text);
    },
    setPolicy: (text) => load('agent_policy', text),
    request,
    data: () => data,
    allowsFailures: () => allowsFailures,
    fork: () => agentIn({ compiled, data, allowsFailures, pending }, profile, dialect),
  };
}

const noResult = 'policy check: unexpected eval_query result len';

/** What a value that a policy gave means to the agent, before its operations are applied. */
export type Verdict =
  | { readonly kind: 'allowed'; readonly operations?: readonly PatchOperation[] }
  | { readonly kind: 'denied' }
  | { readonly kind: 'undefined' }
  | { readonly kind: 'failed'; readonly failure: Failure };

/** The agent's reading of an outcome, without the allowance of failures. */
export function verdictOf(outcome: Outcome, profile: Profile): Verdict {
  switch (outcome.kind) {
    case 'undefined':
      return { kind: 'undefined' };
    case 'failed':
      return { kind: 'failed', failure: { kind: 'evaluation', failure: outcome.failure } };
    case 'rows':
      return outcome.rows.length === 1
        ? { kind: 'failed', failure: { kind: 'result-type', value: undefined } }
        : { kind: 'undefined' };
    case 'value': {
      const { value } = outcome;
      if (typeof value === 'boolean') return { kind: value ? 'allowed' : 'denied' };
      // Objects are answers since 3.11.
      if (!isObject(value) || profile.id === 'kata-3.5') {
        return { kind: 'failed', failure: { kind: 'result-type', value } };
      }
      return responseVerdict(value);
    }
  }
}

/** The agent reads the object from its JSON text, and so numbers in it are those of JSON. */
function responseVerdict(value: RegoObject): Verdict {
  const bad = (reason: string): Verdict => ({
    kind: 'failed',
    failure: { kind: 'bad-response', value, reason },
  });
  const text = jsonOf(value);
  const reading = text === undefined ? undefined : valueFromJson(text);
  if (reading?.kind !== 'value' || !isObject(reading.value)) return bad('a number in it has no JSON text');
  const allowed = memberOf(reading.value, 'allowed');
  if (typeof allowed !== 'boolean') return bad('"allowed" must be true or false');
  const ops = memberOf(reading.value, 'ops');
  if (ops === undefined || ops === null) return { kind: allowed ? 'allowed' : 'denied' };
  const operations = patchOf(ops);
  if (operations === undefined) return bad('"ops" must be a JSON Patch');
  return allowed ? { kind: 'allowed', operations } : { kind: 'denied' };
}

function patchedData(
  data: RegoObject,
  operations: readonly PatchOperation[],
): { readonly data: RegoObject; readonly reason?: string } {
  const patched = applyPatch(data, operations);
  if (patched.kind === 'failed') {
    return { data, reason: `operation ${patched.index + 1}: ${patched.reason}` };
  }
  // The agent empties the data before it looks at what it puts in.
  if (!isObject(patched.value)) return { data: emptyObject, reason: 'data must be object' };
  return { data: patched.value };
}

function textOf(failure: Failure): string {
  switch (failure.kind) {
    case 'evaluation':
      return failure.failure.text;
    case 'result-type':
      return 'policy check: unexpected eval_query result type';
    case 'bad-response':
    case 'patch-failed':
      return failure.reason;
  }
}
