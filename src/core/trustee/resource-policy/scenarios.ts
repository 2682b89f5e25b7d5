/** Who may come with which token and ask for a resource: the honest pod, and those that a policy is there to send away. */
import { encodeUtf8 } from '#core/text/utf8.ts';
import { digestOf } from '#core/initdata/digest.ts';
import { isAlgorithm } from '#core/initdata/algorithm.ts';
import { checkInitData, type InitData } from '#core/initdata/check.ts';
import { bindingRow, type BindingRow } from '#core/measurement/binding.ts';
import { routeOf } from '#core/measurement/routes.ts';
import type { PlatformId } from '#core/platform/platform.ts';
import { isJsonObject, type Json, type JsonObject } from '../json.ts';
import { evidenceKey, previewToken, teeNamesOf } from '../token-preview.ts';
import type { ResourceRequest } from './decide.ts';

export type ScenarioId =
  | 'this-document'
  | 'changed-document'
  | 'document-withheld'
  | 'other-platform'
  | 'not-affirming'
  | 'no-init-data'
  | 'no-claims'
  | 'older-token'
  | 'other-resource';

export interface Scenario {
  readonly id: ScenarioId;
  /** True where somebody else than the pod with this document asks, or in another state. */
  readonly hostile: boolean;
  readonly request: Omit<ResourceRequest, 'query'>;
}

export interface ScenarioRequest {
  readonly text: string;
  readonly initData: InitData | undefined;
  /** The way on which the pod comes. */
  readonly row: BindingRow;
  /** Platforms that the policy is for; another one is asked from. */
  readonly platforms: readonly PlatformId[];
  readonly path: readonly string[];
}

/** Scenarios that exist on this way; empty where there is no token. Rejects where WebCrypto is missing. */
export async function scenariosOf(request: ScenarioRequest): Promise<readonly Scenario[]> {
  const { row, initData, path } = request;
  const token = previewToken({ row, initData, layout: 'cpu0' });
  if (token.kind !== 'claims') return [];
  const { claims } = token;
  const scenario = (id: ScenarioId, hostile: boolean, of: JsonObject, at = path): Scenario => ({
    id,
    hostile,
    request: { claims: of, plugin: 'resource', path: at },
  });
  const hostile = (id: ScenarioId, of: JsonObject | undefined): readonly Scenario[] =>
    of === undefined ? [] : [scenario(id, true, of)];
  const older = previewToken({ row, initData, layout: 'cpu' });
  return [
    scenario('this-document', false, claims),
    ...hostile('changed-document', await changedDocument(request)),
    ...hostile('other-platform', await otherPlatform(request)),
    ...(row.route.plaintext === 'sent'
      ? hostile('document-withheld', withEvidence(claims, 'init_data_claims', null))
      : []),
    ...hostile('not-affirming', statusOf(request, 'contraindicated')),
    ...hostile('no-init-data', withEvidence(claims, 'init_data', undefined)),
    ...hostile('no-claims', {}),
    ...(older.kind === 'claims' ? [scenario('older-token', false, older.claims)] : []),
    scenario('other-resource', false, claims, [...path.slice(0, -1), `${path.at(-1) ?? ''}-other`]),
  ];
}

function statusOf({ row, initData }: ScenarioRequest, status: 'contraindicated'): JsonObject | undefined {
  const token = previewToken({ row, initData, layout: 'cpu0', status });
  return token.kind === 'claims' ? token.claims : undefined;
}

/** The same document with one more comment, honestly measured. */
async function changedDocument({ text, row }: ScenarioRequest): Promise<JsonObject | undefined> {
  const other = `# changed\n${text}`;
  const initData = checkInitData(other).value;
  if (initData === undefined || !isAlgorithm(initData.algorithm)) return undefined;
  const token = previewToken({
    row: await measuredRow(other, initData.algorithm, row.route.platform, row.route.runtimeClass),
    initData,
    layout: 'cpu0',
  });
  return token.kind === 'claims' ? token.claims : undefined;
}

/** This document on a platform that the policy is not for; the first one whose verifier has another name. */
async function otherPlatform({
  text,
  initData,
  platforms,
}: ScenarioRequest): Promise<JsonObject | undefined> {
  const known = new Set(platforms.flatMap(teeNamesOf));
  const platform = (['snp', 'tdx', 'az-snp-vtpm', 'coco-dev'] as const).find(
    (each) => !teeNamesOf(each).some((name) => known.has(name)),
  );
  if (platform === undefined || initData === undefined || !isAlgorithm(initData.algorithm)) return undefined;
  const row = await measuredRow(text, initData.algorithm, platform);
  const token = previewToken({ row, initData, layout: 'cpu0' });
  return token.kind === 'claims' ? token.claims : undefined;
}

async function measuredRow(
  text: string,
  algorithm: 'sha256' | 'sha384' | 'sha512',
  platform: PlatformId,
  runtimeClass?: string,
): Promise<BindingRow> {
  const digest = await digestOf(encodeUtf8(text), algorithm);
  const place = { source: 'initdata', span: { from: 0, to: 0 } } as const;
  return bindingRow(routeOf(platform, runtimeClass), { digest, algorithm, place });
}

/** The claims with another value below the evidence; `undefined` removes it. */
function withEvidence(claims: JsonObject, name: string, value: Json | undefined): JsonObject {
  const { submods } = claims;
  const cpu = isJsonObject(submods) ? submods['cpu0'] : undefined;
  const evidence = isJsonObject(cpu) ? cpu[evidenceKey] : undefined;
  if (!isJsonObject(submods) || !isJsonObject(cpu) || !isJsonObject(evidence)) return claims;
  const { [name]: _, ...others } = evidence;
  const changed = value === undefined ? others : { ...others, [name]: value };
  return { ...claims, submods: { ...submods, cpu0: { ...cpu, [evidenceKey]: changed } } };
}
