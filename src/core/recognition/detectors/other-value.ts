/** One long word of base64 that holds neither gzip nor text of ours: somebody took it for an annotation. */
import { readBase64 } from '#core/annotation/base64.ts';
import type { Detector } from '../recognition.ts';
import { bareValue, statusOf } from '../value-status.ts';

export const otherValueDetector: Detector = {
  name: 'other-value',
  detect: ({ text, trimmed }) => {
    const value = bareValue(trimmed);
    if (text === undefined || value.length < 16 || value.length > 1_000_000) return undefined;
    if (!/^[A-Za-z0-9+/_-]+={0,2}$/.test(value) || /^[0-9a-f]+$/i.test(value)) return undefined;
    const kinds = [/[a-z]/, /[A-Z]/, /[0-9+/=]/].filter((kind) => kind.test(value)).length;
    const { bytes, padding } = readBase64(value);
    if (kinds < 3 || bytes === undefined || padding === 'excess') return undefined;
    const from = text.indexOf(value);
    return {
      kind: 'annotation-value',
      annotations: [
        {
          keyClass: 'none',
          value,
          status: statusOf(value),
          effective: true,
          ...(from < 0 ? {} : { span: { from, to: from + value.length } }),
        },
      ],
      confidence: 'guess',
      evidence: 'It is base64, but of nothing that Init-Data is made of.',
    };
  },
};
