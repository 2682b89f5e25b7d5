/** Asks a resource policy as Trustee does: the claims of a token as input, the path as data, the rule allow. */
import { loadBuiltins } from '#core/rego/builtins/registry.ts';
import type { EngineFailure } from '#core/rego/compile/failure.ts';
import { compile, evaluate, parse } from '#core/rego/api.ts';
import type { Coverage, Trial } from '#core/rego/explain/recorder.ts';
import { profileOf } from '#core/rego/profile.ts';
import { valueFromUnknown } from '#core/rego/value/json.ts';
import { isObject, type RegoObject } from '#core/rego/value/value.ts';
import type { JsonObject } from '../json.ts';

export interface ResourceRequest {
  /** The claims of the token. */
  readonly claims: JsonObject;
  /** `resource` for secrets. */
  readonly plugin: string;
  /** Repository, type and tag. */
  readonly path: readonly string[];
  readonly query?: Readonly<Record<string, string>>;
}

export type ResourceDecision = {
  /** What the rules tried, for explaining; empty when the policy does not load. */
  readonly trials: readonly Trial[];
  /** What the evaluation reached; empty when the policy does not load. */
  readonly coverage: readonly Coverage[];
} & (
  | { readonly kind: 'allowed' }
  | { readonly kind: 'denied' }
  /** No rule `allow`, no value of it, or one that is no boolean: Trustee logs a warning and denies. */
  | { readonly kind: 'undefined'; readonly message: string }
  /** Trustee answers with an error; nothing is released. */
  | { readonly kind: 'failed'; readonly message: string; readonly failure?: EngineFailure }
);

const rule = 'data.policy.allow';
const trustee = profileOf('trustee');

/** What one evaluation may cost; Trustee itself has no such limit. */
export interface DecisionBudget {
  readonly steps: number;
  readonly milliseconds: number;
}

/** A hundred times what a generated policy takes. */
const patient: DecisionBudget = { steps: 2_000_000, milliseconds: 2_000 };

/**
 * Decides one request for a resource.
 *
 * @throws what `import()` throws when a part of the engine cannot be fetched
 */
export async function decideResource(
  policy: string,
  request: ResourceRequest,
  budget = patient,
): Promise<ResourceDecision> {
  await loadBuiltins(trustee);
  const parsed = parse(policy, {
    name: '',
    dialect: trustee.dialect,
    profile: trustee,
    source: 'resource-policy',
  });
  if (parsed.loadError !== undefined) {
    return { kind: 'failed', message: parsed.loadError.message, trials: [], coverage: [] };
  }
  const outcome = evaluate(compile([parsed], { profile: trustee }), {
    query: rule,
    mode: 'rule',
    input: valueFromUnknown(request.claims),
    data: resourceData(request),
    budget,
    explain: true,
  });
  const recorded = { trials: outcome.trials ?? [], coverage: outcome.coverage ?? [] };
  switch (outcome.kind) {
    case 'value':
      if (outcome.value === true) return { kind: 'allowed', ...recorded };
      if (outcome.value === false) return { kind: 'denied', ...recorded };
      return {
        kind: 'undefined',
        message: `\`${rule}\` rule result is not a boolean, use false as default`,
        ...recorded,
      };
    case 'undefined':
      return {
        kind: 'undefined',
        message: `\`${rule}\` rule result is not a boolean, use false as default`,
        ...recorded,
      };
    case 'rows':
      throw new Error('a rule has one value');
    case 'failed':
      if (outcome.failure.message.includes('not a valid rule path')) {
        const message = `The KBS Resource Policy does not define the \`${rule}\` rule, use false as default`;
        return { kind: 'undefined', message, ...recorded };
      }
      return { kind: 'failed', message: outcome.failure.message, failure: outcome.failure, ...recorded };
  }
}

/** The data document that Trustee puts beside the claims. */
export function resourceData({ plugin, path, query = {} }: Omit<ResourceRequest, 'claims'>): RegoObject {
  const data = valueFromUnknown({ plugin, 'resource-path': path, query });
  if (!isObject(data)) throw new Error('the data of a request is an object');
  return data;
}
