/** Kubernetes manifests, and pieces of YAML, JSON or prose that hold an annotation. */
import {
  readAnnotations,
  type AnnotatedText,
  type PlacedAnnotation,
} from '#core/manifest/placed-annotations.ts';
import { annotationKeyClass } from '#core/platform/annotation-keys.ts';
import type { Detector, FoundAnnotation, Recognition } from '../recognition.ts';
import { bareValue, statusOf } from '../value-status.ts';

export const manifestDetector: Detector = {
  name: 'manifest',
  detect: ({ text, trimmed }) => {
    if (text === undefined) return undefined;
    const looksLike =
      /^[ \t]*[{,]?[ \t]*(?:- )?["']?(apiVersion|kind)["']?[ \t]*:|[{,][ \t]*"(apiVersion|kind)"[ \t]*:/m.test(
        trimmed,
      );
    const mentions = trimmed.includes('io.katacontainers.');
    if (!looksLike && !mentions) return undefined;
    const read = readAnnotations(text);
    if (read !== undefined && read.kinds.length > 0) return manifest(text, trimmed, read);
    if (looksLike && isManifestStart(trimmed)) return brokenManifest(text, trimmed);
    return mentions ? lines(trimmed, read) : undefined;
  },
};

function manifest(text: string, trimmed: string, read: AnnotatedText): Recognition {
  const { kinds, mended } = read;
  const broken = mended.length > 0;
  const annotations = read.annotations.map((annotation) => found(annotation, broken));
  return {
    kind: 'manifest',
    text,
    syntax: /^[[{]/.test(trimmed) ? 'json' : 'yaml',
    broken,
    kinds,
    annotations,
    confidence: broken ? 'likely' : 'certain',
    evidence: `It has ${[...new Set(kinds)].join(', ')} of Kubernetes${broken ? ', but it is not valid YAML' : ''}.`,
  };
}

function isManifestStart(trimmed: string): boolean {
  return /^(?:[ \t\r]*(?:(?:---|#)[^\n]*)?\n)*[ \t]*\{?\s*["']?(apiVersion|kind)["']?[ \t]*:/.test(trimmed);
}

function brokenManifest(text: string, trimmed: string): Recognition {
  return {
    kind: 'manifest',
    text,
    syntax: /^[[{]/.test(trimmed) ? 'json' : 'yaml',
    broken: true,
    kinds: [],
    annotations: mentioned(text).map((annotation) => ({
      ...annotation,
      effective: false,
      reason: 'not valid YAML',
    })),
    confidence: 'likely',
    evidence: 'It starts as a manifest of Kubernetes, but it is not valid YAML.',
  };
}

function lines(trimmed: string, read: AnnotatedText | undefined): Recognition | undefined {
  const parsed = read?.annotations ?? [];
  const annotations =
    parsed.length > 0 ? parsed.map((annotation) => found(annotation, false)) : mentioned(trimmed);
  if (annotations.length === 0) return undefined;
  return {
    kind: 'annotation-lines',
    syntax: parsed.length === 0 ? 'other' : /^["{[]/.test(trimmed) ? 'json' : 'yaml',
    lines: /\n/.test(trimmed) ? 'many' : 'one',
    annotations,
    confidence: parsed.length === 0 ? 'guess' : 'likely',
    evidence: `It has the annotation ${annotations[0]?.key ?? ''}.`,
  };
}

/** Keys with a value behind a colon or an equals sign, wherever they stand. */
function mentioned(text: string): readonly FoundAnnotation[] {
  const pattern = /(io\.katacontainers\.config\.[\w.]+)["']?\s*[:=]\s*["'“]?([^\s"'”,}]*)/g;
  return [...text.matchAll(pattern)].flatMap((match): readonly FoundAnnotation[] => {
    const [whole, key = '', value = ''] = match;
    const keyClass = annotationKeyClass(key);
    if (keyClass === 'other') return [];
    const from = match.index + whole.length - value.length;
    return [
      {
        key,
        keyClass,
        value,
        span: { from, to: from + value.length },
        status: statusOf(value),
        ...effect(keyClass, value),
      },
    ];
  });
}

function found(annotation: PlacedAnnotation, mended: boolean): FoundAnnotation {
  const { key, keyClass, kind, name, namespace, path, valueSpan, place } = annotation;
  const value = annotation.value ?? '';
  const status = statusOf(value);
  const standing = mended
    ? { effective: false, reason: 'not valid YAML' }
    : place === 'workload'
      ? { effective: false, reason: 'on the object, not on the pod template' }
      : place === 'no-workload'
        ? { effective: false, reason: 'not a workload' }
        : effect(keyClass, value);
  return {
    key,
    keyClass,
    where: {
      ...(kind === undefined ? {} : { kind }),
      ...(name === undefined ? {} : { name }),
      ...(namespace === undefined ? {} : { namespace }),
      path: path.join('.'),
    },
    value,
    ...(mended ? {} : { span: valueSpan }),
    status: mended && status === 'complete' ? 'recovered' : status,
    ...standing,
  };
}

/** Whether a runtime takes a value from a right place. */
function effect(
  keyClass: FoundAnnotation['keyClass'],
  value: string,
): Pick<FoundAnnotation, 'effective' | 'reason'> {
  const status = statusOf(value);
  if (keyClass === 'runtime')
    return { effective: false, reason: 'old key, ignored since Kata 3.20 and CAA 0.16' };
  if (keyClass === 'agent.policy') return { effective: true, reason: 'SetPolicy value, Go runtime only' };
  if (status === 'empty') return { effective: false, reason: 'an empty annotation is ignored' };
  if (status === 'placeholder') return { effective: false, reason: 'unexpanded variable' };
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
