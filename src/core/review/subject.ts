/** Everything about one choice: peeled, digested, checked, compared. */
import { analyse } from '#core/analysis/analyse.ts';
import type { Analysis, CheckRun } from '#core/analysis/analysis.ts';
import { documentFromBytes, factsOf } from '#core/analysis/facts.ts';
import { guestEngineOf } from '#core/analysis/guest-engine.ts';
import { measure } from '#core/analysis/measure.ts';
import { decodeAnnotation, type DecodedAnnotation } from '#core/annotation/decode.ts';
import { firstBadByte } from '#core/annotation/document-facts.ts';
import { readGzip } from '#core/annotation/gzip.ts';
import { checkAa } from '#core/config/check-aa.ts';
import { checkCdh } from '#core/config/check-cdh.ts';
import type { ConfigContext } from '#core/config/context.ts';
import { compareDiagnostics, type Diagnostic } from '#core/diagnostics/diagnostic.ts';
import { compareExpected } from '#core/expected/compare.ts';
import type { Comparison } from '#core/expected/comparison.ts';
import { readExpected } from '#core/expected/read-value.ts';
import { readImage } from '#core/image/image.ts';
import { isAlgorithm } from '#core/initdata/algorithm.ts';
import { digestOf, webCryptoAvailable } from '#core/initdata/digest.ts';
import { hexOf } from '#core/initdata/hex.ts';
import { entryOf, outlineOf, type Outline } from '#core/initdata/outline.ts';
import { documentOutcomes, type DocumentOutcomes } from '#core/initdata/outcomes.ts';
import type { Survey } from '#core/recognition/survey.ts';
import { scanSecrets } from '#core/secrets/scan.ts';
import { checkSize } from '#core/size/size.ts';
import { pointAt } from '#core/text/span.ts';
import { decodeUtf8, encodeUtf8 } from '#core/text/utf8.ts';
import { parseToml } from '#core/toml/document.ts';
import { carrierLayer } from './carrier-layer.ts';
import type { Pick } from './choices.ts';
import { contentsOf, entryContents } from './contents.ts';
import { yamlDocumentAt } from './yaml-document.ts';
import type { JudgedPolicy } from './glance-of.ts';
import { findingsOfLayer } from './layer-findings.ts';
import {
  annotationLayers,
  filesLayer,
  grouped,
  gzipLayer,
  imageLayer,
  tomlLayer,
  utf8Layer,
} from './layers.ts';
import { mostFindings } from './limits.ts';
import type { PolicyGlance } from './policy-glance.ts';
import { repairOf, type Repair } from './repair.ts';
import type { Layer, RepairedCopy, ReviewedDocument, ReviewRequest, Subject, Verdict } from './review.ts';
import { finalOutcomes } from './verdicts.ts';

type Draft = Omit<Layer, 'findings'>;

/** What a pick peels to, before anything of it is judged. */
interface Peeled {
  readonly layers: readonly Draft[];
  /** Absent behind a broken layer. */
  readonly document?: Uint8Array;
  readonly decoded?: DecodedAnnotation;
  readonly value?: string;
  readonly gzip?: Uint8Array;
  readonly image?: Uint8Array;
  readonly findings: readonly Diagnostic[];
  readonly repair?: Repair;
  /** A lone file of the guest instead of a document. */
  readonly entry?: { readonly key: string; readonly text: string };
}

/** Reviews one pick. Never throws, whatever is in it. */
export async function subjectOf(pick: Pick, survey: Survey, request: ReviewRequest): Promise<Subject> {
  const peeled = peel(pick, survey, request.repaired === true);
  return peeled.entry === undefined
    ? documentSubject(peeled, pick, survey, request)
    : entrySubject(peeled, peeled.entry, request);
}

