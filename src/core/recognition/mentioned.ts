/** Annotations by their keys alone, wherever they stand in a text of any kind. */
import { annotationKeyClass } from '#core/platform/annotation-keys.ts';
import type { FoundDigest } from './found.ts';
import { effectOf, lineOf } from './placing.ts';
import type { FoundAnnotation } from './recognition.ts';
import { statusOf } from './value-status.ts';

/** Keys with a value behind a colon or an equals sign. */
export function mentionedAnnotations(text: string): readonly FoundAnnotation[] {
  const pattern =
    /(io\.katacontainers\.config\.[\w.]+)["']?[ \t]*[:=]\s*["'“]?(\{\{[^}\n]*\}\}|[^\s"'”,}]*)/g;
  let line = 1;
  let counted = 0;
  return [...text.matchAll(pattern)].flatMap((match): readonly FoundAnnotation[] => {
    const [whole, key = '', value = ''] = match;
    const keyClass = annotationKeyClass(key);
    if (keyClass === 'other') return [];
    const from = match.index + whole.length - value.length;
    line += lineOf(text.slice(counted, match.index), match.index - counted) - 1;
    counted = match.index;
    return [
      {
        key,
        keyClass,
        value: value.replace(/(?:\.{3}|…)$/, ''),
        where: { path: `line ${line}` },
        span: { from, to: from + value.length },
        status: statusOf(value),
        ...effectOf(keyClass, value),
      },
    ];
  });
}

/** A text with more digests than this is a list of sums and not a note beside a value. */
const mostDigests = 20;

/** Hexadecimal digests that stand in prose; those of images, which have their algorithm before them, are left out. */
export function mentionedDigests(text: string): readonly FoundDigest[] {
  const found: FoundDigest[] = [];
  for (const match of text.matchAll(
    /(?<![\w@:/+-])(?:[0-9a-f]{64}|[0-9A-F]{64}|[0-9a-f]{96}|[0-9A-F]{96}|[0-9a-f]{128}|[0-9A-F]{128})(?![\w+/=])/g,
  )) {
    if (found.length === mostDigests) break;
    const [written] = match;
    const hex = written.toLowerCase();
    found.push({
      written,
      hex,
      encoding: 'hex',
      bytes: hex.length / 2,
      zeroTail: Math.floor((/(?:00)*$/.exec(hex)?.[0].length ?? 0) / 2),
      span: { from: match.index, to: match.index + written.length },
    });
  }
  return found;
}
