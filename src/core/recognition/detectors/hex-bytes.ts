/** A gzip stream written as hexadecimal digits, as xxd -p prints it. */
import { startsGzip } from '#core/annotation/gzip.ts';
import type { Detector } from '../recognition.ts';

export const hexBytesDetector: Detector = {
  name: 'hex-bytes',
  detect: ({ trimmed }) => {
    if (!/^1f ?8b/i.test(trimmed)) return undefined;
    const digits = trimmed.replaceAll(/[\s:]/g, '');
    if (digits.length % 2 !== 0 || /[^0-9a-f]/i.test(digits)) return undefined;
    const bytes = new Uint8Array(digits.length / 2);
    for (let at = 0; at < bytes.length; at++) {
      bytes[at] = Number.parseInt(digits.slice(2 * at, 2 * at + 2), 16);
    }
    if (!startsGzip(bytes)) return undefined;
    return {
      kind: 'gzip',
      bytes,
      writtenIn: 'hex',
      confidence: 'certain',
      evidence: 'It is hexadecimal digits that start with 1f 8b, as gzip does.',
    };
  },
};
