/** What `kubectl describe` prints: annotations on lines of their own, long ones cut, perhaps wrapped by a terminal. */
import { annotationKeyClass } from '#core/platform/annotation-keys.ts';
import type { Detector, FoundAnnotation } from '../recognition.ts';
import { effectOf } from '../placing.ts';
import { statusOf } from '../value-status.ts';

/** Fields that only one kind of object has, in the words of kubectl; a template has all workloads in common. */
const kindSigns: readonly (readonly [RegExp, string])[] = [
  [/^StrategyType:/m, 'Deployment'],
  [/^Update Strategy:/m, 'StatefulSet'],
  [/^Desired Number of Nodes Scheduled:/m, 'DaemonSet'],
  [/^Schedule:/m, 'CronJob'],
  [/^Parallelism:/m, 'Job'],
  [/^Replicas:/m, 'ReplicaSet'],
];

export const describeDetector: Detector = {
  name: 'describe',
  detect: ({ text, trimmed }) => {
    if (text === undefined || !/^Name:[ \t]+\S/m.test(trimmed) || !/^[ \t]*Annotations:[ \t]/m.test(trimmed))
      return undefined;
    if (!/^Name:[ \t]+\S/.test(trimmed) && !/^(?:Status|Containers|Namespace|Labels):/m.test(trimmed))
      return undefined;
    return {
      kind: 'carried',
      text,
      carriers: ['describe'],
      annotations: annotationsIn(text),
      documents: [],
      digests: [],
      confidence: 'certain',
      evidence: 'It has Name:, Annotations: and other fields as kubectl describe prints them.',
    };
  },
};

function annotationsIn(text: string): readonly FoundAnnotation[] {
  const about = objectOf(text);
  const found: FoundAnnotation[] = [];
  for (const match of text.matchAll(annotationLine)) {
    if (found.length === mostAnnotations) break;
    const [whole, key = '', first = ''] = match;
    const keyClass = annotationKeyClass(key);
    if (keyClass === 'other') continue;
    const from = match.index + whole.length - first.length;
    const { value: written, to } = continued(text, first, from);
    const status = statusOf(written);
    const template = match.index > about.templateFrom && match.index < about.templateTo;
    found.push({
      key,
      keyClass,
      value: text.slice(from, to).replace(/(?:\.{3}|…)$/, ''),
      where: { ...about.where, path: template ? 'Pod Template.Annotations' : 'Annotations' },
      span: { from, to },
      status: written !== first && status === 'complete' ? 'recovered' : status,
      ...(about.templateFrom < Infinity && !template
        ? { effective: false, reason: 'on the object, not on the pod template' }
        : effectOf(keyClass, written)),
    });
  }
  return found;
}

const annotationLine = /(io\.katacontainers\.config\.[\w.]+):[ \t]*(?:\r?\n[ \t]+)?(\S*)/g;

/** What is described has a handful. */
const mostAnnotations = 2000;

interface Described {
  readonly where: { readonly kind: string; readonly name?: string; readonly namespace?: string };
  /** The section of the pod template; infinite where there is none. */
  readonly templateFrom: number;
  readonly templateTo: number;
}

function objectOf(text: string): Described {
  const template = /^Pod Template:/m.exec(text)?.index ?? Infinity;
  const after = template === Infinity ? null : /\n[A-Z][\w -]*:/.exec(text.slice(template));
  const kind =
    template === Infinity
      ? 'Pod'
      : (kindSigns.find(([sign]) => sign.test(text))?.[1] ?? 'ReplicationController');
  const name = fieldOf(text, 'Name');
  const namespace = fieldOf(text, 'Namespace');
  return {
    where: {
      kind,
      ...(name === undefined ? {} : { name }),
      ...(namespace === undefined ? {} : { namespace }),
    },
    templateFrom: template,
    templateTo: after === null ? Infinity : template + after.index,
  };
}

/** A terminal wraps long lines at column 0: what follows and is nothing but base64 belongs to the value. */
function continued(
  text: string,
  first: string,
  from: number,
): { readonly value: string; readonly to: number } {
  let value = first;
  let to = from + first.length;
  for (;;) {
    const next = /^\r?\n([A-Za-z0-9+/=]+)(?=\r?\n|$)/.exec(text.slice(to, to + 4096));
    if (next === null || next[1] === undefined) return { value, to };
    value += next[1];
    to += next[0].length;
  }
}

function fieldOf(text: string, name: string): string | undefined {
  return new RegExp(`^${name}:[ \\t]+(\\S+)`, 'm').exec(text)?.[1];
}
