/** Everything about one choice: peeled, digested, checked, compared. */
import { analyse } from '#core/analysis/analyse.ts';
import { isLintAlone } from '#core/analysis/beside-lint.ts';
import type { Analysis, CheckRun } from '#core/analysis/analysis.ts';
import { documentFromBytes, factsOf } from '#core/analysis/facts.ts';
import { engineOf } from '#core/analysis/guest-engine.ts';
import { measure } from '#core/analysis/measure.ts';
import { checkAa } from '#core/config/check-aa.ts';
import { checkCdh } from '#core/config/check-cdh.ts';
import type { ConfigContext } from '#core/config/context.ts';
import { compareDiagnostics, type Diagnostic } from '#core/diagnostics/diagnostic.ts';
import { entryOf, outlineOf, type Outline } from '#core/initdata/outline.ts';
import type { Survey } from '#core/recognition/survey.ts';
import { scanSecrets } from '#core/secrets/scan.ts';
import { checkSize } from '#core/size/size.ts';
import { pointAt } from '#core/text/span.ts';
import { decodeUtf8, encodeUtf8 } from '#core/text/utf8.ts';
import type { Pick } from './choices.ts';
import { comparisonOf, repairedCopy } from './comparing.ts';
import { contentsOf, entryContents } from './contents.ts';
import { documentLayers, documentReading, withFindings, withOtherDocument } from './document-layers.ts';
import type { JudgedPolicy } from './glance-of.ts';
import { mostFindings } from './limits.ts';
import { peel, type Peeled } from './peel.ts';
import type { PolicyGlance } from './policy-glance.ts';
import type { ReviewedDocument, ReviewRequest, Subject, Verdict } from './review.ts';
import type { Steps } from './steps.ts';
import { finalOutcomes } from './verdicts.ts';
import { yamlDocumentAt } from './yaml-document.ts';

/** Reviews one pick. Never throws, whatever is in it. */
export async function subjectOf(
  pick: Pick,
  survey: Survey,
  request: ReviewRequest,
  steps: Steps,
): Promise<Subject> {
  const peeled = peel(pick, survey, request.repaired === true);
  await steps.next();
  return peeled.entry === undefined
    ? documentSubject(peeled, pick, survey, request, steps)
    : entrySubject(peeled, peeled.entry, request);
}

async function documentSubject(
  peeled: Peeled,
  pick: Pick,
  survey: Survey,
  request: ReviewRequest,
  steps: Steps,
): Promise<Subject> {
  const { context, depth = 'full' } = request;
  const full = depth === 'full';
  const { document, decoded } = peeled;
  const bytes = document === undefined ? undefined : new Uint8Array(document);
  const input = bytes === undefined ? undefined : documentFromBytes(bytes);
  const outline = input?.kind === 'text' ? outlineOf(input.text) : undefined;
  const manifest = full ? manifestAround(pick, survey) : '';
  const read = bytes === undefined ? undefined : documentReading(bytes);
  await steps.next();
  const analysis =
    input === undefined || !full ? undefined : await analyse({ document: input, manifest, context });
  await steps.next();
  const policy = outline === undefined ? undefined : entryOf(outline, 'policy.rego')?.content;
  const judged = await judgedPolicy(policy, request);
  await steps.next();
  const findings = [
    ...peeled.findings,
    ...(analysis?.diagnostics ?? []),
    ...(judged?.findings ?? []).filter(isLintAlone),
    ...(full ? sizeFindings(pick, peeled, request) : []),
  ]
    .toSorted(compareDiagnostics)
    .slice(0, mostFindings);
  const { comparison, from } = await comparisonOf(bytes, outline, peeled, survey, request.expected, steps);
  await steps.next();
  const outcomes = finalOutcomes(decoded?.consumers, document, read?.outcomes);
  const drafts = [
    ...(await withOtherDocument(peeled)),
    ...(bytes === undefined || read === undefined ? [] : documentLayers(bytes, outline, read)),
  ];
  const repaired = await repairedCopy(peeled, request, steps);
  await steps.next();
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
  return chunk?.judgePolicy(text, engineOf(context));
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
