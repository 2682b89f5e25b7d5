/** Asks a resource policy as Trustee does: the claims of a token as input, the path as data, the rule allow. */
import { loadBuiltins } from '#core/rego/builtins/registry.ts';
import type { EngineFailure } from '#core/rego/compile/failure.ts';
import { compile, evaluate, parse } from '#core/rego/api.ts';
import type { Trial } from '#core/rego/explain/recorder.ts';
import { profileOf } from '#core/rego/profile.ts';
import { valueFromUnknown } from '#core/rego/value/json.ts';
import { isObject } from '#core/rego/value/value.ts';
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

/**
 * Decides one request for a resource.
 *
 * @throws what `import()` throws when a part of the engine cannot be fetched
 */
export async function decideResource(policy: string, request: ResourceRequest): Promise<ResourceDecision> {
  await loadBuiltins(trustee);
  const parsed = parse(policy, {
    name: '',
    dialect: trustee.dialect,
    profile: trustee,
    source: 'resource-policy',
  });
  if (parsed.loadError !== undefined) {
    return { kind: 'failed', message: parsed.loadError.message, trials: [] };
  }
  const data = valueFromUnknown({
    plugin: request.plugin,
    'resource-path': request.path,
    query: request.query ?? {},
  });
  if (!isObject(data)) throw new Error('the data of a request is an object');
  const outcome = evaluate(compile([parsed], { profile: trustee }), {
    query: rule,
    mode: 'rule',
    input: valueFromUnknown(request.claims),
    data,
    explain: true,
  });
  const trials = outcome.trials ?? [];
  switch (outcome.kind) {
    case 'value':
      if (outcome.value === true) return { kind: 'allowed', trials };
      if (outcome.value === false) return { kind: 'denied', trials };
      return {
        kind: 'undefined',
        message: `\`${rule}\` rule result is not a boolean, use false as default`,
        trials,
      };
    case 'undefined':
      return {
        kind: 'undefined',
        message: `\`${rule}\` rule result is not a boolean, use false as default`,
        trials,
      };
    case 'rows':
      throw new Error('a rule has one value');
    case 'failed':
      if (outcome.failure.message.includes('not a valid rule path')) {
        const message = `The KBS Resource Policy does not define the \`${rule}\` rule, use false as default`;
        return { kind: 'undefined', message, trials };
      }
      return { kind: 'failed', message: outcome.failure.message, failure: outcome.failure, trials };
  }
}
