/** Files that are known by their first bytes: disk image and gzip. */
import { startsGzip } from '#core/annotation/gzip.ts';
import type { Detector } from '../recognition.ts';

const imageMagic = 'initdata';

export const imageDetector: Detector = {
  name: 'image',
  detect: ({ bytes }) => {
    if (bytes.length < 16 || !startsWith(bytes, imageMagic)) return undefined;
    const packed = startsGzip(bytes, 16);
    const lengthIsBinary = bytes[15] === 0 || bytes[8] === 0;
    if (!packed && !lengthIsBinary) return undefined; // text may start with the same word
    return {
      kind: 'image',
      bytes,
      confidence: packed ? 'certain' : 'likely',
      evidence: packed
        ? 'It starts with "initdata", a length and a gzip stream: the disk that a guest reads.'
        : 'It starts with "initdata" and a length, but no gzip stream follows.',
    };
  },
};

export const gzipDetector: Detector = {
  name: 'gzip',
  detect: ({ bytes }) =>
    startsGzip(bytes)
      ? { kind: 'gzip', bytes, confidence: 'certain', evidence: 'It starts with 1f 8b, as gzip does.' }
      : undefined,
};

function startsWith(bytes: Uint8Array, ascii: string): boolean {
  for (let index = 0; index < ascii.length; index++) {
    if (bytes[index] !== ascii.charCodeAt(index)) return false;
  }
  return true;
}
