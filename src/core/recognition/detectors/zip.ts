/** Zip files, those written here told from others by the names inside. */
import { bundleNames } from '#core/bundle/read.ts';
import type { Detector } from '../recognition.ts';

export const zipDetector: Detector = {
  name: 'zip',
  detect: ({ bytes }) => {
    const [p, k, third] = bytes;
    if (p !== 0x50 || k !== 0x4b || (third !== 0x03 && third !== 0x05)) return undefined;
    return bundleNames(bytes)?.includes('initdata.toml') === true
      ? {
          kind: 'bundle',
          bytes,
          confidence: 'certain',
          evidence: 'It is a zip file with initdata.toml in it.',
        }
      : { kind: 'other-zip', confidence: 'likely', evidence: 'It is a zip file without initdata.toml.' };
  },
};
