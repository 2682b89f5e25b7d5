/** Kubernetes manifests, and pieces of YAML, JSON or prose that hold an annotation. */
import { isJson } from '#core/manifest/yaml.ts';
import {
  readAnnotations,
  type AnnotatedText,
  type PlacedAnnotation,
} from '#core/manifest/placed-annotations.ts';
import { annotationKeyClass } from '#core/platform/annotation-keys.ts';
import type { Span } from '#core/text/span.ts';
import type { Detector, FoundAnnotation, Recognition } from '../recognition.ts';
import { bareValue, innerValue, statusOf } from '../value-status.ts';

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
  const annotations = read.annotations.map((annotation) => found(annotation, broken ? text : undefined));
  return {
    kind: 'manifest',
    text,
    syntax: isJson(trimmed) ? 'json' : 'yaml',
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
    syntax: isJson(trimmed) ? 'json' : 'yaml',
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
  const annotations = parsed.length > 0 ? parsed.map((annotation) => found(annotation)) : mentioned(trimmed);
  if (annotations.length === 0) return undefined;
  return {
    kind: 'annotation-lines',
    syntax: /^["{[]/.test(trimmed) ? 'json' : parsed.length === 0 ? 'other' : 'yaml',
    lines: isPiece(trimmed, parsed.length) ? 'many' : 'one',
    annotations,
    confidence: parsed.length === 0 ? 'guess' : 'likely',
    evidence: `It has the annotation ${annotations[0]?.key ?? ''}.`,
  };
}

/** Several lines or a whole JSON object; prose around one line does not count. */
function isPiece(trimmed: string, parsed: number): boolean {
  return parsed > 0 && (trimmed.includes('\n') || /^[{[]/.test(trimmed));
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

/** @param broken the text as it was before it was mended, when it had to be */
function found(annotation: PlacedAnnotation, broken?: string): FoundAnnotation {
  const { key, keyClass, kind, name, namespace, path, valueSpan } = annotation;
  const value = annotation.value ?? '';
  const status = statusOf(value);
  const span = broken === undefined ? valueSpan : writtenSpan(broken, value);
  return {
    key,
    keyClass,
    where: {
      ...(kind === undefined ? {} : { kind }),
      ...(name === undefined ? {} : { name }),
      ...(namespace === undefined ? {} : { namespace }),
      path: path.join('.'),
    },
    value:
      broken === undefined || span === undefined
        ? (innerValue(value) ?? value)
        : broken.slice(span.from, span.to),
    ...(span === undefined ? {} : { span }),
    status: broken !== undefined && status === 'complete' ? 'recovered' : status,
    ...standing(annotation, broken !== undefined),
  };
}

function standing(
  { place, keyClass, value = '' }: PlacedAnnotation,
  mended: boolean,
): Pick<FoundAnnotation, 'effective' | 'reason'> {
  if (mended) return { effective: false, reason: 'not valid YAML' };
  if (place === 'workload') return { effective: false, reason: 'on the object, not on the pod template' };
  if (place === 'no-workload') return { effective: false, reason: 'not a workload' };
  return effect(keyClass, value);
}

/** Where a value stands in the text it was mended from: the same characters, with white space between them. */
function writtenSpan(text: string, value: string): Span | undefined {
  const from = value === '' ? -1 : text.indexOf(value.slice(0, 40));
  if (from < 0) return undefined;
  let to = from;
  for (let index = 0; index < value.length; to++) {
    if (to >= text.length) return undefined;
    if (text[to] === value[index]) index++;
    else if (!/\s/.test(text.charAt(to))) return undefined;
  }
  return { from, to };
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