function peel(pick: Pick, survey: Survey, repaired: boolean): Peeled {
  switch (pick.kind) {
    case 'annotation': {
      const { annotation } = pick;
      const carrier = carrierLayer(annotation, survey.carriers);
      // Line breaks that a paste was given by a terminal are shown for what they would do in a cluster.
      const asGiven = annotation.written ?? annotation.value;
      const given = decodeAnnotation(asGiven);
      const repair = repairOf(asGiven, given);
      const value = repaired && repair !== undefined ? repair.value : asGiven;
      const decoded = value === asGiven ? given : decodeAnnotation(value);
      const layers = uptoBroken([...carrier, ...annotationLayers(decoded)]);
      const broken = layers.at(-1)?.state === 'broken';
      const policy =
        decoded.layers[0]?.kind === 'base64' && annotation.status === 'agent-policy'
          ? decoded.layers[0].reading.bytes
          : undefined;
      if (policy !== undefined) return policyAnnotation(policy, value, carrier, decoded);
      const [gzip] = decoded.layers.flatMap((layer) =>
        layer.kind === 'base64' && layer.decodedKind === 'gzip' ? [layer.reading.bytes] : [],
      );
      return {
        layers,
        decoded,
        value,
        findings: decoded.diagnostics,
        ...(broken || decoded.document === undefined ? {} : { document: decoded.document }),
        ...(gzip === undefined ? {} : { gzip }),
        ...(repair === undefined ? {} : { repair }),
      };
    }
    case 'document':
      return { layers: carrierLayer(pick.place, survey.carriers), document: pick.bytes, findings: [] };
    case 'image': {
      const image = readImage(pick.bytes);
      const inner = image.stream === undefined ? [] : [gzipLayer(readGzip(image.stream), [])];
      return {
        layers: uptoBroken([imageLayer(image), ...inner]),
        findings: image.diagnostics,
        image: pick.bytes,
        ...(image.document === undefined ? {} : { document: image.document }),
        ...(image.stream === undefined ? {} : { gzip: image.stream }),
      };
    }
    case 'gzip': {
      const reading = readGzip(pick.bytes);
      const [first] = reading.members;
      const hex: readonly Draft[] = survey.carriers.includes('hex')
        ? [{ kind: 'hex', title: 'hexadecimal', state: 'ok', facts: [], verdicts: [] }]
        : [];
      return {
        layers: uptoBroken([...hex, gzipLayer(reading, [])]),
        findings: [],
        gzip: pick.bytes,
        ...(first?.status === 'ok' ? { document: first.bytes } : {}),
      };
    }
    case 'entry':
      return { layers: [], findings: [], entry: { key: pick.key, text: pick.text } };
  }
}

function policyAnnotation(
  bytes: Uint8Array,
  value: string,
  carrier: readonly Draft[],
  decoded: DecodedAnnotation,
): Peeled {
  const text = decodeUtf8(bytes);
  const layers = annotationLayers(decoded).map((layer): Draft => ({
    ...layer,
    state: 'ok',
    verdicts: policyVerdicts,
  }));
  const base = { layers: [...carrier, ...layers], value, findings: [] };
  return text === undefined ? base : { ...base, entry: { key: 'policy.rego', text } };
}

const policyVerdicts: readonly Verdict[] = [
  { consumer: 'go', outcome: 'accepts', note: 'sends it to the guest with SetPolicy; nothing measures it' },
  { consumer: 'runtime-rs', outcome: 'ignores', note: 'has no handler for this key' },
];

function uptoBroken(layers: readonly Draft[]): readonly Draft[] {
  const end = layers.findIndex(({ state }) => state === 'broken');
  return end < 0 ? layers : layers.slice(0, end + 1);
}

