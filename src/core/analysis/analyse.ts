/** The pipeline: texts in, `Analysis` out. A stage that fails leaves out its own result and does not stop its neighbours. */
import { checkCertificates } from '#core/certificates/check.ts';
import { certificateFieldsOf } from '#core/config/certificate-fields.ts';
import { checkAa } from '#core/config/check-aa.ts';
import { checkCdh } from '#core/config/check-cdh.ts';
import { checkCross } from '#core/config/check-cross.ts';
import type { ConfigContext } from '#core/config/context.ts';
import { compareDiagnostics, type Diagnostic } from '#core/diagnostics/diagnostic.ts';
import { isAlgorithm, type Algorithm } from '#core/initdata/algorithm.ts';
import { checkDocumentBytes } from '#core/initdata/check-bytes.ts';
import { checkInitData } from '#core/initdata/check.ts';
import { entryOf, outlineOf, type Outline } from '#core/initdata/outline.ts';
import { checkPlatform } from '#core/platform/check.ts';
import { platformOf } from '#core/platform/platform.ts';
import { scanSecrets } from '#core/secrets/scan.ts';
import { pointAt } from '#core/text/span.ts';
import type {
  Analysis,
  AnalysisContext,
  AnalysisRequest,
  Digests,
  DocumentInput,
  ManifestFacts,
} from './analysis.ts';
import { checksRun } from './checks.ts';
import { type EngineCheck, engineCheckOf } from './engine.ts';
import { bytesOf, factsOf } from './facts.ts';
import { engineOf } from './guest-engine.ts';
import { measure } from './measure.ts';
import { readPods } from './pods.ts';

/** Everything about one workspace except what needs the compressed document. Never throws, whatever the texts are. */
export async function analyse({ document, manifest, context }: AnalysisRequest): Promise<Analysis> {
  const bytes = bytesOf(document);
  const outline = document.kind === 'text' ? outlineOf(document.text) : undefined;
  const { digests, binding } = await measure(bytes, outline?.algorithm?.value, context.platform);
  const pods = await readPods(manifest, context.platform, decidedHex(digests));
  const policy = outline === undefined ? undefined : entryOf(outline, 'policy.rego')?.content;
  const engine = await engineCheckOf(policy, engineOf(context));
  const findings = [
    ...documentFindings(document, bytes, platformOf(context.platform).algorithm),
    ...(outline === undefined ? [] : platformFindings(outline, pods.facts, context)),
    ...(outline === undefined ? [] : await entryFindings(outline, context, engine)),
    ...pods.diagnostics,
    ...scanSecrets(manifest, 'manifest'),
  ];
  return {
    document: factsOf(document, bytes, outline),
    digests,
    binding,
    diagnostics: findings.toSorted(compareDiagnostics),
    checks: checksRun(outline, manifest, pods.facts, context, engine),
    manifest: pods.facts,
  };
}

function documentFindings(
  document: DocumentInput,
  bytes: Uint8Array,
  advised: Algorithm,
): readonly Diagnostic[] {
  return (document.kind === 'text' ? checkInitData(document.text, advised) : checkDocumentBytes(bytes))
    .diagnostics;
}

/** Findings inside the data entries, with spans in the entries' own contents. */
async function entryFindings(
  outline: Outline,
  context: AnalysisContext,
  engine: EngineCheck,
): Promise<readonly Diagnostic[]> {
  const { now, platform, release, cococtl, production } = context;
  const config: ConfigContext = { now, platform, release, profile: { cococtl, production } };
  const aa = entryOf(outline, 'aa.toml')?.content;
  const cdh = entryOf(outline, 'cdh.toml')?.content;
  const texts = {
    ...(aa === undefined ? {} : { aa }),
    ...(cdh === undefined ? {} : { cdh }),
    ...(engine.kind === 'checked' && engine.imageGate !== undefined ? { imageGate: engine.imageGate } : {}),
  };
  return [
    ...(aa === undefined ? [] : checkAa(aa, config)),
    ...(cdh === undefined ? [] : checkCdh(cdh, config)),
    ...checkCross(texts, config),
    ...(engine.kind === 'checked' ? engine.diagnostics : []),
    ...(await checkCertificates(certificateFieldsOf(texts, config), config)),
    ...outline.entries.flatMap(({ key, content }) => scanSecrets(content, `entry:${key}`)),
  ];
}

function platformFindings(
  outline: Outline,
  { pods: [pod] }: ManifestFacts,
  { platform }: AnalysisContext,
): readonly Diagnostic[] {
  const spelling = outline.algorithm?.value;
  const algorithm = isAlgorithm(spelling) ? spelling : undefined;
  const place = { source: 'initdata', span: outline.algorithm?.valueSpan ?? pointAt(0) } as const;
  return checkPlatform({ algorithm, platform, runtimeClassName: pod?.runtimeClassName }, place);
}

function decidedHex(digests: Digests): string | undefined {
  if (digests.kind === 'unavailable' || digests.decided === undefined) return undefined;
  return digests.of[digests.decided].hex;
}
