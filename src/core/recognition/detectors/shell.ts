/** Commands and assignments of a shell: helm, kubectl, here-documents, pipelines. Nothing is run or expanded. */
import { annotationKeyClass } from '#core/platform/annotation-keys.ts';
import { readAnnotations } from '#core/manifest/placed-annotations.ts';
import { encodeUtf8 } from '#core/text/utf8.ts';
import type { Carrier, FoundDocument } from '../found.ts';
import type { Detector, FoundAnnotation, Subject } from '../recognition.ts';
import { effectOf, lineOf, pathName, shifted } from '../placing.ts';
import { statusOf } from '../value-status.ts';
import { surveyOf } from '../survey.ts';
import { documentDetector } from './document.ts';
import { manifestDetector } from './manifest.ts';

export const shellDetector: Detector = {
  name: 'shell',
  detect: ({ text, trimmed }) => {
    if (text === undefined || !looksLikeShell(trimmed)) return undefined;
    const { documents, manifests, rest } = hereDocuments(text);
    const annotations = [...manifests, ...assignments(rest), ...patchArguments(rest), ...keyArguments(rest)];
    const pipeline = /\bbase64\b/.test(trimmed) && /init-?_?data/i.test(trimmed);
    if (annotations.length === 0 && documents.length === 0 && !pipeline) return undefined;
    return {
      kind: 'carried',
      text,
      carriers: carriersOf(annotations, manifests),
      annotations,
      documents,
      digests: [],
      confidence: annotations.length + documents.length > 0 ? 'certain' : 'guess',
      evidence:
        annotations.length + documents.length > 0
          ? 'It is a command or an assignment of a shell with Init-Data in it.'
          : `It is a command that makes Init-Data${/\bgzip\b/.test(trimmed) ? '' : ' without gzip, the form before cloud-api-adaptor 0.14'}; it holds none itself.`,
    };
  },
};