async function documentSubject(
  peeled: Peeled,
  pick: Pick,
  survey: Survey,
  request: ReviewRequest,
): Promise<Subject> {
  const { context, depth = 'full' } = request;
  const full = depth === 'full';
  const { document, decoded } = peeled;
  const bytes = document === undefined ? undefined : new Uint8Array(document);
  const input = bytes === undefined ? undefined : documentFromBytes(bytes);
  const outline = input?.kind === 'text' ? outlineOf(input.text) : undefined;
  const manifest = full ? manifestAround(pick, survey) : '';
  const read = bytes === undefined ? undefined : documentReading(bytes);
  const analysis =
    input === undefined || !full ? undefined : await analyse({ document: input, manifest, context });
  const policy = outline === undefined ? undefined : entryOf(outline, 'policy.rego')?.content;
  const judged = await judgedPolicy(policy, request);
  const known = analysis?.diagnostics ?? [];
  const findings = [
    ...peeled.findings,
    ...known,
    ...withoutKnown(judged?.findings ?? [], known),
    ...(full ? sizeFindings(pick, peeled, request) : []),
  ]
    .toSorted(compareDiagnostics)
    .slice(0, mostFindings);
  const { comparison, from } = await comparisonOf(bytes, outline, peeled, survey, request.expected);
  const outcomes = finalOutcomes(decoded?.consumers, document, read?.outcomes);
  const drafts = [
    ...(await withOtherDocument(peeled)),
    ...(bytes === undefined || read === undefined ? [] : documentLayers(bytes, outline, read)),
  ];
  const repaired = await repairedCopy(peeled, request);
  return {
    isRepaired: request.repaired === true && peeled.repair !== undefined,
    layers: withFindings(drafts, findings),
    outcomes: overruled(outcomes, pick),
    findings,
    checks: analysis?.checks ?? [],
    comparison,
    expectedFrom: from,
    ...(bytes === undefined
      ? {}
      : {
          document: await reviewedDocument(bytes, outline, analysis, survey, pick, request, judged?.glance),
        }),
    ...(repaired === undefined ? {} : { repaired }),
    ...(peeled.value === undefined ? {} : { value: peeled.value }),
  };
}

/** The engine comes when the first policy does, and not for a headline. */
async function judgedPolicy(
  text: string | undefined,
  { context, depth }: ReviewRequest,
): Promise<JudgedPolicy | undefined> {
  if (text === undefined || depth === 'headline') return undefined;
  const chunk = await import('./glance-of.ts').catch(() => undefined);
  // A chunk that cannot be fetched, as when the site has a new release, leaves the rest of the review as it is.
  return chunk?.judgePolicy(text, guestEngineOf(context.release));
}

/** The analysis and the lint both pass on what the parser said. */
function withoutKnown(found: readonly Diagnostic[], known: readonly Diagnostic[]): readonly Diagnostic[] {
  const names = new Set(known.map(nameOf));
  return found.filter((finding) => !names.has(nameOf(finding)));
}

function nameOf({ code, source, span }: Diagnostic): string {
  return `${code} ${source} ${span.from} ${span.to}`;
}

/**
 * Of several intact members the Go runtime reads all and runtime-rs the first, which is the document that is shown: the
 * layer says what the other measures.
 */
async function withOtherDocument({ layers, decoded }: Peeled): Promise<readonly Draft[]> {
  const other = decoded?.documentOfAllMembers;
  if (other === undefined) return layers;
  const text = decodeUtf8(other);
  const algorithm = text === undefined ? undefined : outlineOf(text).algorithm?.value;
  const digest =
    isAlgorithm(algorithm) && webCryptoAvailable()
      ? `, ${algorithm} ${hexOf(await digestOf(new Uint8Array(other), algorithm))}`
      : '';
  const fact = {
    name: 'the Go runtime reads',
    value: `${grouped(other.length)} bytes${digest}`,
    quoted: false,
  };
  return layers.map((layer) => (layer.kind === 'gzip' ? { ...layer, facts: [...layer.facts, fact] } : layer));
}

/** A document parsed once for all that looks at it. */
interface DocumentReading {
  readonly outcomes: DocumentOutcomes;
  readonly parsed: boolean;
  /** Syntax of TOML 1.1 is used. */
  readonly newer: boolean;
}

function documentReading(bytes: Uint8Array): DocumentReading {
  const text = decodeUtf8(bytes);
  if (text === undefined) return { outcomes: documentOutcomes(bytes), parsed: false, newer: false };
  const toml = parseToml(text, 'initdata');
  const newer = toml.diagnostics.some(({ consumers }) =>
    consumers?.some(({ consumer }) => consumer === 'caa'),
  );
  return { outcomes: documentOutcomes(bytes, toml), parsed: toml.value !== undefined, newer };
}

function documentLayers(
  bytes: Uint8Array<ArrayBuffer>,
  outline: Outline | undefined,
  { outcomes, ...toml }: DocumentReading,
): readonly Draft[] {
  const input = documentFromBytes(bytes);
  const facts = factsOf(input, bytes, outline);
  const utf8 = utf8Layer(facts, facts.utf8 ? undefined : firstBadByte(bytes), outcomes);
  if (input.kind !== 'text') return [utf8];
  return uptoBroken([utf8, tomlLayer(facts, toml, outcomes), filesLayer(facts)]);
}

