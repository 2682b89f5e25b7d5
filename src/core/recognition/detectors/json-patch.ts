/** JSON patches (RFC 6902), in JSON or YAML, that write an annotation. */
import { isMap, isSeq } from 'yaml';
import { annotationKeyClass } from '#core/platform/annotation-keys.ts';
import {
  nodeAtPath,
  ownPair,
  parseYaml,
  resolved,
  spanOf,
  stringOf,
  type ParsedYaml,
} from '#core/manifest/yaml.ts';
import type { Span } from '#core/text/span.ts';
import type { Detector, FoundAnnotation } from '../recognition.ts';
import { effectOf } from '../placing.ts';
import { statusOf } from '../value-status.ts';

export const jsonPatchDetector: Detector = {
  name: 'json-patch',
  detect: ({ text, trimmed }) => {
    if (text === undefined || !trimmed.includes('io.katacontainers.')) return undefined;
    if (!/^(?:\[|-[ \t])/.test(trimmed) || !/["']?op["']?[ \t]*:/.test(trimmed)) return undefined;
    const yaml = parseYaml(text);
    const annotations = yaml.problems.length > 0 ? [] : patchedAnnotations(yaml);
    if (annotations.length === 0) return undefined;
    return {
      kind: 'carried',
      text,
      carriers: ['json-patch'],
      annotations,
      documents: [],
      digests: [],
      confidence: 'certain',
      evidence: 'It is a list of operations with op, path and value: a JSON patch.',
    };
  },
};

/** The annotations that the operations of a patch write or remove; empty for what is no list of operations. */
export function patchedAnnotations(yaml: ParsedYaml): readonly FoundAnnotation[] {
  return yaml.documents.flatMap(({ contents }) => {
    if (!isSeq(contents)) return [];
    return contents.items.flatMap((item) => {
      const path = stringOf(nodeAtPath(yaml, item, ['path']))
        ?.split('/')
        .slice(1)
        .map(unescaped);
      const operation = resolved(yaml, item);
      if (path === undefined || !isMap(operation)) return [];
      const value = resolved(yaml, ownPair(yaml, operation, 'value')?.value);
      const removes = stringOf(nodeAtPath(yaml, item, ['op'])) === 'remove';
      if (isMap(value)) {
        return value.items.flatMap((pair) =>
          found(
            stringOf(pair.key) ?? '',
            path,
            stringOf(resolved(yaml, pair.value)),
            spanOf(pair.value),
            removes,
          ),
        );
      }
      return found(path.at(-1) ?? '', path.slice(0, -1), stringOf(value), spanOf(value), removes);
    });
  });
}

/** RFC 6901: `~1` is a slash, `~0` a tilde. */
function unescaped(step: string): string {
  return step.replaceAll('~1', '/').replaceAll('~0', '~');
}

function found(
  key: string,
  path: readonly string[],
  value: string | undefined,
  span: Span,
  removes: boolean,
): readonly FoundAnnotation[] {
  const keyClass = annotationKeyClass(key);
  if (keyClass === 'other' || (value === undefined && !removes)) return [];
  return [
    {
      key,
      keyClass,
      value: value ?? '',
      where: { path: path.join('.') },
      span,
      status: statusOf(value ?? ''),
      ...(removes ? { effective: false, reason: 'removed by the patch' } : effectOf(keyClass, value ?? '')),
    },
  ];
}