const commands = /^[ \t]*(?:\$[ \t]+|sudo[ \t]+)?(?:kubectl|oc|helm|cat|echo|printf|tee|export|curl)[ \t]/m;
const assignment =
  /^[ \t]*(?:export[ \t]+|readonly[ \t]+)?([A-Za-z_]\w*)=(["']?)([A-Za-z0-9+/=_-]{16,})\2[ \t]*;?[ \t]*\r?$/gm;

function looksLikeShell(trimmed: string): boolean {
  if (/^(?:apiVersion|kind|---)/.test(trimmed)) return false;
  return (
    commands.test(trimmed) ||
    /^[ \t]*(?:export[ \t]+)?[A-Za-z_]\w*=(?:["']?[A-Za-z0-9+/]{16}|["']?\$\()/m.test(trimmed)
  );
}

/** `initdata=H4sI…`: the name says nothing, the value does. */
function assignments(text: string): readonly FoundAnnotation[] {
  return [...text.matchAll(assignment)].flatMap((match): readonly FoundAnnotation[] => {
    const [whole, key = '', quote = '', value = ''] = match;
    const status = statusOf(value);
    if (status !== 'complete' && status !== 'legacy-plain-toml' && status !== 'agent-policy') return [];
    const from = match.index + whole.indexOf(value, whole.indexOf('=') + 1 + quote.length);
    return [
      {
        key,
        keyClass: 'none',
        value,
        where: { path: `line ${lineOf(text, from)}` },
        span: { from, to: from + value.length },
        status,
        effective: status === 'complete',
        ...(status === 'complete' ? {} : effectOf('none', value)),
      },
    ];
  });
}

/** `key=value` as an argument of helm or kubectl; helm has the dots of the key escaped. */
function keyArguments(text: string): readonly FoundAnnotation[] {
  const pattern = /((?:[\w-]+\.)*)(io\\*\.katacontainers\\*\.config\\*\.[\w]+\\*\.[\w.]+)=(["']?)([^\s"']+)/g;
  return [...text.matchAll(pattern)].flatMap((match): readonly FoundAnnotation[] => {
    const [whole, before = '', escaped = '', , value = ''] = match;
    const key = escaped.replaceAll('\\', '');
    const keyClass = annotationKeyClass(key);
    if (keyClass === 'other') return [];
    const from = match.index + whole.length - value.length;
    const command = commandAround(text, match.index);
    return [
      {
        key,
        keyClass,
        value,
        where: { ...targetOf(command), path: before === '' ? 'metadata.annotations' : before.slice(0, -1) },
        span: { from, to: from + value.length },
        status: statusOf(value),
        ...standing(command, keyClass, value),
      },
    ];
  });
}

function standing(
  command: string,
  keyClass: FoundAnnotation['keyClass'],
  value: string,
): Pick<FoundAnnotation, 'effective' | 'reason'> {
  if (!/\b(?:kubectl|oc)\b[^\n]*\bannotate\b/.test(command)) return effectOf(keyClass, value);
  const pod = /\bannotate\b[^\n]*?\b(?:pods?|po)\b/.test(command);
  return {
    effective: false,
    reason: pod ? 'annotating a running pod changes nothing' : 'on the object, not on the pod template',
  };
}

/** JSON in the argument of `kubectl patch -p`. */
function patchArguments(text: string): readonly FoundAnnotation[] {
  const pattern = /(?:-p|--patch)[ \t=]+'(\{[^']*\})'/g;
  return [...text.matchAll(pattern)].flatMap((match) => {
    const json = match[1] ?? '';
    const offset = match.index + match[0].lastIndexOf(json);
    const command = commandAround(text, match.index);
    return (readAnnotations(json)?.annotations ?? []).map((annotation): FoundAnnotation => {
      const { key, keyClass, value = '', valueSpan, path } = annotation;
      return {
        key,
        keyClass,
        value,
        where: { ...targetOf(command), path: pathName(path) },
        span: { from: offset + valueSpan.from, to: offset + valueSpan.to },
        status: statusOf(value),
        ...effectOf(keyClass, value),
      };
    });
  });
}

/** The command that an offset is in: its line with the lines that it continues over. */
function commandAround(text: string, offset: number): string {
  let from = offset;
  do from = text.lastIndexOf('\n', from - 1);
  while (from > 0 && /\\\r?$/.test(text.slice(Math.max(0, from - 2), from)));
  let to = offset;
  do {
    const next = text.indexOf('\n', to + 1);
    to = next < 0 ? text.length : next;
  } while (to < text.length && /\\\r?$/.test(text.slice(Math.max(0, to - 2), to)));
  return text.slice(from + 1, to).replaceAll(/\\\r?\n/g, ' ');
}

const kindNames: ReadonlyMap<string, string> = new Map([
  ...['pod', 'pods', 'po'].map((name) => [name, 'Pod'] as const),
  ...['deployment', 'deployments', 'deploy'].map((name) => [name, 'Deployment'] as const),
  ...['statefulset', 'statefulsets', 'sts'].map((name) => [name, 'StatefulSet'] as const),
  ...['daemonset', 'daemonsets', 'ds'].map((name) => [name, 'DaemonSet'] as const),
  ...['replicaset', 'replicasets', 'rs'].map((name) => [name, 'ReplicaSet'] as const),
  ...['job', 'jobs'].map((name) => [name, 'Job'] as const),
  ...['cronjob', 'cronjobs', 'cj'].map((name) => [name, 'CronJob'] as const),
]);

/** Which object a command is about, read from its words. */
function targetOf(command: string): {
  readonly kind?: string;
  readonly name?: string;
  readonly namespace?: string;
} {
  if (!/\b(?:kubectl|oc)\b/.test(command)) return {};
  const namespace = /(?:^|\s)(?:-n|--namespace)[ =]([\w.-]+)/.exec(command)?.[1];
  const words = command.replaceAll(/(?:^|\s)(?:-n|--namespace)[ =][\w.-]+/g, ' ');
  const run = /\brun\s+([\w.-]+)/.exec(words)?.[1];
  const [, kindWord, name] = /\b(?:annotate|patch|edit|set)\s+(\w+)[\s/]+([\w.-]+)/.exec(words) ?? [];
  const kind = run === undefined ? kindNames.get(kindWord?.toLowerCase() ?? '') : 'Pod';
  const named = run ?? name;
  return {
    ...(kind === undefined ? {} : { kind }),
    ...(named === undefined ? {} : { name: named }),
    ...(namespace === undefined ? {} : { namespace }),
  };
}

/** A script has a few; the search for the end of each goes through all that follows. */
const mostHereDocuments = 200;

interface HereDocuments {
  readonly documents: readonly FoundDocument[];
  /** Annotations of manifests that are handed to kubectl so. */
  readonly manifests: readonly FoundAnnotation[];
  /** The script with what was read blanked, offsets kept. */
  readonly rest: string;
}

/** What stands between `<<EOF` and `EOF`. */
function hereDocuments(text: string): HereDocuments {
  const documents: FoundDocument[] = [];
  const manifests: FoundAnnotation[] = [];
  let rest = '';
  let copied = 0;
  for (const { from, to, body, isQuoted } of hereTexts(text)) {
    const subject: Subject = { bytes: encodeUtf8(body), text: body, trimmed: body.trim(), name: '' };
    const manifest = manifestDetector.detect(subject);
    if (documentDetector.detect(subject)?.kind === 'document') {
      const note = isQuoted ? {} : { note: 'the delimiter is not quoted: the shell expands $ in it' };
      documents.push({ bytes: subject.bytes, path: 'here-document', span: { from, to }, ...note });
    } else if (manifest !== undefined) {
      const kept = body.length === to - from;
      manifests.push(
        ...surveyOf(manifest).annotations.map((found) => movedBy(found, kept ? from : undefined)),
      );
    } else {
      continue;
    }
    rest += text.slice(copied, from) + ' '.repeat(to - from);
    copied = to;
  }
  return { documents, manifests, rest: rest + text.slice(copied) };
}

/** A span of a body that lost its tabs is not one of the script. */
function movedBy(found: FoundAnnotation, by: number | undefined): FoundAnnotation {
  const { span, ...rest } = found;
  return span === undefined || by === undefined ? rest : { ...rest, span: shifted(span, by) };
}

function* hereTexts(text: string): Generator<{
  readonly from: number;
  readonly to: number;
  readonly body: string;
  readonly isQuoted: boolean;
}> {
  const pattern = /<<(-?)[ \t]*(["']?)([A-Za-z_]\w*)\2[^\n]*\n/g;
  for (let tried = 0; tried < mostHereDocuments; tried++) {
    const match = pattern.exec(text);
    if (match === null) return;
    const [whole, dash = '', quote = '', word = ''] = match;
    const from = match.index + whole.length;
    const end = new RegExp(`^${dash === '' ? '' : '\\t*'}${word}[ \\t]*\\r?$`, 'm').exec(text.slice(from));
    if (end === null) continue;
    const to = from + end.index;
    const written = text.slice(from, to);
    pattern.lastIndex = to;
    yield {
      from,
      to,
      body: dash === '' ? written : written.replaceAll(/^\t+/gm, ''),
      isQuoted: quote !== '',
    };
  }
}

function carriersOf(
  annotations: readonly FoundAnnotation[],
  manifests: readonly FoundAnnotation[],
): readonly Carrier[] {
  if (manifests.length > 0) return ['shell', 'manifest'];
  return annotations.some(({ where }) => where?.path.startsWith('spec') === true)
    ? ['shell', 'merge-patch']
    : ['shell'];
}
