/** The one entry: from the bytes of a paste to its review. */
import { startsGzip } from '#core/annotation/gzip.ts';
import { startsImage } from '#core/image/image.ts';
import type { Recognition } from '#core/recognition/recognition.ts';
import { recognise } from '#core/recognition/recognise.ts';
import { surveyOf, type Survey } from '#core/recognition/survey.ts';
import { equalBytes } from '#core/text/bytes.ts';
import { decodeUtf8 } from '#core/text/utf8.ts';
import { choicesOf, picksInBundle, picksOf, type Pick } from './choices.ts';
import { headlineOf } from './headline.ts';
import { grouped } from './layer-facts.ts';
import { maxTextCharacters } from './limits.ts';
import type { Choice, PasteFacts, RequestLog, Review, ReviewRequest } from './review.ts';
import { sentenceOf } from './sentence.ts';
import { toTheEnd, type Steps } from './steps.ts';
import { subjectOf } from './subject.ts';
import { tokenFacts } from './token-facts.ts';

interface Surveyed {
  readonly bytes: Uint8Array;
  readonly name: string | undefined;
  readonly survey: Survey;
  readonly picks: readonly Pick[];
  readonly choices: readonly Choice[];
}

/** The last paste: another choice or expected value asks for the same bytes again. */
let latest: Surveyed | undefined;

/**
 * Reviews what was pasted or dropped.
 *
 * Never throws for anything that is in the bytes, and takes no longer than a few seconds for the worst of them. The
 * caller bounds their length (`maxPasteBytes`).
 *
 * @param steps rejects with what ends the work, when nobody waits for it any more
 */
export async function review(request: ReviewRequest, steps: Steps = toTheEnd): Promise<Review> {
  const { survey, picks, choices } = await surveyed(request.paste, steps);
  await steps.next();
  const { recognition } = survey;
  const chosen = request.choice ?? (picks.length === 1 ? 0 : undefined);
  const pick = chosen === undefined ? undefined : picks[chosen];
  const subject = pick === undefined ? undefined : await subjectOf(pick, survey, request, steps);
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

async function surveyed({ bytes, name }: ReviewRequest['paste'], steps: Steps): Promise<Surveyed> {
  if (latest !== undefined && latest.name === name && equalBytes(latest.bytes, bytes)) return latest;
  const survey = surveyOf(recogniseBounded({ bytes, name }));
  await steps.next();
  const picks = [...picksOf(survey), ...(await picksInBundle(survey))];
  const found = { bytes, name, survey, picks, choices: await choicesOf(picks, steps) };
  latest = found;
  return found;
}

/** Text beyond the bound is not searched: nothing that long is Init-Data, and every search through it would be felt. */
function recogniseBounded(input: {
  readonly bytes: Uint8Array;
  readonly name: string | undefined;
}): Recognition {
  const { bytes } = input;
  const isBinary = startsImage(bytes) || startsGzip(bytes) || startsZip(bytes);
  if (bytes.length <= maxTextCharacters || isBinary) return recognise(input);
  return {
    kind: 'binary',
    confidence: 'guess',
    evidence: `It has ${grouped(bytes.length)} bytes; text beyond ${grouped(maxTextCharacters)} is not searched for Init-Data.`,
  };
}

function startsZip([p, k]: Uint8Array): boolean {
  return p === 0x50 && k === 0x4b;
}

function factsOf({ paste }: ReviewRequest, { recognition, carriers }: Survey): PasteFacts {
  const text = paste.bytes.length > maxTextCharacters ? undefined : decodeUtf8(paste.bytes);
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
