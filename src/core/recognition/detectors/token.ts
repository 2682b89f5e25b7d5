/** JSON web tokens, with or without the word of the header before them. */
import { readBase64 } from '#core/annotation/base64.ts';
import { hexOf } from '#core/initdata/hex.ts';
import { decodeUtf8 } from '#core/text/utf8.ts';
import type { FoundDigest } from '../found.ts';
import type { Detector } from '../recognition.ts';

/** A token with a whole policy in its claims has some 100 kB; what is longer is something else. */
const longestToken = 2_000_000;

export const tokenDetector: Detector = {
  name: 'token',
  detect: ({ text, trimmed }) => {
    if (text === undefined || trimmed.length > longestToken) return undefined;
    const parts =
      /^(?:(?:authorization:[ \t]*)?bearer[ \t]+)?["']?(eyJ[\w-]*)\.([\w-]+)\.([\w-]*)["']?$/i.exec(trimmed);
    const header = jsonIn(parts?.[1]);
    const payload = jsonIn(parts?.[2]);
    if (parts === null || header === undefined || payload === undefined) return undefined;
    return {
      kind: 'token',
      header,
      payload,
      signature: parts[3] === '' ? 'empty' : 'present',
      digests: initDataClaims(payload),
      confidence: 'certain',
      evidence: 'It is a JSON web token: three parts of base64url, of which two are JSON objects.',
    };
  },
};

function jsonIn(part: string | undefined): string | undefined {
  const bytes = part === undefined ? undefined : readBase64(part).bytes;
  const text = bytes === undefined ? undefined : decodeUtf8(bytes);
  return text !== undefined && parsed(text) !== undefined ? text : undefined;
}

function parsed(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** `init_data` of the submodules, and of a flat token of older releases. */
function initDataClaims(payload: string): readonly FoundDigest[] {
  const claims = parsed(payload) ?? {};
  const submodules = isObject(claims['submods']) ? Object.entries(claims['submods']) : [];
  const places: readonly (readonly [string, unknown])[] = [
    ...submodules.map(([name, submodule]): readonly [string, unknown] => {
      const evidence = isObject(submodule) ? submodule['ear.veraison.annotated-evidence'] : undefined;
      return [`init_data of ${name}`, isObject(evidence) ? evidence['init_data'] : undefined];
    }),
    ['init_data', claims['init_data']],
  ];
  return places.flatMap(([label, written]) => {
    const found = typeof written === 'string' ? digestIn(written) : undefined;
    return found === undefined ? [] : [{ ...found, label }];
  });
}

function digestIn(written: string): FoundDigest | undefined {
  const isHex = /^(?:[0-9A-Fa-f]{2}){32,64}$/.test(written);
  const decoded = isHex || written.length > 120 ? undefined : readBase64(written).bytes;
  const hex = isHex ? written.toLowerCase() : decoded === undefined ? '' : hexOf(decoded);
  const bytes = hex.length / 2;
  if (bytes !== 32 && bytes !== 48 && bytes !== 64) return undefined;
  const zeroTail = Math.floor((/(?:00)*$/.exec(hex)?.[0].length ?? 0) / 2);
  return { written, hex, bytes, encoding: isHex ? 'hex' : 'base64', zeroTail };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
