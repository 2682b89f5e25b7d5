/** PEM blocks in a text: where they are and what bytes they hold. Reading the bytes is left to `read.ts`. */
import { readBase64 } from '#core/annotation/base64.ts';
import type { Span } from '#core/text/span.ts';

export interface PemPlace {
  /** Such as `CERTIFICATE` or `RSA PRIVATE KEY`. */
  readonly label: string;
  /** From the first dash of BEGIN to the last dash of END; to the next block or the end of the text when END is missing. */
  readonly span: Span;
  /** What stands between the two lines. */
  readonly bodySpan: Span;
  /** False when the line END is missing. */
  readonly closed: boolean;
}

export interface PemBlock extends PemPlace {
  /** The bytes; absent when the body is not base64 or END is missing. */
  readonly der?: Uint8Array<ArrayBuffer>;
  /** Why there are no bytes. */
  readonly problem?: 'not-base64' | 'no-end' | 'empty';
}

const marker = /-----(BEGIN|END) ([A-Z0-9][A-Z0-9 ]{0,60})-----/g;

interface Opening {
  readonly label: string;
  readonly from: number;
  readonly to: number;
}

/** The PEM blocks of a text in order, whatever their label, with their bytes. Linear in the text. */
export function pemBlocksIn(text: string): readonly PemBlock[] {
  return pemPlacesIn(text).map((place) =>
    place.closed
      ? { ...place, ...bytesOf(text.slice(place.bodySpan.from, place.bodySpan.to)) }
      : { ...place, problem: 'no-end' },
  );
}

/** As `pemBlocksIn`, for callers that do not need the bytes. */
export function pemPlacesIn(text: string): readonly PemPlace[] {
  const places: PemPlace[] = [];
  if (!text.includes('-----BEGIN ')) return places;
  let open: Opening | undefined;
  for (const match of text.matchAll(marker)) {
    const label = match[2] ?? '';
    const to = match.index + match[0].length;
    if (match[1] === 'BEGIN') {
      if (open !== undefined) places.push(placeOf(open, match.index, match.index, false));
      open = { label, from: match.index, to };
    } else if (open?.label === label) {
      places.push(placeOf(open, match.index, to, true));
      open = undefined;
    }
  }
  if (open !== undefined) places.push(placeOf(open, text.length, text.length, false));
  return places;
}

function placeOf(open: Opening, bodyEnd: number, end: number, closed: boolean): PemPlace {
  const { label, from, to } = open;
  return { label, span: { from, to: end }, bodySpan: { from: to, to: bodyEnd }, closed };
}

function bytesOf(body: string): Pick<PemBlock, 'der' | 'problem'> {
  const { strict, bytes } = readBase64(body.replace(/[ \t\r\n]+/g, ''));
  if (strict === 'empty') return { problem: 'empty' };
  return strict === 'error' || bytes === undefined ? { problem: 'not-base64' } : { der: bytes };
}

/** Equal for equal bytes: the identity of a certificate, also where no digest can be computed. */
export function derKey(der: Uint8Array): string {
  let text = '';
  for (const byte of der) text += String.fromCharCode(byte);
  return text;
}
