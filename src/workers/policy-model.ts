/** The policy that was read last: matrix, lint and edits ask about the same text one after the other. */
import { loadBuiltins } from '#core/rego/builtins/registry.ts';
import { profileOf, type ProfileId } from '#core/rego/profile.ts';
import { matrixOf, type PolicyMatrix } from '#core/policy/matrix/matrix.ts';
import { modelOf, type PolicyModel } from '#core/policy/matrix/model.ts';

interface Kept {
  readonly policy: string;
  readonly profile: ProfileId;
  readonly model: PolicyModel;
  matrix: PolicyMatrix | undefined;
}

let kept: Kept | undefined;

async function keptFor(policy: string, profile: ProfileId): Promise<Kept> {
  if (kept?.policy === policy && kept.profile === profile) return kept;
  const found = profileOf(profile);
  await loadBuiltins(found);
  // Searches for witnesses are not done again where the rules that they asked are the same.
  const before = kept?.profile === profile ? kept.model : undefined;
  kept = { policy, profile, model: modelOf(policy, found, before), matrix: undefined };
  return kept;
}

/** Reads a policy, or takes what was read before. */
export async function policyModel(policy: string, profile: ProfileId): Promise<PolicyModel> {
  return (await keptFor(policy, profile)).model;
}

/** The matrix of a policy; one that was cut short is worked out again when it is asked for. */
export async function policyMatrixOf(
  policy: string,
  profile: ProfileId,
  milliseconds: number,
): Promise<PolicyMatrix> {
  const of = await keptFor(policy, profile);
  if (of.matrix?.complete !== true) of.matrix = matrixOf(of.model, { milliseconds });
  return of.matrix;
}