/**
 * The object that the annotation stands in, at its place in the paste: what is around it becomes a comment, so that one of
 * five hundred pods costs no more than itself.
 */
function manifestAround(pick: Pick, { recognition }: Survey): string {
  if (recognition.kind !== 'manifest') return '';
  const { text } = recognition;
  const span = pick.kind === 'annotation' ? pick.annotation.span : undefined;
  return span === undefined ? text : yamlDocumentAt(text, span);
}

function withFindings(drafts: readonly Draft[], findings: readonly Diagnostic[]): readonly Layer[] {
  const kinds = drafts.map(({ kind }) => kind);
  return drafts.map((draft, index) => ({
    ...draft,
    findings: findings.flatMap((finding, at) => (findingsOfLayer(finding, kinds) === index ? [at] : [])),
  }));
}

/** A value in a place where nobody looks is read by nobody, however good it is. */
function overruled(outcomes: readonly Verdict[], pick: Pick): readonly Verdict[] {
  if (pick.kind !== 'annotation' || pick.annotation.effective) return outcomes;
  const { status, reason, keyClass } = pick.annotation;
  const misplaced =
    keyClass === 'runtime' || /^(?:not a |broken)|^on the|^removed|^annotating/.test(reason ?? '');
  if (!misplaced || status === 'placeholder' || status === 'empty') return outcomes;
  const note = reason ?? 'it does not look there';
  return outcomes.map(({ consumer }) =>
    consumer === 'cococtl' || consumer === 'contrast'
      ? (outcomes.find((one) => one.consumer === consumer) ?? { consumer, outcome: 'unknown' })
      : consumer === 'go' || consumer === 'runtime-rs' || consumer === 'caa'
        ? { consumer, outcome: 'ignores', note }
        : { consumer, outcome: 'not-reached' },
  );
}

async function comparisonOf(
  document: Uint8Array<ArrayBuffer> | undefined,
  outline: Outline | undefined,
  { value, gzip, image }: Peeled,
  survey: Survey,
  expected: string,
): Promise<{ readonly comparison: Comparison; readonly from: Subject['expectedFrom'] }> {
  const compare = async (text: string): Promise<Comparison> =>
    compareExpected({
      expected: text,
      ...(document === undefined ? {} : { document }),
      ...(outline?.algorithm?.value === undefined ? {} : { algorithm: outline.algorithm.value }),
      ...(outline?.version?.value === undefined ? {} : { version: outline.version.value }),
      entries: outline?.entries.map(({ key, content }) => ({ key, content })) ?? [],
      wrappings: {
        ...(value === undefined ? {} : { value }),
        ...(gzip === undefined ? {} : { gzip: new Uint8Array(gzip) }),
        ...(image === undefined ? {} : { image: new Uint8Array(image) }),
      },
    });
  if (expected.trim() !== '') return { comparison: await compare(expected), from: 'given' };
  const pasted = survey.digests.filter(({ written }) => readExpected(written).length > 0).slice(0, 4);
  let best: Comparison | undefined;
  for (const { written } of pasted) {
    const comparison = await compare(written);
    if (best === undefined || rankOf(comparison) > rankOf(best)) best = comparison;
  }
  return best === undefined
    ? { comparison: { kind: 'unchecked', reason: 'none-given' }, from: 'none' }
    : { comparison: best, from: 'paste' };
}

function rankOf(comparison: Comparison): number {
  if (comparison.kind === 'matches') return 2;
  return comparison.kind === 'differs' && comparison.explanation !== undefined ? 1 : 0;
}

