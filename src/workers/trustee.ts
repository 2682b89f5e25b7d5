/** The worker's side of the Trustee mode. A policy that runs away is ended with its worker: see client.ts. */
import type { DocumentInput } from '#core/analysis/analysis.ts';
import { latest } from '#core/analysis/latest.ts';
import { encodeBase64 } from '#core/annotation/base64.ts';
import type { Diagnostic } from '#core/diagnostics/diagnostic.ts';
import { isAlgorithm } from '#core/initdata/algorithm.ts';
import { checkInitData, type InitData } from '#core/initdata/check.ts';
import { digestFromHex, digestOf, webCryptoAvailable } from '#core/initdata/digest.ts';
import { hexOf } from '#core/initdata/hex.ts';
import { entryOf, outlineOf } from '#core/initdata/outline.ts';
import { bindingRow, bindingTable, type BindingRow } from '#core/measurement/binding.ts';
import {
  contrastKey,
  measurePolicy,
  readContrastManifest,
  readPolicyAnnotation,
} from '#core/measurement/contrast.ts';
import { routes } from '#core/measurement/routes.ts';
import { explainDenial } from '#core/policy/denial/denial.ts';
import { mentionedAnnotations } from '#core/recognition/mentioned.ts';
import { loadBuiltins } from '#core/rego/builtins/registry.ts';
import { profileOf } from '#core/rego/profile.ts';
import { valueFromUnknown } from '#core/rego/value/json.ts';
import { equalBytes } from '#core/text/bytes.ts';
import { encodeUtf8 } from '#core/text/utf8.ts';
import { checkValue, type ValueCheck } from '#core/trustee/check-value.ts';
import { writeHandOver } from '#core/trustee/hand-over.ts';
import { layBeside, readToken } from '#core/trustee/read-token.ts';
import { checkResourcePolicy } from '#core/trustee/resource-policy/check.ts';
import { decideResource, resourceData } from '#core/trustee/resource-policy/decide.ts';
import {
  generateResourcePolicy,
  statusOnlyPolicy,
  type AcceptedDocument,
  type GeneratedPolicy,
} from '#core/trustee/resource-policy/generate.ts';
import { scenariosOf } from '#core/trustee/resource-policy/scenarios.ts';
import { prepareFindings } from '#core/trustee/resource-policy/prepare.ts';
import { previewToken } from '#core/trustee/token-preview.ts';
import { coveredBy, explained } from './explained.ts';
import { journeyHandlers } from './journey.ts';
import { formatted } from './format-policy.ts';
import type { Handlers } from './server.ts';
import { trusteeAssistHandlers } from './trustee-assist.ts';
import type {
  AcceptedDigest,
  BindAnswer,
  ContrastAnswer,
  ContrastRequest,
  GenerateRequest,
  ResourceAnswer,
  ResourceQuestion,
  ScenarioAnswer,
  TokenAnswer,
  TokenRequest,
  TrusteeCalls,
} from './trustee-calls.ts';

/** Where a finding about a digest goes whose document is not there. */
const nowhere = { source: 'initdata', span: { from: 0, to: 0 } } as const;

const trustee = profileOf('trustee');

/** Of each of many that are asked at every keystroke. */
const quick = { steps: 400_000, milliseconds: 100 } as const;

/** The last document: token, policy and binding ask about the same one. */
const boundText = latest(bindText);
const readText = latest((text: string): InitData | undefined => checkInitData(text).value);

async function bindText(text: string): Promise<BindAnswer> {
  const { algorithm } = outlineOf(text);
  const spelling = algorithm?.value;
  if (algorithm === undefined || !isAlgorithm(spelling)) {
    return { kind: 'undecided', utf8: true, ...(spelling === undefined ? {} : { spelling }) };
  }
  const digest = await digestOf(encodeUtf8(text), spelling);
  const place = { source: 'initdata', span: algorithm.valueSpan } as const;
  const rows = await bindingTable({ digest, algorithm: spelling, place });
  return { kind: 'bound', algorithm: spelling, digest: hexOf(digest), rows };
}

function bind(document: DocumentInput): BindAnswer | Promise<BindAnswer> {
  if (!webCryptoAvailable()) return { kind: 'unavailable' };
  return document.kind === 'bytes' ? { kind: 'undecided', utf8: false } : boundText(document.text);
}

async function rowsFor(document: DocumentInput, ids?: readonly string[]): Promise<readonly BindingRow[]> {
  const bound = await bind(document);
  if (bound.kind !== 'bound') return [];
  return ids === undefined ? bound.rows : bound.rows.filter(({ route }) => ids.includes(route.id));
}

function initDataOf(document: DocumentInput): InitData | undefined {
  return document.kind === 'text' ? readText(document.text) : undefined;
}

function bytesOf(document: DocumentInput): Uint8Array<ArrayBuffer> {
  return document.kind === 'text' ? encodeUtf8(document.text) : new Uint8Array(document.bytes);
}

async function check(document: DocumentInput, text: string): Promise<ValueCheck> {
  const initData = initDataOf(document);
  return checkValue(text, await rowsFor(document), {
    document: bytesOf(document),
    ...(initData === undefined ? {} : { algorithm: initData.algorithm, version: initData.version }),
    entries: initData?.entries ?? [],
  });
}

