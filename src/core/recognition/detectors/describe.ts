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
  const pattern = /(io\.katacontainers\.config\.[\w.]+):[ \t]*(?:\r?\n[ \t]+)?(\S*)/g;
  return [...text.matchAll(pattern)].flatMap((match): readonly FoundAnnotation[] => {
    const [whole, key = '', first = ''] = match;
    const keyClass = annotationKeyClass(key);
    if (keyClass === 'other') return [];
    const from = match.index + whole.length - first.length;
    const { value: written, to } = continued(text, first, from);
    const status = statusOf(written);
    const value = text.slice(from, to).replace(/(?:\.{3}|…)$/, '');
    const template = isInTemplate(text, match.index);
    const hasTemplate = /^Pod Template:/m.test(text);
    const kind = hasTemplate
      ? (kindSigns.find(([sign]) => sign.test(text))?.[1] ?? 'ReplicationController')
      : 'Pod';
    const name = fieldOf(text, 'Name');
    const namespace = fieldOf(text, 'Namespace');
    return [
      {
        key,
        keyClass,
        value,
        where: {
          kind,
          ...(name === undefined ? {} : { name }),
          ...(namespace === undefined ? {} : { namespace }),
          path: template ? 'Pod Template.Annotations' : 'Annotations',
        },
        span: { from, to },
        status: written !== first && status === 'complete' ? 'recovered' : status,
        ...(hasTemplate && !template
          ? { effective: false, reason: 'on the object, not on the pod template' }
          : effectOf(keyClass, written)),
      },
    ];
  });
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

function isInTemplate(text: string, offset: number): boolean {
  const template = text.lastIndexOf('\nPod Template:', offset);
  if (template < 0) return false;
  return !/\n[A-Z][\w -]*:/.test(text.slice(template + 1, offset));
}

function fieldOf(text: string, name: string): string | undefined {
  return new RegExp(`^${name}:[ \\t]+(\\S+)`, 'm').exec(text)?.[1];
}
