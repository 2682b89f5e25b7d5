/** Reads the claims of a pasted token and lays them beside a preview. Nothing here looks at a signature. */
import { tokenDetector } from '#core/recognition/detectors/token.ts';
import { encodeUtf8 } from '#core/text/utf8.ts';
import { evidenceKey, type TokenLayout } from './token-preview.ts';
import { isJsonObject, jsonFrom, sameJson, type Json, type JsonObject } from './json.ts';

export type TokenReading =
  | {
      readonly kind: 'claims';
      readonly claims: JsonObject;
      readonly layout: TokenLayout | 'unknown';
      /** `none` for claims that were pasted as JSON. */
      readonly signature: 'present' | 'empty' | 'none';
    }
  | { readonly kind: 'unreadable'; readonly reason: string };

/** Reads a JSON web token, with or without `Bearer`, or claims as JSON. Never throws. */
export function readToken(text: string): TokenReading {
  const trimmed = text.trim();
  if (trimmed === '') return { kind: 'unreadable', reason: 'Nothing was given.' };
  const json = trimmed.startsWith('{') ? jsonFrom(trimmed) : undefined;
  if (isJsonObject(json)) return { kind: 'claims', claims: json, layout: layoutOf(json), signature: 'none' };
  const found = tokenDetector.detect({ bytes: encodeUtf8(trimmed), text: trimmed, trimmed, name: '' });
  const claims = found?.kind === 'token' ? jsonFrom(found.payload) : undefined;
  if (found?.kind !== 'token' || !isJsonObject(claims)) {
    return { kind: 'unreadable', reason: 'It is neither a JSON web token nor a JSON object of claims.' };
  }
  return { kind: 'claims', claims, layout: layoutOf(claims), signature: found.signature };
}

function layoutOf(claims: JsonObject): TokenLayout | 'unknown' {
  const submodules = claims['submods'];
  if (isJsonObject(submodules)) {
    if ('cpu0' in submodules) return 'cpu0';
    return 'cpu' in submodules ? 'cpu' : 'unknown';
  }
  return 'tcb-status' in claims ? 'simple' : 'unknown';
}

export interface ClaimRow {
  /** The claim's place below the submodule, such as `init_data_claims.aa.toml`. */
  readonly path: string;
  readonly previewed: Json | undefined;
  readonly found: Json | undefined;
  readonly relation: 'same' | 'differs' | 'only-previewed' | 'only-found';
}

/**
 * The claims about Init-Data of both, side by side; the submodule may be called `cpu0` in one and `cpu` in the other.
 * "Same" says that two texts are equal, not that the token is genuine.
 */
export function layBeside(previewed: JsonObject, found: JsonObject): readonly ClaimRow[] {
  const left = initDataOf(previewed);
  const right = initDataOf(found);
  const paths = [...new Set([...left.keys(), ...right.keys()])];
  return paths.map((path) => {
    const a = left.get(path);
    const b = right.get(path);
    const relation =
      b === undefined
        ? 'only-previewed'
        : a === undefined
          ? 'only-found'
          : sameJson(a, b)
            ? 'same'
            : 'differs';
    return { path, previewed: a, found: b, relation };
  });
}

function initDataOf(claims: JsonObject): ReadonlyMap<string, Json> {
  const rows = new Map<string, Json>();
  const submodules = claims['submods'];
  const cpu = isJsonObject(submodules) ? (submodules['cpu0'] ?? submodules['cpu']) : undefined;
  if (!isJsonObject(cpu)) return rows;
  if (cpu['ear.status'] !== undefined) rows.set('ear.status', cpu['ear.status']);
  const evidence = cpu[evidenceKey];
  if (!isJsonObject(evidence)) return rows;
  if (evidence['init_data'] !== undefined) rows.set('init_data', evidence['init_data']);
  const data = evidence['init_data_claims'];
  if (isJsonObject(data)) {
    for (const [key, value] of Object.entries(data)) rows.set(`init_data_claims.${key}`, value);
  } else if (data !== undefined) rows.set('init_data_claims', data);
  return rows;
}
