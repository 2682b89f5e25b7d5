/** Kustomizations, whose patches are YAML or JSON patches inside strings. */
import { isMap, isSeq } from 'yaml';
import { readAnnotations } from '#core/manifest/placed-annotations.ts';
import { nodeAtPath, parseYaml, stringOf, type ParsedYaml } from '#core/manifest/yaml.ts';
import { effectOf, pathName } from '../placing.ts';
import type { Detector, FoundAnnotation } from '../recognition.ts';
import { statusOf } from '../value-status.ts';
import { patchedAnnotations } from './json-patch.ts';

export const kustomizeDetector: Detector = {
  name: 'kustomize',
  detect: ({ text, trimmed }) => {
    if (text === undefined || !/^kind:[ \t]*Kustomization\b/m.test(trimmed)) return undefined;
    if (!trimmed.includes('io.katacontainers.')) return undefined;
    const yaml = parseYaml(text);
    const annotations =
      yaml.problems.length > 0 ? [] : patchTexts(yaml).flatMap((patch) => inPatch(patch, text));
    if (annotations.length === 0) return undefined;
    return {
      kind: 'carried',
      text,
      carriers: ['manifest', 'merge-patch'],
      annotations,
      documents: [],
      digests: [],
      confidence: 'certain',
      evidence: 'It is a Kustomization with patches that write an annotation.',
    };
  },
};

/** The strings below `patches`, `patchesJson6902` and `patchesStrategicMerge`. */
function patchTexts(yaml: ParsedYaml): readonly string[] {
  return yaml.documents.flatMap(({ contents }) =>
    ['patches', 'patchesJson6902', 'patchesStrategicMerge'].flatMap((name) => {
      const list = nodeAtPath(yaml, contents, [name]);
      if (!isSeq(list)) return [];
      return list.items.flatMap((item) => {
        const patch = stringOf(isMap(item) ? nodeAtPath(yaml, item, ['patch']) : item);
        return patch === undefined ? [] : [patch];
      });
    }),
  );
}

function inPatch(patch: string, text: string): readonly FoundAnnotation[] {
  const operations = patchedAnnotations(parseYaml(patch));
  const merged = (readAnnotations(patch)?.annotations ?? []).map((annotation): FoundAnnotation => {
    const { key, keyClass, kind, name, namespace, path, value = '' } = annotation;
    return {
      key,
      keyClass,
      value,
      where: {
        ...(kind === undefined ? {} : { kind }),
        ...(name === undefined ? {} : { name }),
        ...(namespace === undefined ? {} : { namespace }),
        path: pathName(path),
      },
      status: statusOf(value),
      ...effectOf(keyClass, value),
    };
  });
  return (operations.length > 0 ? operations : merged).map((found) => {
    // Spans of the patch are not those of the text around it: indentation was taken off.
    const { span: _, ...rest } = found;
    const from = rest.value.length < 16 ? -1 : text.indexOf(rest.value);
    return from < 0 ? rest : { ...rest, span: { from, to: from + rest.value.length } };
  });
}
