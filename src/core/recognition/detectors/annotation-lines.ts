/** Pieces of YAML or JSON and prose around annotation keys, patches that are objects, values files of charts. */
import {
  readAnnotations,
  type AnnotatedText,
  type PlacedAnnotation,
} from '#core/manifest/placed-annotations.ts';
import type { Carrier } from '../found.ts';
import { mentionedAnnotations, mentionedDigests } from '../mentioned.ts';
import { effectOf, lineOf, pathName } from '../placing.ts';
import type { Detector, FoundAnnotation, Recognition } from '../recognition.ts';
import { statusOf } from '../value-status.ts';

export const annotationLinesDetector: Detector = {
  name: 'annotation-lines',
  detect: ({ text, trimmed }) => {
    if (text === undefined || !trimmed.includes('io.katacontainers.')) return undefined;
    const read = readAnnotations(text);
    return read !== undefined && read.annotations.length > 0
      ? pieces(text, trimmed, read)
      : mentions(text, trimmed);
  },
};

function pieces(text: string, trimmed: string, { annotations: parsed }: AnnotatedText): Recognition {
  const annotations = parsed.map((annotation) => found(annotation, text, trimmed));
  const json = /^["{[]/.test(trimmed);
  const [first] = parsed;
  const carrier = first === undefined ? undefined : carrierOf(first, json);
  if (carrier !== undefined) {
    return {
      kind: 'carried',
      text,
      carriers: [carrier],
      annotations,
      documents: [],
      digests: [],
      confidence: 'likely',
      evidence:
        carrier === 'helm-values'
          ? `It has ${pathName(first?.path ?? [])}, as values of a chart do.`
          : 'It is an object with a pod template and nothing else of a workload: a merge patch.',
    };
  }
  return {
    kind: 'annotation-lines',
    syntax: json ? 'json' : 'yaml',
    lines: trimmed.includes('\n') || /^[{[]/.test(trimmed) ? 'many' : 'one',
    annotations,
    confidence: 'likely',
    evidence: `It has the annotation ${annotations[0]?.key ?? ''}.`,
  };
}

function carrierOf({ path }: PlacedAnnotation, json: boolean): Carrier | undefined {
  const last = path.at(-1);
  if (typeof last === 'string' && /podannotations$/i.test(last)) return 'helm-values';
  const isPatch = last === 'annotations' && path.at(-2) === 'metadata' && (json || path[0] === 'spec');
  return isPatch ? 'merge-patch' : undefined;
}

function mentions(text: string, trimmed: string): Recognition | undefined {
  const annotations = mentionedAnnotations(text);
  if (annotations.length === 0) return undefined;
  const digests = mentionedDigests(text);
  const json = /^["{[]/.test(trimmed);
  return {
    kind: 'annotation-lines',
    syntax: json ? 'json' : 'other',
    lines: 'one',
    annotations,
    ...(digests.length === 0 ? {} : { digests }),
    confidence: 'guess',
    evidence: `It has the annotation ${annotations[0]?.key ?? ''}.`,
  };
}

function found(annotation: PlacedAnnotation, text: string, trimmed: string): FoundAnnotation {
  const { key, keyClass, path, valueSpan, keySpan, value = '' } = annotation;
  const place =
    path.length > 0 ? pathName(path) : /^[{[]/.test(trimmed) ? '$' : `line ${lineOf(text, keySpan.from)}`;
  return {
    key,
    keyClass,
    where: { path: place },
    value,
    span: valueSpan,
    status: statusOf(value),
    ...effectOf(keyClass, value),
  };
}
