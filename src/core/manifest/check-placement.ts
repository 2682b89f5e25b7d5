/** Init-Data annotations that stand where no runtime looks. */
import { annotationKey } from '#core/annotation/annotation.ts';
import { diagnostic, type Diagnostic, type Fix } from '#core/diagnostics/diagnostic.ts';
import { confirmed, removeKey } from './edit.ts';
import { fixOf, removalFix } from './fixes.ts';
import type { PodTemplate } from './manifest.ts';
import { objectsOf } from './objects.ts';
import { placedAnnotations, type PlacedAnnotation } from './placed-annotations.ts';
import { setString } from './set-string.ts';
import type { ParsedYaml } from './yaml.ts';

export function checkPlacement(yaml: ParsedYaml, pods: readonly PodTemplate[]): readonly Diagnostic[] {
  return placedAnnotations(yaml, objectsOf(yaml)).flatMap((annotation) => {
    const { place, keyClass } = annotation;
    if (keyClass !== 'hypervisor' && keyClass !== 'runtime') return [];
    if (place === 'no-workload') return [onNoWorkload(yaml, annotation)];
    const pod = place === 'workload' ? podOf(annotation, pods) : undefined;
    return pod === undefined ? [] : [onWorkload(yaml, pod, annotation)];
  });
}

/** The first pod of the object that an annotation stands in. */
function podOf({ document, path }: PlacedAnnotation, pods: readonly PodTemplate[]): PodTemplate | undefined {
  return pods.find(
    (pod) => pod.document === document && pod.objectPath.every((step, index) => path[index] === step),
  );
}

function onWorkload(yaml: ParsedYaml, pod: PodTemplate, annotation: PlacedAnnotation): Diagnostic {
  const { keySpan, key, value, document, path } = annotation;
  const below = pod.path.slice(pod.objectPath.length);
  const target = [...below, 'metadata', 'annotations'].join('.');
  const taken = pod.annotations.some((own) => own.key === annotationKey);
  return diagnostic(
    'manifest/wrong-place',
    'manifest',
    keySpan,
    `This annotation is not on the pods of the ${pod.kind}; it belongs to ${target}.`,
    {
      hint: taken ? 'The pod template has one of its own: remove this one.' : 'Move it to the pod template.',
      ...(taken || value === undefined
        ? removalFix(yaml, document, path, key, 'Remove it')
        : moveFix(yaml, pod, annotation, value)),
    },
  );
}

function onNoWorkload(
  yaml: ParsedYaml,
  { keySpan, key, kind, document, path }: PlacedAnnotation,
): Diagnostic {
  return diagnostic(
    'manifest/wrong-place',
    'manifest',
    keySpan,
    `A ${kind ?? 'object of this kind'} starts no pods: nobody reads Init-Data from it.`,
    {
      hint: 'Put the annotation on the pod or pod template.',
      ...removalFix(yaml, document, path, key, 'Remove it'),
    },
  );
}

function moveFix(
  yaml: ParsedYaml,
  pod: PodTemplate,
  { document, path, key }: PlacedAnnotation,
  value: string,
): { readonly fix?: Fix } {
  const target = [...pod.path, 'metadata', 'annotations', annotationKey];
  const attempt = setString(yaml, document, target, value);
  const removal = removeKey(yaml, document, path, key);
  if (attempt.kind !== 'edits' || removal === undefined) return {};
  const edits = confirmed(
    yaml,
    [...attempt.edits, ...removal.edits],
    [{ document, path: target, value }, removal.change],
  );
  return fixOf('Move it to the pod template', edits);
}
