/** The first line of a review, and the second. In the state in which nothing was compared, neither claims anything. */
import type { Comparison } from '#core/expected/comparison.ts';
import type { Headline, Review, Subject } from './review.ts';

/** @param review all but its headline and sentence */
export function headlineOf(review: Omit<Review, 'headline' | 'sentence'>): Headline {
  const { choices, subject } = review;
  if (subject !== undefined) return subjectHeadline(subject);
  if (choices.length > 1) {
    return {
      kind: 'choose',
      text: `This paste holds ${choices.length} Init-Data: choose the one to review.`,
    };
  }
  return nothingHeadline(review);
}

function subjectHeadline({ comparison, expectedFrom, document, repaired, isRepaired }: Subject): Headline {
  if (document?.of === 'entry') {
    return { kind: 'unchecked', text: 'One file of Init-Data: it has no digest of its own to compare.' };
  }
  const given = expectedFrom === 'paste' ? 'the digest in the paste' : 'the digest you gave';
  const about = isRepaired ? 'The repaired copy' : 'This Init-Data';
  switch (comparison.kind) {
    case 'matches':
      return {
        kind: 'matches',
        text: `${about} matches ${given}.`,
        detail: `${comparison.algorithm}, ${notationWords[comparison.expected.notation]}: the same ${comparison.expected.bytes.length} bytes.`,
      };
    case 'differs':
      return {
        kind: 'differs',
        text: `${about} does not match ${given}.`,
        detail: differenceDetail(comparison),
      };
    case 'unchecked':
      return uncheckedHeadline(comparison, document === undefined, repaired !== undefined);
  }
}

function differenceDetail({
  explanation,
  complete,
  tried,
}: Extract<Comparison, { kind: 'differs' }>): string {
  if (explanation !== undefined) return `Nearest explanation: ${lowerFirst(explanation.text)}`;
  return complete
    ? `No explanation was found among ${tried} digests of near variants: it is probably another document.`
    : `The search for an explanation ended early, after ${tried} digests.`;
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

function uncheckedHeadline(
  { reason, detail }: Extract<Comparison, { kind: 'unchecked' }>,
  unread: boolean,
  repairable: boolean,
): Headline {
  const kind = 'unchecked';
  if (unread) {
    const hint = repairable ? 'A repaired copy can be read.' : undefined;
    return {
      kind,
      text: 'Not checked: it does not decode to a document.',
      ...(hint === undefined ? {} : { detail: hint }),
    };
  }
  switch (reason) {
    case 'none-given':
      return { kind, text: 'Not checked: no expected digest given.' };
    case 'unreadable':
      return {
        kind,
        text: 'Not checked: what was given is no digest.',
        ...(detail === undefined ? {} : { detail }),
      };
    case 'no-crypto':
      return { kind, text: 'Not checked: this page may not hash over plain http.' };
    case 'no-document':
      return { kind, text: 'Not checked: there is no document to compare with.' };
  }
}

const notationWords = {
  hex: 'in hexadecimal',
  'hex-upper': 'in hexadecimal with capitals, which a comparison of texts refuses',
  base64: 'in base64',
  base64url: 'in base64url, which most tools refuse',
  'hex-in-base64': 'as base64 of the hexadecimal digits, which no component writes',
} as const;

function nothingHeadline({
  paste,
  digests,
  token,
  requests,
}: Omit<Review, 'headline' | 'sentence'>): Headline {
  const kind = 'nothing';
  if (token !== undefined) {
    return {
      kind,
      text: 'An attestation token. Its signature was not looked at.',
      detail: 'Paste the Init-Data beside it to compare the two.',
    };
  }
  if (requests !== undefined) {
    const [first] = requests.entries;
    return {
      kind,
      text:
        requests.kind === 'denial'
          ? `A policy refused ${first?.request ?? 'a request'}.`
          : 'A log of requests to an agent policy.',
      detail: 'There is no Init-Data in it.',
    };
  }
  const [digest] = digests;
  if (digest !== undefined) {
    return {
      kind,
      text: `A digest of ${digest.bytes} bytes.`,
      detail: 'A digest cannot be turned back into its document: paste the Init-Data to compare with.',
    };
  }
  return { kind, text: 'No Init-Data was found.', detail: paste.evidence };
}
