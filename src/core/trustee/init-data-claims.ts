/**
 * The claim `init_data_claims`: what Trustee makes of the document that comes with the evidence.
 *
 * @see https://github.com/confidential-containers/trustee/blob/78962cd4/attestation-service/src/lib.rs (parse_init_data)
 */
import type { InitData } from '#core/initdata/check.ts';
import { parseToml } from '#core/toml/document.ts';
import type { TomlNode } from '#core/toml/node.ts';
import { isJsonObject, jsonFrom, type Json, type JsonObject } from './json.ts';

/** How much of an entry Trustee understands: releases before December 2025 kept all of them as text. */
export type ClaimReading = 'parsed' | 'text';

/** Why an entry appears as it does; for showing beside the claim. */
export interface EntryNote {
  readonly key: string;
  readonly shown: 'json' | 'text' | 'policy-data';
  readonly because: string;
}

export interface InitDataClaims {
  readonly claims: JsonObject;
  readonly notes: readonly EntryNote[];
}

/** The claim of a document that Trustee can parse; entries stand in the order of their keys. */
export function initDataClaims(
  { entries }: Pick<InitData, 'entries'>,
  reading: ClaimReading = 'parsed',
): InitDataClaims {
  const claims: Record<string, Json> = {};
  const notes: EntryNote[] = [];
  for (const { key, content } of entries.toSorted((a, b) => (a.key < b.key ? -1 : 1))) {
    const claim = reading === 'text' ? asText(key, content, olderReason) : claimOf(key, content);
    define(claims, claim.name, claim.value);
    notes.push(claim.note);
  }
  return { claims: sorted(claims), notes };
}

interface EntryClaim {
  readonly name: string;
  readonly value: Json;
  readonly note: EntryNote;
}

const olderReason = 'Older releases keep every entry as text.';

function claimOf(key: string, content: string): EntryClaim {
  if (key === 'policy.rego') return policyClaim(key, content);
  if (key !== 'aa.toml' && key !== 'cdh.toml') {
    return asText(key, content, 'Trustee parses aa.toml and cdh.toml only.');
  }
  const table = parseToml(content, `entry:${key}`).value;
  if (table === undefined) return asText(key, content, 'It is not TOML, so it stays text.');
  return {
    name: key,
    value: jsonOfToml(table),
    note: { key, shown: 'json', because: 'It is TOML and appears as JSON.' },
  };
}

const policyDataStart = 'policy_data := {';

function policyClaim(key: string, content: string): EntryClaim {
  const at = content.indexOf(policyDataStart);
  if (at < 0) {
    return asText(
      key,
      content,
      `The policy has no "${policyDataStart}", so it stays text and gives no agent_policy_claims.`,
    );
  }
  const data = jsonFrom(content.slice(at + policyDataStart.length - 1));
  if (!isJsonObject(data)) {
    return asText(
      key,
      content,
      'The policy data is not JSON up to the end of the file: what stands behind it keeps the policy as text, without agent_policy_claims.',
    );
  }
  return {
    name: 'agent_policy_claims',
    value: data,
    note: { key, shown: 'policy-data', because: 'The policy is replaced by its policy data.' },
  };
}

function asText(key: string, content: string, because: string): EntryClaim {
  return { name: key, value: content, note: { key, shown: 'text', because } };
}

/** As serde writes a TOML value: dates in a wrapper of their own, infinities and not-a-number as null. */
function jsonOfToml(node: TomlNode): Json {
  switch (node.kind) {
    case 'table': {
      const members: Record<string, Json> = {};
      for (const { key, node: member } of node.members) define(members, key, jsonOfToml(member));
      return sorted(members);
    }
    case 'array':
      return node.items.map(jsonOfToml);
    case 'integer':
      return Number(node.value);
    case 'float':
      return Number.isFinite(node.value) ? node.value : null;
    case 'string':
    case 'boolean':
      return node.value;
    case 'datetime':
      return { $__toml_private_datetime: node.text };
  }
}

/** A member under any name, `__proto__` included. */
function define(members: Record<string, Json>, key: string, value: Json): void {
  Object.defineProperty(members, key, { value, enumerable: true, writable: true, configurable: true });
}

function sorted(members: JsonObject): JsonObject {
  const ordered: Record<string, Json> = {};
  for (const key of Object.keys(members).toSorted()) define(ordered, key, members[key] ?? null);
  return ordered;
}
