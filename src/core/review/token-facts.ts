/** Claims of an attestation token, as it says them of itself. Its signature is not looked at. */
import type { Recognition } from '#core/recognition/recognition.ts';
import type { TokenClaim, TokenFacts } from './review.ts';

/** A token of Trustee has some hundred claims; one with a policy in it has thousands. */
const mostClaims = 400;
const deepest = 12;
const longestValue = 400;

/** Flattens a token's header and claims; a claim that is long is cut, with an ellipsis. */
export function tokenFacts(token: Extract<Recognition, { readonly kind: 'token' }>): TokenFacts {
  const header = flat(token.header);
  const claims = flat(token.payload);
  const algorithm = valueOf(header, 'alg');
  const type = valueOf(header, 'typ');
  const [initData] = token.digests;
  const submodule = /^init_data of (.+)$/.exec(initData?.label ?? '')?.[1];
  return {
    ...(algorithm === undefined ? {} : { algorithm }),
    ...(type === undefined ? {} : { type }),
    signature: token.signature,
    claims,
    ...(initData === undefined ? {} : { initData: initData.written }),
    ...(submodule === undefined ? {} : { submodule }),
  };
}

function valueOf(claims: readonly TokenClaim[], path: string): string | undefined {
  return claims.find((claim) => claim.path === path)?.value;
}

function flat(json: string): readonly TokenClaim[] {
  const claims: TokenClaim[] = [];
  collect(JSON.parse(json), '', 0, claims);
  return claims;
}

function collect(value: unknown, path: string, depth: number, claims: TokenClaim[]): void {
  if (claims.length >= mostClaims) return;
  if (typeof value !== 'object' || value === null || depth >= deepest) {
    const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
    claims.push({ path, value: text.length > longestValue ? `${text.slice(0, longestValue)}…` : text });
    return;
  }
  const isList = Array.isArray(value);
  for (const [key, member] of Object.entries(value)) {
    const name = isList ? `[${key}]` : key.includes('.') ? `"${key}"` : key;
    collect(member, isList ? `${path}${name}` : path === '' ? name : `${path}.${name}`, depth + 1, claims);
  }
}