async function token({ document, route, layout, status, pasted }: TokenRequest): Promise<TokenAnswer> {
  const [row] = await rowsFor(document, [route]);
  const preview =
    row === undefined ? undefined : previewToken({ row, initData: initDataOf(document), layout, status });
  const reading = pasted.trim() === '' ? undefined : readToken(pasted);
  return {
    ...(preview === undefined ? {} : { preview }),
    ...(reading === undefined
      ? {}
      : {
          pasted: {
            reading,
            rows:
              preview?.kind === 'claims' && reading.kind === 'claims'
                ? layBeside(preview.claims, reading.claims)
                : [],
          },
        }),
  };
}

async function generate(request: GenerateRequest): Promise<GeneratedPolicy> {
  const { document, label, resources, olderTokens, statusOnly } = request;
  if (statusOnly) return { text: statusOnlyPolicy(resources), diagnostics: [] };
  const own: AcceptedDocument = { label, rows: await rowsFor(document, request.routes) };
  const others = await Promise.all(request.others.map((other) => acceptedOf(other, request.routes)));
  return generateResourcePolicy({ documents: [own, ...others], resources, olderTokens });
}

async function acceptedOf({ label, hex }: AcceptedDigest, ids: readonly string[]): Promise<AcceptedDocument> {
  const read = digestFromHex(hex);
  if (read === undefined || !webCryptoAvailable()) return { label, rows: [] };
  const request = { ...read, place: nowhere };
  const chosen = routes.filter(({ id }) => ids.includes(id));
  return { label, rows: await Promise.all(chosen.map((route) => bindingRow(route, request))) };
}

async function findings({
  policy,
  document,
  routes: ids,
}: TrusteeCalls['check']['request']): Promise<readonly Diagnostic[]> {
  await loadBuiltins(trustee);
  return [...checkResourcePolicy(policy, { rows: await rowsFor(document, ids) }), ...prepareFindings(policy)];
}

async function decide({ policy, ...request }: ResourceQuestion): Promise<ResourceAnswer> {
  const decision = await decideResource(policy, request);
  const { kind, trials, coverage } = decision;
  const message = 'message' in decision ? { message: decision.message } : {};
  const isOurBound = decision.kind === 'failed' && decision.failure?.kind === 'budget';
  if (kind === 'allowed') return { kind, isOurBound };
  const denial = explainDenial({
    policy,
    profile: trustee,
    entrypoint: 'allow',
    input: valueFromUnknown(request.claims),
    before: resourceData(request),
    decision: { kind, trials },
  });
  return {
    kind,
    ...message,
    isOurBound,
    explained: { ...explained(denial), changes: [], covered: coveredBy(coverage) },
  };
}

async function scenarios({
  policy,
  document,
  route,
  platforms,
  path,
}: TrusteeCalls['scenarios']['request']): Promise<readonly ScenarioAnswer[]> {
  const [row] = await rowsFor(document, [route]);
  if (row === undefined || document.kind === 'bytes') return [];
  const { text } = document;
  const answers: ScenarioAnswer[] = [];
  for (const { id, hostile, request } of await scenariosOf({
    text,
    initData: initDataOf(document),
    row,
    platforms,
    path,
  })) {
    const { kind } = await decideResource(policy, request, quick);
    answers.push({ id, hostile, claims: request.claims, path: request.path, kind });
  }
  return answers;
}

const policyAnnotationKey = 'io.katacontainers.config.agent.policy';

async function contrast({ document, manifest, pasted }: ContrastRequest): Promise<ContrastAnswer> {
  if (!webCryptoAvailable()) return {};
  const outline = document.kind === 'text' ? outlineOf(document.text) : undefined;
  const text = outline === undefined ? undefined : entryOf(outline, 'policy.rego')?.content;
  const bytes = text === undefined ? undefined : encodeUtf8(text);
  const measured = bytes === undefined ? undefined : await measurePolicy(bytes);
  const algorithm = outline?.algorithm?.value;
  const documentKey = isAlgorithm(algorithm) ? await contrastKey(bytesOf(document), algorithm) : undefined;
  const value = mentionedAnnotations(manifest).find(({ key }) => key === policyAnnotationKey)?.value;
  return {
    ...(measured === undefined || bytes === undefined
      ? {}
      : { policy: { ...measured, annotation: encodeBase64(bytes) } }),
    ...(value === undefined ? {} : { carried: await carriedPolicy(value, bytes) }),
    ...(documentKey === undefined ? {} : { documentKey }),
    ...(pasted.trim() === ''
      ? {}
      : {
          listed: {
            ...(measured === undefined ? {} : { policy: readContrastManifest(pasted, measured.manifestKey) }),
            ...(documentKey === undefined ? {} : { document: readContrastManifest(pasted, documentKey) }),
          },
        }),
  };
}

async function carriedPolicy(
  value: string,
  own: Uint8Array | undefined,
): Promise<NonNullable<ContrastAnswer['carried']>> {
  const reading = readPolicyAnnotation(value);
  if (reading.kind === 'unreadable') return { reading: reading.kind, reason: reading.reason, isThis: false };
  const { hostdata } = await measurePolicy(reading.bytes);
  return {
    reading: reading.kind,
    hostdata: hostdata.hex,
    isThis: own !== undefined && equalBytes(own, reading.bytes),
  };
}

export const trusteeHandlers: Handlers<TrusteeCalls> = {
  ...journeyHandlers,
  ...trusteeAssistHandlers,
  bind: ({ document }) => bind(document),
  checkValue: ({ document, text }) => check(document, text),
  token,
  generate,
  check: findings,
  decide,
  scenarios,
  contrast,
  bundle: writeHandOver,
  format: ({ policy }) => formatted({ policy, profile: 'trustee' }),
};
