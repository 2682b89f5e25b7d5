/** How Init-Data values are written, and whether they are the current document's. */
import { diagnostic, type Diagnostic, type Fix } from '#core/diagnostics/diagnostic.ts';
import { confirmed } from './edit.ts';
import type { ManifestContext } from './context.ts';
import type { ManifestAnnotation, PodTemplate } from './manifest.ts';
import { setString } from './set-string.ts';
import type { ParsedYaml } from './yaml.ts';

/** `${initdata}`, `$(…)`, `<…>`, `{{…}}`, `...`: what guides print where the value goes. */
const placeholder = /^\s*(\$\{?\w|\$\(|<[^>]*>?\s*$|\{\{|\.{3}|…)|\.{3}\s*$|…\s*$/;

export function checkValues(
  yaml: ParsedYaml,
  pod: PodTemplate,
  context: ManifestContext,
): readonly Diagnostic[] {
  return pod.annotations
    .filter(({ keyClass }) => keyClass === 'hypervisor' || keyClass === 'runtime')
    .flatMap((annotation) => [
      ...checkWriting(yaml, pod, annotation),
      ...(annotation.keyClass === 'hypervisor' ? checkCurrent(annotation, context) : []),
    ]);
}

function checkWriting(
  yaml: ParsedYaml,
  pod: PodTemplate,
  annotation: ManifestAnnotation,
): readonly Diagnostic[] {
  const { value, valueSpan, style } = annotation;
  if (value === undefined && style !== 'none') {
    return [
      diagnostic(
        'manifest/not-a-string',
        'manifest',
        valueSpan,
        'The value of an annotation has to be a string.',
        {
          hint: 'Write it in quotes.',
        },
      ),
    ];
  }
  if (value === undefined || value.trim() === '') {
    return [
      diagnostic(
        'manifest/empty-value',
        'manifest',
        annotation.keySpan,
        'The Init-Data annotation is empty.',
        {
          hint: 'Put the annotation of the document in, or remove the key.',
          consumers: [
            { consumer: 'go', outcome: 'ignores' },
            { consumer: 'runtime-rs', outcome: 'ignores' },
          ],
        },
      ),
    ];
  }
  if (placeholder.test(value)) {
    return [
      diagnostic(
        'manifest/placeholder',
        'manifest',
        valueSpan,
        `"${value.trim().slice(0, 40)}" is a placeholder of a guide, not Init-Data.`,
        { hint: 'Put the annotation of the document in.' },
      ),
    ];
  }
  if (!/\s/.test(value)) return [];
  return [whiteSpace(yaml, pod, annotation, value)];
}

function whiteSpace(
  yaml: ParsedYaml,
  pod: PodTemplate,
  { key, valueSpan, style, merged }: ManifestAnnotation,
  value: string,
): Diagnostic {
  const span = { from: valueSpan.from, to: Math.min(valueSpan.to, valueSpan.from + 1) };
  const fix = merged ? {} : oneLineFix(yaml, pod, key, value.replaceAll(/\s/g, ''));
  const onlyBreaks = !/[^\S\n\r]/.test(value);
  const go = onlyBreaks
    ? ({ consumer: 'go', outcome: 'accepts' } as const)
    : ({ consumer: 'go', outcome: 'rejects', message: 'illegal base64 data at input byte' } as const);
  const rust = {
    consumer: 'runtime-rs',
    outcome: 'panics',
    message: onlyBreaks ? 'Invalid symbol 10' : 'Invalid symbol 32',
  } as const;
  const details = { hint: 'Write the value on one line.', consumers: [go, rust], ...fix };
  if (style === 'literal') {
    return diagnostic(
      'manifest/block-scalar',
      'manifest',
      span,
      'The block scalar ("|") puts line breaks into the value: runtime-rs panics on them, the Go runtime drops them.',
      details,
    );
  }
  if (style === 'folded') {
    return diagnostic(
      'manifest/folded-scalar',
      'manifest',
      span,
      onlyBreaks
        ? 'The folded scalar (">") ends the value with a line break: runtime-rs panics on it.'
        : 'The folded scalar (">") joins the lines with spaces, which no runtime decodes.',
      details,
    );
  }
  return diagnostic(
    'manifest/white-space',
    'manifest',
    valueSpan,
    'The value has white space in it; where it goes over several lines YAML puts a space for each line break.',
    details,
  );
}

function oneLineFix(yaml: ParsedYaml, pod: PodTemplate, key: string, value: string): { readonly fix?: Fix } {
  const path = [...pod.path, 'metadata', 'annotations', key];
  const attempt = setString(yaml, pod.document, path, value);
  if (attempt.kind !== 'edits') return {};
  const edits = confirmed(yaml, attempt.edits, [{ document: pod.document, path, value }]);
  return edits === undefined ? {} : { fix: { title: 'Write it on one line', source: 'manifest', edits } };
}

function checkCurrent(
  { value, keySpan }: ManifestAnnotation,
  { current, digests }: ManifestContext,
): readonly Diagnostic[] {
  if (current === undefined || value === undefined || value === current.annotation) return [];
  if (value.trim() === '' || placeholder.test(value)) return [];
  const digest = digests?.get(value);
  if (digest !== undefined && digest === current.digest) {
    if (current.annotation === undefined) return [];
    return [
      diagnostic(
        'manifest/same-document',
        'manifest',
        keySpan,
        'This annotation holds the same document as the editor, compressed in another way.',
      ),
    ];
  }
  return [
    diagnostic(
      'manifest/different-annotation',
      'manifest',
      keySpan,
      'This annotation is not the one of the document in the editor.',
      {
        ...(digest === undefined
          ? {}
          : {
              why: `Its document has the digest ${digest}, that in the editor ${current.digest ?? 'none yet'}.`,
            }),
        hint: 'Put the current annotation in, or open this one to see what it says.',
      },
    ),
  ];
}
