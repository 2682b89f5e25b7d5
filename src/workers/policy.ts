/** The worker's side of the policy workbench. A policy that runs away is ended with its worker: see client.ts. */
import type { Diagnostic } from '#core/diagnostics/diagnostic.ts';
import { policyCompletionsAt } from '#core/policy/assist/complete.ts';
import { policyHoverAt } from '#core/policy/assist/hover.ts';
import { outlineOf, referencesAt, renameAt } from '#core/policy/assist/navigate.ts';
import { policySignatureAt } from '#core/policy/assist/signature-help.ts';
import { openFindingsIn } from '#core/policy/generate/reread.ts';
import { lintModel } from '#core/policy/lint/lint.ts';
import { rulePageOf } from '#core/policy/lint/pages.ts';
import { checkModel } from '#core/policy/check/check.ts';
import { comparePolicies } from '#core/policy/matrix/compare.ts';
import type { PolicyMatrix } from '#core/policy/matrix/matrix.ts';
import { modelOf } from '#core/policy/matrix/model.ts';
import { defaultEdits } from '#core/policy/matrix/toggle.ts';
import { loadBuiltins } from '#core/rego/builtins/registry.ts';
import { profileOf } from '#core/rego/profile.ts';
import type { ComparisonAnswer, FoundInPolicy, MatrixAnswer, PolicyCalls } from './policy-calls.ts';
import { formatted } from './format-policy.ts';
import { policyMatrixOf, policyModel } from './policy-model.ts';
import type { PolicyText } from './policy-run-calls.ts';
import { generatorHandlers } from './policy-generate.ts';
import { policyLogHandlers } from './policy-logs.ts';
import { policyRunHandlers } from './policy-run.ts';
import type { Handlers } from './server.ts';

/** The longest that a comparison may try inputs. */
const comparisonMilliseconds = 3_000;
/** What the lint may take for questions of its own. */
const lintMilliseconds = 1_500;

async function check({ policy, profile }: PolicyText): Promise<readonly Diagnostic[]> {
  return checkModel(await policyModel(policy, profile));
}

async function lint({ policy, profile }: PolicyText): Promise<readonly FoundInPolicy[]> {
  const model = await policyModel(policy, profile);
  const matrix = await policyMatrixOf(policy, profile, lintMilliseconds);
  const open = openFindingsIn(policy).map((diagnostic) => ({ diagnostic }));
  return [...lintModel(model, { matrix, milliseconds: lintMilliseconds }), ...open];
}

async function compare({
  policy,
  profile,
  other,
}: PolicyCalls['compare']['request']): Promise<ComparisonAnswer> {
  const first = await policyModel(policy, profile);
  const second = modelOf(other, profileOf(profile));
  const { loadError } = second.reading.parsed;
  if (loadError !== undefined) return { kind: 'refused', reason: loadError.message };
  if (!second.reading.isAgentPolicy) return { kind: 'refused', reason: 'its package is not agent_policy' };
  const compared = comparePolicies(first, second, { milliseconds: comparisonMilliseconds });
  return { kind: 'compared', second: shown(compared.second), rows: compared.rows };
}

function shown({ loadError, failure, allowsFailures, rows, complete }: PolicyMatrix): MatrixAnswer {
  return {
    ...(loadError === undefined ? {} : { loadError }),
    ...(failure === undefined ? {} : { failure }),
    allowsFailures,
    rows,
    complete,
  };
}

export const policyHandlers: Handlers<PolicyCalls> = {
  ...policyRunHandlers,
  ...policyLogHandlers,
  ...generatorHandlers,
  check,
  matrix: async ({ policy, profile, milliseconds }) =>
    shown(await policyMatrixOf(policy, profile, milliseconds)),
  lint,
  compare,
  format: formatted,
  default: async ({ policy, profile, name, value }) =>
    defaultEdits((await policyModel(policy, profile)).reading, name, value),
  async complete({ policy, profile, offset }) {
    const engine = profileOf(profile);
    await loadBuiltins(engine);
    return policyCompletionsAt(policy, offset, engine);
  },
  hover: async ({ policy, profile, offset }) => policyHoverAt(await policyModel(policy, profile), offset),
  page: ({ code }) => rulePageOf(code),
  signature: ({ policy, offset }) => policySignatureAt(policy, offset),
  outline: async ({ policy, profile }) => outlineOf(await policyModel(policy, profile)),
  occurrences: async ({ policy, profile, offset }) =>
    referencesAt(await policyModel(policy, profile), offset),
  rename: async ({ policy, profile, offset, name }) =>
    renameAt(await policyModel(policy, profile), offset, name),
};
