/** Small tools of the detectors that find annotations in text around them. */
import type { Span } from '#core/text/span.ts';
import type { NodePath } from '#core/manifest/manifest.ts';
import type { FoundAnnotation } from './recognition.ts';
import { bareValue, statusOf } from './value-status.ts';

/** `items[0].metadata.annotations`. */
export function pathName(path: NodePath): string {
  return path
    .map((step, index) => (typeof step === 'number' ? `[${step}]` : index === 0 ? step : `.${step}`))
    .join('');
}

/** The line that an offset is on, from 1. */
export function lineOf(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) line++;
  return line;
}

/** Whether a runtime takes a value from a right place, judged by key and form. */
export function effectOf(
  keyClass: FoundAnnotation['keyClass'],
  value: string,
): Pick<FoundAnnotation, 'effective' | 'reason'> {
  const status = statusOf(value);
  if (keyClass === 'runtime')
    return { effective: false, reason: 'old key, ignored since Kata 3.20 and CAA 0.16' };
  if (keyClass === 'agent.policy') {
    const cut = status === 'truncated' ? '; the value is cut' : '';
    return { effective: true, reason: `SetPolicy value, Go runtime only${cut}` };
  }
  if (status === 'empty') return { effective: false, reason: 'an empty annotation is ignored' };
  if (status === 'placeholder') {
    return { effective: false, reason: value.includes('{{') ? 'template expression' : 'unexpanded variable' };
  }
  if (status === 'legacy-plain-toml') {
    return { effective: false, reason: 'plain TOML without gzip (cloud-api-adaptor before 0.14)' };
  }
  if (/[^\S\r\n]/.test(value)) return { effective: false, reason: 'spaces inside: no runtime accepts it' };
  if (bareValue(value) !== value.trim()) return { effective: false, reason: 'quotes are part of the value' };
  if (/[\r\n]/.test(value)) {
    return { effective: true, reason: 'line breaks: the Go runtime drops them, runtime-rs panics' };
  }
  return { effective: true };
}

/** A span moved by the place at which its text stands in another. */
export function shifted(span: Span, by: number): Span {
  return { from: span.from + by, to: span.to + by };
}