async function reviewedDocument(
  bytes: Uint8Array<ArrayBuffer>,
  outline: Outline | undefined,
  analysis: Analysis | undefined,
  survey: Survey,
  pick: Pick,
  { context, depth }: ReviewRequest,
  glance: PolicyGlance | undefined,
): Promise<ReviewedDocument> {
  const text = decodeUtf8(bytes);
  const measured = analysis ?? (await measure(bytes, outline?.algorithm?.value, context.platform));
  const facts = analysis?.document ?? factsOf(documentFromBytes(bytes), bytes, outline);
  const span = pick.kind === 'annotation' ? pick.annotation.span : undefined;
  const { recognition } = survey;
  const manifest =
    recognition.kind === 'manifest' && span !== undefined ? yamlDocumentAt(recognition.text, span) : '';
  return {
    of: 'document',
    bytes,
    ...(text === undefined ? {} : { text }),
    facts,
    digests: measured.digests,
    binding: measured.binding,
    ...(await contentsOf(outline, manifest, context, glance, depth === 'headline')),
  };
}

async function repairedCopy(
  { repair, value }: Peeled,
  request: ReviewRequest,
): Promise<RepairedCopy | undefined> {
  if (repair === undefined || value === repair.value) return undefined;
  const bytes = new Uint8Array(repair.document);
  const text = decodeUtf8(bytes);
  const outline = text === undefined ? undefined : outlineOf(text);
  const { digests } = await measure(bytes, outline?.algorithm?.value, request.context.platform);
  const decided =
    digests.kind === 'computed' && digests.decided !== undefined
      ? digests.of[digests.decided].hex
      : undefined;
  return {
    repairs: repair.repairs,
    value: repair.value,
    documentBytes: bytes.length,
    ...(decided === undefined ? {} : { digest: decided }),
    comparison: await compareExpected({
      expected: request.expected,
      document: bytes,
      ...(outline?.algorithm?.value === undefined ? {} : { algorithm: outline.algorithm.value }),
      ...(outline?.version?.value === undefined ? {} : { version: outline.version.value }),
      entries: outline?.entries.map(({ key, content }) => ({ key, content })) ?? [],
      wrappings: { ...(value === undefined ? {} : { value }) },
    }),
  };
}

function sizeFindings(pick: Pick, { value }: Peeled, { context }: ReviewRequest): readonly Diagnostic[] {
  if (pick.kind !== 'annotation' || value === undefined) return [];
  const kind = pick.annotation.where?.kind;
  return checkSize(
    { annotationLength: value.length, platform: context.platform, ...(kind === undefined ? {} : { kind }) },
    { source: 'annotation', span: pointAt(0) },
  );
}

/** A lone policy or configuration file: what it contains, with the checks that need nothing else. */
async function entrySubject(
  { layers, value }: Peeled,
  { key, text }: { readonly key: string; readonly text: string },
  request: ReviewRequest,
): Promise<Subject> {
  const { context, depth } = request;
  const bytes = encodeUtf8(text);
  const judged = key === 'policy.rego' ? await judgedPolicy(text, request) : undefined;
  const config: ConfigContext = {
    now: context.now,
    platform: context.platform,
    release: context.release,
    profile: { cococtl: context.cococtl, production: context.production },
  };
  const own = key === 'aa.toml' ? checkAa(text, config) : key === 'cdh.toml' ? checkCdh(text, config) : [];
  const findings = [...own, ...(judged?.findings ?? []), ...scanSecrets(text, `entry:${key}`)]
    .toSorted(compareDiagnostics)
    .slice(0, mostFindings);
  const { digests } = await measure(bytes, undefined, context.platform);
  const checks: readonly CheckRun[] = [
    {
      name:
        key === 'policy.rego'
          ? 'policy.rego: what it answers to each request'
          : `${key}: keys and values as the guest reads them`,
    },
    { name: 'secret material by its known forms' },
    { name: 'the document around it', skipped: 'only this file was given' },
  ];
  return {
    isRepaired: false,
    layers: layers.map((layer) => ({ ...layer, findings: [] })),
    outcomes: [],
    document: {
      of: 'entry',
      bytes,
      text,
      facts: {
        ...factsOf({ kind: 'text', text }, bytes, undefined),
        entries: [{ key, bytes: bytes.length }],
      },
      digests,
      binding: { kind: 'undecided' },
      ...(await entryContents(key, text, context, judged?.glance, depth === 'headline')),
    },
    findings,
    checks,
    comparison: { kind: 'unchecked', reason: 'no-document' },
    expectedFrom: 'none',
    ...(value === undefined ? {} : { value }),
  };
}
