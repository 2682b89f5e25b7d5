/** Bare annotation values: base64 with nothing else around it than quotes and white space. */
import type { Detector, FoundAnnotation, Recognition } from '../recognition.ts';
import { bareValue, innerValue, statusOf } from '../value-status.ts';

export const annotationValueDetector: Detector = {
  name: 'annotation-value',
  detect: ({ text, trimmed }): Recognition | undefined => {
    const bare = bareValue(trimmed);
    if (text === undefined || bare.length < 16 || !/^[A-Za-z0-9+/=_\s-]+(\.{3}|…)?$/.test(bare))
      return undefined;
    const values = valuesOf(bare);
    const lines = values.length;
    const annotations = values.map((written): FoundAnnotation => {
      const value = innerValue(written) ?? written.replace(/(\.{3}|…)$/, '');
      const status = statusOf(written);
      const pasted = written !== bare && text.includes(bare) && lines === 1 ? bare : written;
      return {
        keyClass: 'none',
        value,
        ...(pasted === value || status === 'truncated' ? {} : { written: pasted }),
        status,
        effective: true,
        ...spanIn(text, pasted),
      };
    });
    const [first] = annotations;
    if (first === undefined || annotations.some(({ status, value }) => !isValue(status, value)))
      return undefined;
    return {
      kind: 'annotation-value',
      annotations,
      confidence: first.status === 'complete' ? 'certain' : 'likely',
      evidence: evidenceOf(annotations, bare),
    };
  },
};

/** A cut value keeps its beginning: that has to be one of gzip. */
function isValue(status: FoundAnnotation['status'], value: string): boolean {
  return (
    status === 'complete' ||
    status === 'legacy-plain-toml' ||
    status === 'agent-policy' ||
    (status === 'truncated' && value.startsWith('H4sI'))
  );
}

/**
 * Lines that each start a gzip stream are values of their own. Otherwise the lines belong to one wrapped value:
 * joined, never left with white space in it, because the carrier of a bare value has none.
 */
function valuesOf(bare: string): readonly string[] {
  const lines = bare.split(/\s+/).filter((line) => line !== '');
  if (lines.length > 1 && lines.every((line) => line.startsWith('H4sI'))) return lines;
  return [lines.join('')];
}

function spanIn(text: string, value: string): Pick<FoundAnnotation, 'span'> {
  const from = text.indexOf(value);
  return from < 0 ? {} : { span: { from, to: from + value.length } };
}

function evidenceOf(annotations: readonly FoundAnnotation[], bare: string): string {
  const [first] = annotations;
  if (annotations.length > 1) return `It is ${annotations.length} values, each base64 of a gzip stream.`;
  switch (first?.status) {
    case 'legacy-plain-toml':
      return 'It is base64 of TOML without gzip, as the cloud-api-adaptor took it before 0.14.';
    case 'agent-policy':
      return 'It is base64 of an agent policy: the value of the older agent.policy annotation.';
    case 'truncated':
      return 'It starts as base64 of gzip and ends in an ellipsis: the rest is missing.';
    case 'complete':
    case 'recovered':
    case 'placeholder':
    case 'empty':
    case 'other':
    case undefined:
      return bare.startsWith('SDRzS')
        ? 'It is base64 of an annotation value: encoded twice, as in a Secret.'
        : 'It starts with H4sI, base64 of a gzip stream.';
  }
}
