/** PEM blocks in a text: where they are and what bytes they hold. Reading the bytes is left to `read.ts`. */
import type { Span } from '#core/text/span.ts';

export interface PemBlock {
  /** Such as `CERTIFICATE` or `RSA PRIVATE KEY`. */
  readonly label: string;
  /** From the first dash of BEGIN to the last dash of END; to the end of the text when END is missing. */
  readonly span: Span;
  /** What stands between the two lines. */
  readonly bodySpan: Span;
  /** The bytes; absent when the body is not base64 or END is missing. */
  readonly der?: Uint8Array<ArrayBuffer>;
  /** Why there are no bytes. */
  readonly problem?: 'not-base64' | 'no-end' | 'empty';
}

const begin = /-----BEGIN ([A-Z0-9][A-Z0-9 ]{0,60})-----/g;

/** The PEM blocks of a text in order, whatever their label. Linear in the text. */
export function pemBlocksIn(text: string): readonly PemBlock[] {
  const blocks: PemBlock[] = [];
  if (!text.includes('-----BEGIN ')) return blocks;
  let end = 0;
  for (const match of text.matchAll(begin)) {
    if (match.index < end) continue;
    const label = match[1] ?? '';
    const from = match.index + match[0].length;
    const closing = `-----END ${label}-----`;
    const to = text.indexOf(closing, from);
    const next = text.indexOf('-----BEGIN ', from);
    if (to === -1 || (next !== -1 && next < to)) {
      end = next === -1 ? text.length : next;
      const span = { from: match.index, to: end };
      blocks.push({ label, span, bodySpan: { from, to: end }, problem: 'no-end' });
      continue;
    }
    end = to + closing.length;
    blocks.push({
      label,
      span: { from: match.index, to: end },
      bodySpan: { from, to },
      ...bytesOf(text.slice(from, to)),
    });
  }
  return blocks;
}

function bytesOf(body: string): Pick<PemBlock, 'der' | 'problem'> {
  const base64 = body.replace(/\s+/g, '');
  if (base64 === '') return { problem: 'empty' };
  if (base64.length % 4 === 1 || !/^[A-Za-z0-9+/]+={0,2}$/.test(base64)) return { problem: 'not-base64' };
  try {
    return { der: Uint8Array.from(atob(base64), (character) => character.charCodeAt(0)) };
  } catch {
    return { problem: 'not-base64' };
  }
}

/** Equal for equal bytes: the identity of a certificate, also where no digest can be computed. */
export function derKey(der: Uint8Array): string {
  let text = '';
  for (const byte of der) text += String.fromCharCode(byte);
  return text;
}
