import { decodeUtf8 } from '#core/text/utf8.ts';
import { markdownDetector } from './detectors/markdown.ts';
import type { Confidence, Detector, Recognition, RecognitionInput, Subject } from './recognition.ts';
import { detectorsWith } from './registry.ts';

const rank: Readonly<Record<Confidence, number>> = { certain: 2, likely: 1, guess: 0 };

/**
 * Says what a pasted or opened thing is.
 *
 * @returns the surest finding of all detectors, `text` or `binary` when none knows it. Never throws.
 */
export function recognise(input: RecognitionInput): Recognition {
  return recogniseBy(everywhere, input);
}

const inBlocks = detectorsWith(undefined);
const everywhere = detectorsWith(markdownDetector((bytes) => recogniseBy(inBlocks, { bytes })));

function recogniseBy(detectors: readonly Detector[], input: RecognitionInput): Recognition {
  const subject = subjectOf(input);
  if (subject.text !== undefined && subject.trimmed === '' && subject.name === '') return emptiness;
  let best: Recognition | undefined;
  for (const { detect } of detectors) {
    const found = detect(subject);
    if (found === undefined) continue;
    if (best === undefined || rank[found.confidence] > rank[best.confidence]) best = found;
    if (best.confidence === 'certain') break;
  }
  return best ?? remainder(subject);
}

const emptiness: Recognition = {
  kind: 'empty',
  confidence: 'certain',
  evidence: 'There is nothing but white space in it.',
};

function remainder({ text, trimmed }: Subject): Recognition {
  if (text === undefined) {
    return {
      kind: 'binary',
      confidence: 'guess',
      evidence: 'It is not text, and its first bytes are of no known kind.',
    };
  }
  if (trimmed === '') return emptiness;
  return {
    kind: 'text',
    text,
    confidence: 'guess',
    evidence: 'It is text that looks like none of the known kinds.',
  };
}

function subjectOf({ bytes, name }: RecognitionInput): Subject {
  const text = decodeUtf8(bytes);
  return {
    bytes,
    ...(text === undefined ? {} : { text }),
    trimmed: (text ?? '').replace(/^\ufeff/, '').trim(),
    name: (name ?? '').split(/[\\/]/).at(-1)?.toLowerCase() ?? '',
  };
}
