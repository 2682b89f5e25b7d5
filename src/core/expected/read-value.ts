/** Reads what a person gives as an expected digest, however it was copied. */
import { readBase64 } from '#core/annotation/base64.ts';
import { bytesOfHex, hexOf } from '#core/initdata/hex.ts';
import { decodeUtf8 } from '#core/text/utf8.ts';
import type { ExpectedValue, Notation } from './comparison.ts';

/** Lengths of digests and of the fields that carry them; 256 is the field of Secure Execution. */
const lengths: readonly number[] = [32, 48, 64, 256];

/** Longer than any notation of 256 bytes with names around it. */
const longestInput = 4096;

/**
 * The values that a text can stand for, the likeliest first: 64 hexadecimal digits are also base64 of 48 bytes.
 *
 * Understood are hexadecimal digits in any case, in groups or behind `0x`, a line of `sha384sum`, base64 and base64url with
 * or without padding, base64 of hexadecimal digits, `sha384:` or `sha384-` before any of them, quotes around it, and
 * `"init_data": "…"` as a token prints it. Empty for anything else. Never throws.
 */
export function readExpected(input: string): readonly ExpectedValue[] {
  if (input.length > longestInput) return [];
  const written = input.replaceAll(/[\s\u00a0\u200b\ufeff]+/g, ' ').trim();
  const bare = bareOf(written);
  if (bare === '') return [];
  const found: ExpectedValue[] = [];
  const add = (bytes: Uint8Array | undefined, notation: Notation): void => {
    if (bytes !== undefined && lengths.includes(bytes.length))
      found.push({ written, notation, bytes, hex: hexOf(bytes) });
  };
  const hex = bare.replaceAll(/[ :]/g, '');
  add(bytesOfHex(hex), /[A-F]/.test(hex) ? 'hex-upper' : 'hex');
  const compact = bare.replaceAll(' ', '');
  const reading = /^[\w+/-]+={0,2}$/.test(compact) ? readBase64(compact) : undefined;
  if (reading?.bytes !== undefined && reading.padding !== 'excess') {
    add(reading.bytes, reading.alphabet === 'url' ? 'base64url' : 'base64');
    const inner = decodeUtf8(reading.bytes)?.split(/\s/, 1)[0] ?? '';
    add(bytesOfHex(inner), 'hex-in-base64');
  }
  return found;
}

/** The value without what names it. */
function bareOf(written: string): string {
  const member = /["']?(?:init_data|mrconfigid|host-data|host_data)["']?\s*[:=]\s*["']?([\w+/=-]+)/.exec(
    written,
  )?.[1];
  if (member !== undefined) return member;
  const unquoted = written.replace(/^["'`“‘]|["'`”’,]+$/g, '').trim();
  const named = unquoted.replace(
    /^(?:sha-?(?:256|384|512)[:=-]\s*|SHA(?:2-)?(?:256|384|512)\([^)]*\)\s*=\s*|0x(?=[0-9a-f :]+$))/i,
    '',
  );
  const sumLine = /^((?:[0-9a-f]{2})+) [ *]?\S/i.exec(named)?.[1];
  return sumLine !== undefined && sumLine.length >= 64 && !/^(?:[0-9a-f]{2,16} )+[0-9a-f]{2,16}$/i.test(named)
    ? sumLine
    : named;
}

/** Why a text is no value, for the person who gave it; undefined when it is one. */
export function unreadableBecause(input: string): string | undefined {
  if (readExpected(input).length > 0) return undefined;
  if (input.length > longestInput) return 'It is far longer than a digest.';
  const digits = bareOf(input.trim()).replaceAll(/[\s:]/g, '');
  if (/^[0-9a-f]+$/i.test(digits)) {
    return `It has ${digits.length} hexadecimal digits; a digest has 64, 96 or 128.`;
  }
  return 'It is neither hexadecimal nor base64 of 32, 48 or 64 bytes.';
}
