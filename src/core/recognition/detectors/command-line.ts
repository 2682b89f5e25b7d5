/** The options with which a host starts its machine: the value that the hardware will carry stands among them. */
import { readBase64 } from '#core/annotation/base64.ts';
import { hexOf } from '#core/initdata/hex.ts';
import type { Detector } from '../recognition.ts';

export const commandLineDetector: Detector = {
  name: 'command-line',
  detect: ({ text, trimmed }) => {
    if (text === undefined || trimmed.length > 100_000) return undefined;
    const match =
      /\b(host-data|personalization-value)=([A-Za-z0-9+/]+={0,2})|"(mrconfigid)"[ \t]*:[ \t]*"([A-Za-z0-9+/]+={0,2})"/.exec(
        text,
      );
    const label = match?.[1] ?? match?.[3];
    const written = match?.[2] ?? match?.[4];
    const bytes = written === undefined ? undefined : readBase64(written).bytes;
    if (match === null || label === undefined || written === undefined || bytes === undefined)
      return undefined;
    const { length } = bytes;
    if (length !== 32 && length !== 48 && length !== 64) return undefined;
    const hex = hexOf(bytes);
    const from = match.index + match[0].lastIndexOf(written);
    return {
      kind: 'digest',
      hex,
      encoding: 'base64',
      length,
      zeroTail: Math.floor((/(?:00)*$/.exec(hex)?.[0].length ?? 0) / 2),
      written,
      span: { from, to: from + written.length },
      label,
      confidence: 'certain',
      evidence: `It has ${label}, as the command line of a virtual machine does.`,
    };
  },
};
