/** Puts the annotation, and the runtime class when asked, where they belong in a manifest. */
import { annotationKey } from '#core/annotation/annotation.ts';
import { diagnostic, type Checked, type Diagnostic } from '#core/diagnostics/diagnostic.ts';
import type { TextEdit } from '#core/text/edit.ts';
import { confirmed } from './edit.ts';
import type { PodTemplate } from './manifest.ts';
import { manifestOf } from './read.ts';
import type { IntendedChange } from './same-data.ts';
import { setString, type EditAttempt } from './set-string.ts';
import { parseYaml, type ParsedYaml } from './yaml.ts';

export interface InjectionOptions {
  /** Also sets `runtimeClassName` of the pod. */
  readonly runtimeClassName?: string;
}

/**
 * Sets the Init-Data annotation of one pod.
 *
 * Every byte outside the lines of the annotation (and of `runtimeClassName`, when asked) stays. The changed text is
 * read again and compared: all other data is equal and the value is exactly `annotation`, or there are no edits and a
 * finding says why. An annotation that was there before and is replaced is reported.
 *
 * @param pod index into `Manifest.pods` of the same text
 * @returns edits of the manifest text; none when the text already says so. Never throws.
 */
export function injectAnnotation(
  text: string,
  pod: number,
  annotation: string,
  options: InjectionOptions = {},
): Checked<readonly TextEdit[]> {
  const yaml = parseYaml(text);
  const manifest = manifestOf(yaml);
  if (manifest.value === undefined) return { diagnostics: manifest.diagnostics };
  const target = manifest.value.pods[pod];
  if (target === undefined) return { diagnostics: [noSuchPod(pod, manifest.value.pods.length)] };
  const values: readonly (readonly [readonly string[], string])[] = [
    [['metadata', 'annotations', annotationKey], annotation],
    ...(options.runtimeClassName === undefined
      ? []
      : [[['spec', 'runtimeClassName'], options.runtimeClassName] as const]),
  ];
  const result = setAll(yaml, target, values);
  return result.value === undefined
    ? result
    : { value: result.value, diagnostics: replacement(target, annotation) };
}

/** Sets `runtimeClassName` of one pod; the promises are those of `injectAnnotation`. */
export function setRuntimeClass(
  text: string,
  pod: number,
  runtimeClassName: string,
): Checked<readonly TextEdit[]> {
  const yaml = parseYaml(text);
  const manifest = manifestOf(yaml);
  if (manifest.value === undefined) return { diagnostics: manifest.diagnostics };
  const target = manifest.value.pods[pod];
  if (target === undefined) return { diagnostics: [noSuchPod(pod, manifest.value.pods.length)] };
  return setAll(yaml, target, [[['spec', 'runtimeClassName'], runtimeClassName]]);
}

/** Sets strings below the pod; used by fixes too, which know the parsed text already. */
export function setAll(
  yaml: ParsedYaml,
  target: PodTemplate,
  values: readonly (readonly [path: readonly string[], value: string])[],
): Checked<readonly TextEdit[]> {
  const edits: TextEdit[] = [];
  const changes: IntendedChange[] = [];
  for (const [below, value] of values) {
    const path = [...target.path, ...below];
    if (currentValue(target, below) === value) continue;
    const attempt = setString(yaml, target.document, path, value);
    if (attempt.kind !== 'edits') return { diagnostics: [refusal(attempt)] };
    edits.push(...attempt.edits);
    changes.push({ document: target.document, path, value });
  }
  if (edits.length === 0) return { value: [], diagnostics: [] };
  const result = confirmed(yaml, edits, changes);
  return result === undefined
    ? { diagnostics: [diagnostic('manifest/edit-refused', 'manifest', target.span, refusedMessage)] }
    : { value: result, diagnostics: [] };
}

const refusedMessage =
  'The manifest is written in a way that this edit would change more than it should, so nothing is changed.';

/** What is there already, when it is written in one place of its own and on one line. */
function currentValue(target: PodTemplate, path: readonly string[]): string | undefined {
  const key = path.at(-1);
  if (key === 'runtimeClassName') return target.runtimeClassName?.value;
  const found = target.annotations.find((annotation) => annotation.key === key && !annotation.merged);
  const oneLine = found?.style !== 'literal' && found?.style !== 'folded';
  return oneLine ? found?.value : undefined;
}

function replacement(target: PodTemplate, annotation: string): readonly Diagnostic[] {
  return target.annotations
    .filter(({ key, value }) => key === annotationKey && value !== undefined && value !== annotation)
    .map(({ valueSpan, value }) =>
      diagnostic(
        'manifest/replaces-annotation',
        'manifest',
        valueSpan,
        `${target.label} already has an Init-Data annotation of ${value?.length ?? 0} characters; it is replaced by one of ${annotation.length}.`,
      ),
    );
}

function refusal(attempt: Exclude<EditAttempt, { readonly kind: 'edits' }>): Diagnostic {
  switch (attempt.kind) {
    case 'shared':
      return diagnostic(
        'manifest/shared-node',
        'manifest',
        attempt.span,
        'This part is shared through a YAML anchor: a change here would change other places of the manifest too.',
        { hint: 'Write the annotations of this pod out, without the alias, and try again.' },
      );
    case 'not-a-map':
      return diagnostic(
        'manifest/not-a-map',
        'manifest',
        attempt.span,
        'A map of keys and values is expected here, so there is no place for the annotation.',
        { hint: 'Annotations are written as "key: value", one to a line.' },
      );
  }
}

function noSuchPod(pod: number, count: number): Diagnostic {
  return diagnostic(
    'manifest/no-pod',
    'manifest',
    { from: 0, to: 0 },
    count === 0
      ? 'The manifest has no pod or pod template that could carry the annotation.'
      : `The manifest has ${count} pods; number ${pod + 1} is not one of them.`,
  );
}
