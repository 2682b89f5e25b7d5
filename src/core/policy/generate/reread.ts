/** What a policy that was generated here leaves open, read from its text: so that it is told for as long as it is used. */
import type { Diagnostic } from '#core/diagnostics/diagnostic.ts';
import { isJsonObject, type Json, type JsonObject } from '../simulate/json.ts';
import { anyNamespace, generatedName } from '../simulate/unsettled.ts';
import { openFinding } from './findings.ts';
import type { OpenPoint } from './generate.ts';
import { generatedRules } from './rules.ts';

const beginning = `${generatedRules}\nprofile := `;
const inData = ['args', 'env', 'cwd', 'user', 'groups'] as const;

/** Findings of a generated policy whose rules are as they were written; none for any other policy. Never throws. */
export function openFindingsIn(policy: string): readonly Diagnostic[] {
  if (!policy.startsWith(beginning)) return [];
  const data = dataIn(policy.slice(beginning.length));
  return data === undefined ? [] : openPointsIn(data).map((point) => openFinding(point, policy));
}

/** The data is JSON but for the comma behind a last line. */
function dataIn(text: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(text.replaceAll(/,(\n\t*[}\]])/g, '$1'));
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function openPointsIn(data: JsonObject): readonly OpenPoint[] {
  const containers = itemsOf(data['containers']).filter(isJsonObject);
  return [
    ...(textsOf([data['pod_name'] ?? null]).some((name) => name.endsWith(`${generatedName('', '').pattern}$`))
      ? [{ about: 'pod-name' } as const]
      : []),
    ...(data['namespace'] === `^${anyNamespace('').pattern}$` ? [{ about: 'namespace' } as const] : []),
    ...containers.flatMap(pointsOf),
  ];
}

function pointsOf(entry: JsonObject): readonly OpenPoint[] {
  const { name: container, type } = entry;
  if (typeof container !== 'string' || type !== 'container') return [];
  const open = textsOf(entry['open']);
  const anyValue = textsOf(entry['env_patterns']).some((pattern) => pattern.includes(String.raw`[\s\S]*`));
  const byTag = textsOf(entry['images']).some((image) => !image.includes('@'));
  return [
    ...inData.filter((about) => open.includes(about)).map((about) => ({ container, about })),
    ...(anyValue ? [{ container, about: 'references' } as const] : []),
    ...(byTag ? [{ container, about: 'digest' } as const] : []),
  ];
}

function itemsOf(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? (value as readonly Json[]) : [];
}

function textsOf(value: Json | undefined): readonly string[] {
  return itemsOf(value).filter((item) => typeof item === 'string');
}
