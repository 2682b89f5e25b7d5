/** The worker's side of review links: the secret scan, compressing, and the many rounds of a passphrase. */
import { makeLink, readLink, type ReadLink } from '#core/link/link.ts';
import { scanBeforeSharing } from '#core/review/share-scan.ts';
import type { MakeLinkAnswer, MakeLinkRequest } from './calls.ts';
import { bytesOf } from './review.ts';

export async function makeReviewLink({
  paste,
  expected,
  passphrase,
  overruled,
}: MakeLinkRequest): Promise<MakeLinkAnswer> {
  const content = await bytesOf(paste);
  const { blocking } = scanBeforeSharing(content);
  if (blocking.length > 0 && !overruled) return { kind: 'secrets', found: blocking };
  return makeLink(
    { content, ...(paste.name === undefined ? {} : { name: paste.name }), expected },
    passphrase,
  );
}

export function readReviewLink({
  content,
  passphrase,
}: {
  readonly content: string;
  readonly passphrase: string;
}): Promise<ReadLink> {
  return readLink(content, passphrase);
}
