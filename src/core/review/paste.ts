/** The one entry: from the bytes of a paste to its review. */
import { recognise } from '#core/recognition/recognise.ts';
import { surveyOf, type Survey } from '#core/recognition/survey.ts';
import { decodeUtf8 } from '#core/text/utf8.ts';
import { choicesOf, picksOf } from './choices.ts';
import { headlineOf } from './headline.ts';
import type { PasteFacts, RequestLog, Review, ReviewRequest } from './review.ts';
import { sentenceOf } from './sentence.ts';
import { subjectOf } from './subject.ts';
import { tokenFacts } from './token-facts.ts';

/** The last paste: another choice or expected value asks for the same bytes again. */
let latest:
  { readonly bytes: Uint8Array; readonly name: string | undefined; readonly survey: Survey } | undefined;

/**
 * Reviews what was pasted or dropped.
 *
 * Never throws for anything that is in the bytes, and takes no longer than a second or two for the worst of them. The
 * caller bounds their length (`maxPasteBytes`).
 */
export async function review(request: ReviewRequest): Promise<Review> {
  const survey = surveyed(request.paste);
  const { recognition } = survey;
  const picks = picksOf(survey);
  const choices = await choicesOf(picks);
  const chosen = request.choice ?? (picks.length === 1 ? 0 : undefined);
  const pick = chosen === undefined ? undefined : picks[chosen];
  const subject = pick === undefined ? undefined : await subjectOf(pick, survey, request);
  const log = requestLogOf(survey);
  const facts: Omit<Review, 'headline' | 'sentence'> = {
    paste: factsOf(request, survey),
    choices,
    chosen: pick === undefined ? undefined : chosen,
    digests: survey.digests,
    ...(subject === undefined ? {} : { subject }),
    ...(recognition.kind === 'token' ? { token: tokenFacts(recognition) } : {}),
    ...(log === undefined ? {} : { requests: log }),
  };
  return { ...facts, headline: headlineOf(facts), sentence: sentenceOf(facts, request.context) };
}

function surveyed({ bytes, name }: ReviewRequest['paste']): Survey {
  if (latest?.name === name && latest !== undefined && equal(latest.bytes, bytes)) return latest.survey;
  const survey = surveyOf(recognise({ bytes, name }));
  latest = { bytes, name, survey };
  return survey;
}

function equal(a: Uint8Array, b: Uint8Array): boolean {
  return a === b || (a.length === b.length && a.every((byte, at) => byte === b[at]));
}

function factsOf({ paste }: ReviewRequest, { recognition, carriers }: Survey): PasteFacts {
  const text = decodeUtf8(paste.bytes);
  return {
    kind: recognition.kind,
    evidence: recognition.evidence,
    carriers,
    bytes: paste.bytes.length,
    ...(text === undefined ? {} : { text }),
  };
}

function requestLogOf({ recognition }: Survey): RequestLog | undefined {
  if (recognition.kind !== 'requests') return undefined;
  return { kind: recognition.form, entries: recognition.requests };
}
