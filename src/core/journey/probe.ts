/** Whether a policy of the key broker looks at Init-Data at all, found out by asking it again. */
import { isJsonObject, type JsonObject } from '#core/trustee/json.ts';
import { decideResource } from '#core/trustee/resource-policy/decide.ts';
import { evidenceKey } from '#core/trustee/token-preview.ts';

/**
 * Asks a policy that allowed these claims again, as for a guest with another document that sent none.
 *
 * @returns false when it allows those as well. Rejects as `decideResource` does.
 */
export async function looksAtInitData(
  policy: string,
  claims: JsonObject,
  path: readonly string[],
): Promise<boolean> {
  const others = ofAnotherDocument(claims);
  const decision = await decideResource(policy, { claims: others, plugin: 'resource', path });
  return decision.kind !== 'allowed';
}

/** The same claims with a digest that no document has, and without entries. */
function ofAnotherDocument(claims: JsonObject): JsonObject {
  const submods = objectIn(claims, 'submods');
  const cpu0 = objectIn(submods, 'cpu0');
  const evidence = objectIn(cpu0, evidenceKey);
  if (!('init_data' in evidence)) return claims;
  const changed = { ...evidence, init_data: '', init_data_claims: null };
  return { ...claims, submods: { ...submods, cpu0: { ...cpu0, [evidenceKey]: changed } } };
}

function objectIn(object: JsonObject, key: string): JsonObject {
  const value = object[key];
  return isJsonObject(value) ? value : {};
}
