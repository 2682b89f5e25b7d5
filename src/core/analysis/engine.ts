/** What the policy engine says of policy.rego. The engine is a chunk of its own: without a policy it is never asked for. */
import type { PolicyCheck } from '#core/policy/check/check.ts';
import type { Profile } from '#core/rego/profile.ts';
import { saidOfTheDocument } from './beside-lint.ts';

export type EngineCheck =
  | { readonly kind: 'no-policy' }
  | ({ readonly kind: 'checked' } & PolicyCheck)
  /** Its chunk cannot be fetched, as when the site has a new release: the rest of the document is judged all the same. */
  | { readonly kind: 'no-engine' };

/** @param policy the content of the entry; undefined when the document has none */
export async function engineCheckOf(policy: string | undefined, profile: Profile): Promise<EngineCheck> {
  if (policy === undefined) return { kind: 'no-policy' };
  const checkPolicy = await loadedEngine(profile);
  if (checkPolicy === undefined) return { kind: 'no-engine' };
  const check = checkPolicy(policy, profile);
  const diagnostics = check.diagnostics.filter(({ code }) => !saidOfTheDocument.has(code));
  return { kind: 'checked', ...check, diagnostics };
}

async function loadedEngine(
  profile: Profile,
): Promise<((text: string, engine: Profile) => PolicyCheck) | undefined> {
  try {
    const [{ checkPolicy }, { loadBuiltins }] = await Promise.all([
      import('#core/policy/check/check.ts'),
      import('#core/rego/builtins/registry.ts'),
    ]);
    await loadBuiltins(profile);
    return checkPolicy;
  } catch {
    // The one way in which import() says that it could not fetch.
    return undefined;
  }
}
