/** Unified diffs with annotation lines: the removed value and the added one are both shown. */
import { annotationKeyClass } from '#core/platform/annotation-keys.ts';
import type { Detector, FoundAnnotation } from '../recognition.ts';
import { effectOf } from '../placing.ts';
import { statusOf } from '../value-status.ts';

export const diffDetector: Detector = {
  name: 'diff',
  detect: ({ text, trimmed }) => {
    if (text === undefined || !/^@@ -\d+(?:,\d+)? \+\d+(?:,\d+)? @@/m.test(trimmed)) return undefined;
    const annotations = annotationsIn(text);
    if (annotations.length === 0) return undefined;
    return {
      kind: 'carried',
      text,
      carriers: ['diff'],
      annotations,
      documents: [],
      digests: [],
      confidence: 'certain',
      evidence: 'It has the @@ lines of a diff, with annotations in it.',
    };
  },
};

function annotationsIn(text: string): readonly FoundAnnotation[] {
  const found: FoundAnnotation[] = [];
  let from = 0;
  for (const [index, line] of text.split('\n').entries()) {
    const match = /^([+ -])[ \t]*["']?(io\.katacontainers\.config\.[\w.]+)["']?:[ \t]*["']?([^\s"',]*)/.exec(
      line,
    );
    const [whole = '', sign, key = '', value = ''] = match ?? [];
    const keyClass = annotationKeyClass(key);
    if (match !== null && keyClass !== 'other') {
      const to = from + whole.length;
      found.push({
        key,
        keyClass,
        value,
        where: { path: `line ${index + 1}` },
        span: { from: to - value.length, to },
        status: statusOf(value),
        ...(sign === '-' ? { effective: false, reason: 'removed by the diff' } : effectOf(keyClass, value)),
      });
    }
    from += line.length + 1;
  }
  return found;
}
