/** The attestation request of the KBS protocol, which carries the document as plain text. */
import { encodeUtf8 } from '#core/text/utf8.ts';
import type { Detector } from '../recognition.ts';

export const kbsRequestDetector: Detector = {
  name: 'kbs-request',
  detect: ({ text, trimmed }) => {
    if (text === undefined || !trimmed.startsWith('{') || !trimmed.includes('"body"')) return undefined;
    const found = bodyIn(trimmed);
    if (found === undefined) return undefined;
    const { body, path } = found;
    return {
      kind: 'carried',
      text,
      carriers: ['kbs-request'],
      annotations: [],
      documents: [{ bytes: encodeUtf8(body), path }],
      digests: [],
      confidence: 'certain',
      evidence: 'It is JSON with a format and a body, as Init-Data is sent to the KBS.',
    };
  },
};

function bodyIn(json: string): { readonly body: string; readonly path: string } | undefined {
  try {
    const value: unknown = JSON.parse(json);
    const outer = memberOf(value, 'init-data') ?? memberOf(value, 'initdata');
    const inner = outer ?? value;
    const body = memberOf(inner, 'body');
    if (typeof body !== 'string' || memberOf(inner, 'format') === undefined) return undefined;
    return { body, path: outer === undefined ? 'body' : 'init-data.body' };
  } catch {
    return undefined;
  }
}

function memberOf(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
  return (value as Readonly<Record<string, unknown>>)[name];
}
