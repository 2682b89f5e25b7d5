/** Completion and hover in manifests: runtime classes, annotation keys, kernel parameters. Works on broken text too. */
import { annotationKey } from '#core/annotation/annotation.ts';
import type { Completion, Hover } from '#core/assist/types.ts';
import {
  agentPolicyKey,
  annotationKeys,
  kernelParamsKey,
  oldAnnotationKey,
  runtimeHandlerKey,
} from '#core/platform/annotation-keys.ts';
import { platforms } from '#core/platform/platform.ts';
import { readRuntimeClass, runtimeClasses, type RuntimeClass } from '#core/platform/runtime-class.ts';
import type { Span } from '#core/text/span.ts';
import { kernelParams } from './check-kernel-params.ts';
import { indentationAt, lineEndOf, lineStartOf } from './lines.ts';

/** What may be typed at an offset; empty where this room has nothing to say. */
export function manifestCompletionsAt(text: string, offset: number): readonly Completion[] {
  const start = lineStartOf(text, offset);
  const before = text.slice(start, offset);
  const replace = wordAt(text, offset);
  const classValue = /^[\s-]*["']?runtimeClassName["']?\s*:\s*["']?([\w.-]*)$/.exec(before);
  if (classValue !== null)
    return runtimeClasses.map((runtimeClass) => classCompletion(runtimeClass, replace));
  const resource = /^\s*["']?[\w./-]*$/.test(before);
  if (!resource) return [];
  const parent = parentKey(text, start);
  if (parent === 'annotations') return keyCompletions(replace);
  if (parent === 'spec') return [classKeyCompletion(replace)];
  return parent === 'limits' ? [gpuCompletion(replace)] : [];
}

/** What is known about the word at an offset. */
export function manifestHoverAt(text: string, offset: number): Hover | undefined {
  const span = wordAt(text, offset);
  const word = text.slice(span.from, span.to);
  if (word === '') return undefined;
  if (word === 'runtimeClassName') {
    return {
      span,
      title: 'runtimeClassName',
      paragraphs: [
        'Selects the runtime, and with it the TEE that the pod runs in and the field that carries the digest.',
      ],
    };
  }
  const key = annotationKeys.find((candidate) => candidate.key === word);
  if (key !== undefined) {
    return { span, title: key.title, paragraphs: [key.value, `Read by: ${key.readers.join('; ')}.`] };
  }
  if (word === kernelParamsKey) {
    return {
      span,
      title: 'Kernel parameters of the guest',
      paragraphs: [
        'Set by the host and not covered by Init-Data. Ignored on the NVIDIA classes of runtime-rs.',
      ],
    };
  }
  if (word === runtimeHandlerKey) {
    return {
      span,
      title: 'Runtime handler, redundant',
      paragraphs: [
        'runtimeClassName alone selects the runtime; this served containerd configurations of the past.',
      ],
    };
  }
  const parameter = kernelParams.find(({ name }) => name === word);
  if (parameter !== undefined) {
    return { span, title: parameter.name, paragraphs: [`It ${parameter.explains}.`, parameter.hint] };
  }
  return isClassPlace(text, span) ? classHover(word, span) : undefined;
}

function isClassPlace(text: string, span: Span): boolean {
  const before = text.slice(lineStartOf(text, span.from), span.from);
  return /runtimeClassName["']?\s*:\s*["']?$/.test(before) || text.startsWith('kata-', span.from);
}

function classHover(name: string, span: Span): Hover | undefined {
  const reading = readRuntimeClass(name);
  switch (reading.kind) {
    case 'unknown':
      return {
        span,
        title: name,
        paragraphs: ['No class of kata-deploy: what it does with Init-Data is up to the cluster.'],
      };
    case 'suffixed':
      return {
        span,
        title: name,
        paragraphs: [
          `Looks like ${reading.runtimeClass.name} with the suffix "${reading.suffix}".`,
          ...describeClass(reading.runtimeClass),
        ],
      };
    case 'known':
      return { span, title: name, paragraphs: describeClass(reading.runtimeClass) };
  }
}

/** Sentences about a class: what it is, where the digest goes, which algorithm fits. */
export function describeClass(runtimeClass: RuntimeClass): readonly string[] {
  const platform = platforms.find(({ id }) => runtimeClass.platforms.includes(id));
  return [
    `${summaryOf(runtimeClass)} (${runtimeClass.architectures.join(', ')}).`,
    runtimeClass.delivery.how,
    ...(platform === undefined || platform.anyAlgorithm ? [] : [`Use ${platform.algorithm}.`]),
  ];
}

function summaryOf({ status, tee, gpu }: RuntimeClass): string {
  switch (status.kind) {
    case 'current':
      return tee === 'provider'
        ? 'Peer pods; the TEE is that of the cloud'
        : `${tee}${gpu ? ' with GPU' : ''}`;
    case 'development':
      return 'Development without a TEE: it proves nothing';
    case 'not-confidential':
      return 'Not confidential: no TEE, Init-Data not enabled';
    case 'removed':
      return `Removed in ${status.since}`;
    case 'elsewhere':
      return `Not known here: ${status.origin}`;
  }
}

function classCompletion(runtimeClass: RuntimeClass, replace: Span): Completion {
  return {
    label: runtimeClass.name,
    kind: 'value',
    detail: summaryOf(runtimeClass),
    documentation: describeClass(runtimeClass).join('\n\n'),
    insert: runtimeClass.name,
    replace,
  };
}

function keyCompletions(replace: Span): readonly Completion[] {
  const known = annotationKeys.map(({ key, title, value, readers }) => ({
    key,
    detail: key === oldAnnotationKey || key === agentPolicyKey ? `${title} (not for current Kata)` : title,
    documentation: `${value}\n\nRead by: ${readers.join('; ')}.`,
  }));
  const parameters = {
    key: kernelParamsKey,
    detail: 'Kernel parameters of the guest',
    documentation: 'Set by the host and not covered by Init-Data.',
  };
  return [...known, parameters].map(({ key, detail, documentation }) => ({
    label: key,
    kind: 'key',
    detail,
    documentation,
    insert: key === annotationKey ? `${key}: ` : `${key}: ""`,
    replace,
  }));
}

function classKeyCompletion(replace: Span): Completion {
  return {
    label: 'runtimeClassName',
    kind: 'key',
    detail: 'The runtime, and with it the TEE',
    documentation: 'Without it the pod runs under the default runtime and the annotation does nothing.',
    insert: 'runtimeClassName: ',
    replace,
  };
}

function gpuCompletion(replace: Span): Completion {
  return {
    label: 'nvidia.com/pgpu',
    kind: 'key',
    detail: 'A GPU passed through to the guest',
    documentation: 'Needs one of the kata-qemu-nvidia-gpu classes.',
    insert: 'nvidia.com/pgpu: "1"',
    replace,
  };
}

/** The key of the nearest line above that is indented less: what a new key on this line would belong to. */
function parentKey(text: string, lineStart: number): string | undefined {
  const indentation = indentationAt(text, lineStart).length;
  let start = lineStart;
  while (start > 0) {
    start = lineStartOf(text, start - (text.startsWith('\r\n', start - 2) ? 2 : 1));
    const line = text.slice(start, lineEndOf(text, start));
    const found = /^([\s-]*)["']?([\w./-]+)["']?\s*:/.exec(line);
    if (found !== null && (found[1]?.length ?? 0) < indentation) return found[2];
    if (start === 0 || (start === 1 && text.startsWith('\ufeff'))) break;
  }
  return undefined;
}

function wordAt(text: string, offset: number): Span {
  let from = offset;
  let to = offset;
  while (from > 0 && /[\w./-]/.test(text[from - 1] ?? '')) from--;
  while (to < text.length && /[\w./-]/.test(text[to] ?? '')) to++;
  return { from, to };
}
