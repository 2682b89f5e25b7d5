/** Every Init-Data or agent policy annotation in a text, wherever it stands and whatever the text is. */
import { isMap, isSeq } from 'yaml';
import type { Diagnostic } from '#core/diagnostics/diagnostic.ts';
import { annotationKeyClass, type AnnotationKeyClass } from '#core/platform/annotation-keys.ts';
import { applyEdits } from '#core/text/edit.ts';
import type { Span } from '#core/text/span.ts';
import type { NodePath } from './manifest.ts';
import { nameOf, objectsOf, type FoundObject } from './objects.ts';
import { checkSyntax } from './syntax.ts';
import { keyOf, parseYaml, resolved, spanOf, stringOf, type ParsedYaml } from './yaml.ts';

/** Where an annotation stands in its object. Only `pod` has an effect, and `peer-pods-default` on peer pods. */
export type AnnotationPlace =
  | 'pod'
  /** On a workload, but not on its pod template. */
  | 'workload'
  /** On an object that runs no pods. */
  | 'no-workload'
  | 'peer-pods-default'
  /** In a piece of YAML that is no object: where it ends up is not known. */
  | 'fragment';

export interface PlacedAnnotation {
  readonly key: string;
  /** `none` for a Secret that holds a value, encoded once more, under a key of its own. */
  readonly keyClass: AnnotationKeyClass | 'peer-pods-default' | 'none';
  readonly keySpan: Span;
  readonly value?: string;
  readonly valueSpan: Span;
  readonly place: AnnotationPlace;
  readonly kind?: string;
  readonly name?: string;
  readonly namespace?: string;
  readonly document: number;
  /** Path of the map that holds the key. */
  readonly path: NodePath;
}

export interface AnnotatedText {
  readonly annotations: readonly PlacedAnnotation[];
  /** Kinds of the objects; empty for a fragment. */
  readonly kinds: readonly string[];
  /** What had to be mended before the text could be read; spans of annotations are absent from such a text. */
  readonly mended: readonly Diagnostic[];
}

/** Deeper than any annotation of a manifest, patch or values file. */
const searchDepth = 24;

/**
 * Lists all annotations of a YAML or JSON text, several documents and lists included.
 *
 * A text that is broken in one of the ways that have a fix is read as if mended; its annotations then have the spans
 * of the mended text.
 *
 * @returns `undefined` for a text that is not YAML even so. Never throws.
 */
export function readAnnotations(text: string): AnnotatedText | undefined {
  const yaml = parseYaml(text);
  const problems = checkSyntax(yaml);
  if (problems.length === 0) return { ...annotatedText(yaml), mended: [] };
  if (problems.some(({ fix }) => fix === undefined)) return undefined;
  const mended = parseYaml(
    applyEdits(
      text,
      problems.flatMap(({ fix }) => fix?.edits ?? []),
    ),
  );
  return checkSyntax(mended).length > 0 ? undefined : { ...annotatedText(mended), mended: problems };
}

function annotatedText(yaml: ParsedYaml): Omit<AnnotatedText, 'mended'> {
  const objects = objectsOf(yaml);
  return { annotations: placedAnnotations(yaml, objects), kinds: objects.map(({ kind }) => kind) };
}

/** The same for a parsed text. */
export function placedAnnotations(
  yaml: ParsedYaml,
  objects: readonly FoundObject[],
): readonly PlacedAnnotation[] {
  const found: PlacedAnnotation[] = objects.flatMap((object) => inObject(yaml, object));
  yaml.documents.forEach(({ contents }, document) => {
    if (objects.some((object) => object.document === document)) return;
    collect(yaml, contents, [], 0, (key, pairSpans, path) => {
      const keyClass = annotationKeyClass(key);
      if (keyClass !== 'other')
        found.push({ key, keyClass, ...pairSpans, place: 'fragment', document, path });
    });
  });
  return found;
}

function inObject(yaml: ParsedYaml, object: FoundObject): readonly PlacedAnnotation[] {
  const { kind, document } = object;
  const { name, namespace } = nameOf(yaml, object.map);
  const about = {
    kind,
    document,
    ...(name === undefined ? {} : { name }),
    ...(namespace === undefined ? {} : { namespace }),
  };
  const pods = object.templates.map(({ path }) => [...path, 'metadata', 'annotations'].join('\0'));
  const found: PlacedAnnotation[] = [];
  collect(yaml, object.map, object.path, 0, (key, pairSpans, path) => {
    const keyClass = annotationKeyClass(key);
    if (keyClass !== 'other') {
      const place = pods.includes(path.join('\0')) ? 'pod' : pods.length > 0 ? 'workload' : 'no-workload';
      found.push({ key, keyClass, ...pairSpans, place, ...about, path });
    } else if (kind === 'ConfigMap' && key === 'INITDATA' && path.at(-1) === 'data') {
      found.push({
        key,
        keyClass: 'peer-pods-default',
        ...pairSpans,
        place: 'peer-pods-default',
        ...about,
        path,
      });
    } else if (kind === 'Secret' && path.at(-1) === 'data' && pairSpans.value?.startsWith('SDRzS') === true) {
      found.push({ key, keyClass: 'none', ...pairSpans, place: 'no-workload', ...about, path });
    }
  });
  return found;
}

type PairSpans = Pick<PlacedAnnotation, 'keySpan' | 'valueSpan' | 'value'>;

function collect(
  yaml: ParsedYaml,
  node: unknown,
  path: NodePath,
  depth: number,
  visit: (key: string, spans: PairSpans, path: NodePath) => void,
): void {
  if (depth > searchDepth) return;
  if (isSeq(node)) {
    node.items.forEach((item, index) => collect(yaml, item, [...path, index], depth + 1, visit));
  }
  if (!isMap(node)) return;
  for (const pair of node.items) {
    const key = keyOf(yaml, pair);
    if (key === undefined) continue;
    const value = stringOf(resolved(yaml, pair.value));
    const keySpan = spanOf(pair.key);
    const valueSpan = pair.value === null ? { from: keySpan.to, to: keySpan.to } : spanOf(pair.value);
    visit(key, { keySpan, valueSpan, ...(value === undefined ? {} : { value }) }, path);
    collect(yaml, pair.value, [...path, key], depth + 1, visit);
  }
}
