/** Kubernetes manifests: whole, broken, or templates that Helm has to render first. */
import { embeddedTexts } from '#core/manifest/embedded-texts.ts';
import {
  readAnnotations,
  type AnnotatedText,
  type PlacedAnnotation,
} from '#core/manifest/placed-annotations.ts';
import { isJson } from '#core/manifest/yaml.ts';
import type { Span } from '#core/text/span.ts';
import { encodeUtf8 } from '#core/text/utf8.ts';
import type { FoundDocument } from '../found.ts';
import { mentionedAnnotations } from '../mentioned.ts';
import { effectOf, pathName } from '../placing.ts';
import type { Detector, FoundAnnotation, Recognition } from '../recognition.ts';
import { innerValue, statusOf } from '../value-status.ts';
import { documentDetector } from './document.ts';
import { pathByIndentation } from './indentation.ts';

export const manifestDetector: Detector = {
  name: 'manifest',
  detect: ({ text, trimmed }) => {
    if (text === undefined) return undefined;
    const looksLike =
      /^[ \t]*[{,]?[ \t]*(?:- )?["']?(apiVersion|kind)["']?[ \t]*:|[{,][ \t]*"(apiVersion|kind)"[ \t]*:/m.test(
        trimmed,
      );
    if (!looksLike) return undefined;
    const template = helmTemplate(text, trimmed);
    if (template !== undefined) return template;
    const read = readAnnotations(text);
    if (read !== undefined && read.kinds.length > 0) return manifest(text, trimmed, read);
    return isManifestStart(trimmed) ? brokenManifest(text, trimmed) : undefined;
  },
};

function manifest(text: string, trimmed: string, read: AnnotatedText): Recognition {
  const { kinds, mended } = read;
  const broken = mended.length > 0;
  const documents = broken ? [] : embeddedDocuments(text);
  const annotations = read.annotations.map((annotation) => found(annotation, broken ? text : undefined));
  return {
    kind: 'manifest',
    text,
    syntax: isJson(trimmed) ? 'json' : 'yaml',
    broken,
    kinds,
    annotations,
    ...(documents.length === 0 ? {} : { documents }),
    confidence: broken ? 'likely' : 'certain',
    evidence: `It has ${namesOf(kinds)} of Kubernetes${broken ? ', but its YAML is broken' : ''}.`,
  };
}

/** A text of five hundred kinds of its own making is not listed to its end. */
const mostNames = 6;

function namesOf(kinds: readonly string[]): string {
  const names = [...new Set(kinds)];
  const shown = names.slice(0, mostNames).map((name) => name.slice(0, 60));
  return names.length > mostNames ? `${shown.join(', ')} and others` : shown.join(', ');
}

/** True where the first line that is no comment starts an object. */
export function isManifestStart(trimmed: string): boolean {
  return /^(?:[ \t\r]*(?:(?:---|#)[^\n]*)?\n)*[ \t]*\{?\s*["']?(apiVersion|kind)["']?[ \t]*:/.test(trimmed);
}

function brokenManifest(text: string, trimmed: string): Recognition {
  return {
    kind: 'manifest',
    text,
    syntax: isJson(trimmed) ? 'json' : 'yaml',
    broken: true,
    kinds: [],
    annotations: mentionedAnnotations(text).map((annotation) => ({
      ...annotation,
      effective: false,
      reason: 'broken YAML',
    })),
    confidence: 'likely',
    evidence: 'It starts as a manifest of Kubernetes, but its YAML is broken.',
  };
}

/** A manifest whose annotation is an expression: it has no value before Helm renders it. */
function helmTemplate(text: string, trimmed: string): Recognition | undefined {
  if (!/io\.katacontainers\.config\.[\w.]+["']?[ \t]*:[ \t]*["']?\{\{/.test(trimmed)) return undefined;
  const kind = /^kind:[ \t]*([\w-]+)/m.exec(text)?.[1];
  const name = /^metadata:[ \t]*\r?\n(?:[ \t]+[^\n]*\n)*?[ \t]+name:[ \t]*([\w.-]+)/m.exec(text)?.[1];
  const annotations = mentionedAnnotations(text).map((annotation): FoundAnnotation => ({
    ...annotation,
    where: {
      ...(kind === undefined ? {} : { kind }),
      ...(name === undefined ? {} : { name }),
      path: pathByIndentation(text, annotation.span?.from ?? 0).join('.'),
    },
  }));
  if (annotations.length === 0) return undefined;
  return {
    kind: 'carried',
    text,
    carriers: ['helm-template'],
    annotations,
    documents: [],
    digests: [],
    confidence: 'certain',
    evidence: 'It is a template of Helm: the annotation is an expression and has no value yet.',
  };
}

/** Documents that stand as plain text in a config map or the string data of a secret. */
function embeddedDocuments(text: string): readonly FoundDocument[] {
  if (!/\balgorithm["']?[ \t]*=/.test(text)) return [];
  return embeddedTexts(text).flatMap(({ key, path, content, span, kind, name, namespace }) => {
    const bytes = encodeUtf8(content);
    const subject = { bytes, text: content, trimmed: content.trim(), name: '' };
    if (documentDetector.detect(subject)?.kind !== 'document') return [];
    return [
      {
        bytes,
        path: `${pathName(path)}["${key}"]`,
        span,
        kind,
        ...(name === undefined ? {} : { name }),
        ...(namespace === undefined ? {} : { namespace }),
      },
    ];
  });
}

/** @param broken the text as it was before it was mended, when it had to be */
function found(annotation: PlacedAnnotation, broken?: string): FoundAnnotation {
  const { key, keyClass, kind, name, namespace, path, valueSpan, place } = annotation;
  const value = annotation.value ?? '';
  const status = statusOf(value);
  const span = broken === undefined ? valueSpan : writtenSpan(broken, value);
  const named = place === 'peer-pods-default' || keyClass === 'none' ? [...path, key] : path;
  return {
    key,
    keyClass,
    where: {
      ...(kind === undefined ? {} : { kind }),
      ...(name === undefined ? {} : { name }),
      ...(namespace === undefined ? {} : { namespace }),
      path: pathName(named),
    },
    value:
      broken === undefined || span === undefined
        ? // The data of a secret is encoded once more by Kubernetes itself.
          keyClass === 'none'
          ? (innerValue(value) ?? value)
          : value
        : broken.slice(span.from, span.to),
    ...(span === undefined ? {} : { span }),
    status: broken !== undefined && status === 'complete' ? 'recovered' : status,
    ...standing(annotation, broken !== undefined),
  };
}

function standing(
  { place, keyClass, kind, path, value = '' }: PlacedAnnotation,
  mended: boolean,
): Pick<FoundAnnotation, 'effective' | 'reason'> {
  if (mended) return { effective: false, reason: 'broken YAML' };
  if (kind === 'Kustomization' && path.at(-1) === 'commonAnnotations') return effectOf(keyClass, value);
  if (place === 'workload') {
    const onJob = kind === 'CronJob' && path.includes('jobTemplate');
    return {
      effective: false,
      reason: onJob
        ? 'on the job template, not on the pod template'
        : 'on the object, not on the pod template',
    };
  }
  if (place === 'no-workload') return { effective: false, reason: 'not a workload' };
  return effectOf(keyClass, value);
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
