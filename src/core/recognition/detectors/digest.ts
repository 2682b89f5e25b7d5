/** Digests in hex, alone or as sha*sum prints them, and in base64. */
import { readBase64 } from '#core/annotation/base64.ts';
import { startsGzip } from '#core/annotation/gzip.ts';
import { hexOf } from '#core/initdata/hex.ts';
import { decodeUtf8 } from '#core/text/utf8.ts';
import type { Detector, Recognition } from '../recognition.ts';

export const digestDetector: Detector = {
  name: 'digest',
  detect: ({ trimmed }) => {
    if (trimmed.length > 512) return undefined;
    const hex = /^(?:0x)?([0-9A-Fa-f]+)(?: [ *]\S.*)?$/.exec(trimmed)?.[1] ?? grouped(trimmed);
    const length = hex === undefined ? undefined : lengthOf(hex.length / 2);
    if (hex !== undefined && length !== undefined) {
      return digest(
        hex.toLowerCase(),
        'hex',
        length,
        `It is ${hex.length} hexadecimal digits, a digest of ${length} bytes.`,
        trimmed,
        /^[0-9A-Fa-fx]+ [ *](\S.*)$/.exec(trimmed)?.[1],
      );
    }
    return base64Digest(trimmed);
  },
};

/** Groups of digits with spaces or colons between them. */
function grouped(text: string): string | undefined {
  if (!/^[0-9A-Fa-f]{2,16}([ :\n][0-9A-Fa-f]{2,16})+$/.test(text)) return undefined;
  return text.replaceAll(/[^0-9A-Fa-f]/g, '');
}

function base64Digest(text: string): Recognition | undefined {
  if (!/^[A-Za-z0-9+/]{43,88}={0,2}$/.test(text)) return undefined;
  const { bytes, strict } = readBase64(text);
  const length = bytes === undefined || strict !== 'ok' ? undefined : lengthOf(bytes.length);
  if (bytes === undefined || length === undefined || startsGzip(bytes) || decodeUtf8(bytes) !== undefined) {
    return undefined;
  }
  return digest(
    hexOf(bytes),
    'base64',
    length,
    `It is base64 of ${length} bytes, as host data is written.`,
    text,
  );
}

function digest(
  hex: string,
  encoding: 'hex' | 'base64',
  length: 32 | 48 | 64,
  evidence: string,
  written: string,
  label?: string,
): Recognition {
  const zeroTail = Math.floor((/(?:00)*$/.exec(hex)?.[0].length ?? 0) / 2);
  return {
    kind: 'digest',
    hex,
    encoding,
    length,
    zeroTail,
    written,
    ...(label === undefined ? {} : { label }),
    confidence: 'likely',
    evidence,
  };
}

function lengthOf(bytes: number): 32 | 48 | 64 | undefined {
  return bytes === 32 || bytes === 48 || bytes === 64 ? bytes : undefined;
}
