/** How much of each limit an annotation takes. Works on lengths: it sees no document and compresses nothing. */
import { annotationKey } from '#core/annotation/annotation.ts';
import { diagnostic, type Diagnostic } from '#core/diagnostics/diagnostic.ts';
import type { PodTemplate } from '#core/manifest/manifest.ts';
import type { Place } from '#core/platform/place.ts';
import type { PlatformId } from '#core/platform/platform.ts';
import { encodeUtf8 } from '#core/text/utf8.ts';
import {
  annotationLimit,
  nearShare,
  userDataHeadroom,
  userDataLimits,
  type UserDataLimit,
} from './limits.ts';

export interface SizeFacts {
  /** Characters of the annotation value; base64 is ASCII, so bytes too. */
  readonly annotationLength: number;
  /** Bytes of all other annotations of the pod, keys and values: `otherAnnotationBytes`. */
  readonly otherBytes?: number | undefined;
  /** The object that carries the pod. Under client-side apply a Pod's own annotations hold the value twice. */
  readonly kind?: string | undefined;
  /** Peer pods get the document compressed anew by the adaptor's gzip: characters of that, where known. */
  readonly recompressedLength?: number | undefined;
  readonly platform?: PlatformId | undefined;
}

export type Level = 'fine' | 'near' | 'over';

export interface Usage {
  readonly used: number;
  readonly limit: number;
  /** `used` by `limit`; over 1 is too much. */
  readonly share: number;
  readonly level: Level;
}

export interface Sizes {
  /** Keys and values of all annotations of the pod. */
  readonly annotations: Usage;
  /** The same under client-side `kubectl apply`, which keeps a copy of the manifest in an annotation. */
  readonly applied: Usage;
  /** User data of each provider with a limit. */
  readonly userData: readonly { readonly limit: UserDataLimit; readonly usage: Usage }[];
}

/** Bytes of the annotations of a pod beside the one of Init-Data, as Kubernetes counts them. */
export function otherAnnotationBytes({ annotations }: PodTemplate): number {
  return annotations
    .filter(({ key }) => key !== annotationKey)
    .reduce((sum, { key, value }) => sum + encodeUtf8(key).length + encodeUtf8(value ?? '').length, 0);
}

/** Measures an annotation against every limit. */
export function sizesOf(facts: SizeFacts): Sizes {
  const own = annotationKey.length + facts.annotationLength;
  const total = own + (facts.otherBytes ?? 0);
  const copies = facts.kind === undefined || facts.kind === 'Pod' ? 2 : 1;
  const userData = facts.recompressedLength ?? facts.annotationLength;
  return {
    annotations: usage(total, annotationLimit, annotationLimit * nearShare),
    applied: usage(total * copies, annotationLimit, annotationLimit * nearShare),
    userData: userDataLimits.flatMap((limit) =>
      limit.bytes === undefined
        ? []
        : [{ limit, usage: usage(userData, limit.bytes, limit.bytes - userDataHeadroom) }],
    ),
  };
}

function usage(used: number, limit: number, near: number): Usage {
  return { used, limit, share: used / limit, level: used > limit ? 'over' : used > near ? 'near' : 'fine' };
}

/** The provider whose limit decides on a platform; other providers are shown and not judged. */
function decisiveLimit(platform: PlatformId | undefined): UserDataLimit['provider'] | undefined {
  if (platform === 'peer-pods-aws') return 'aws';
  return platform === 'peer-pods' ? 'azure' : undefined;
}

/** Findings for what is near or over a limit that matters on the platform. */
export function checkSize(facts: SizeFacts, place: Place): readonly Diagnostic[] {
  const { annotations, applied, userData } = sizesOf(facts);
  const provider = decisiveLimit(facts.platform);
  const data = userData.find(({ limit }) => limit.provider === provider);
  return [
    ...annotationFindings(annotations, applied, place),
    ...(data === undefined ? [] : userDataFindings(data.limit, data.usage, place)),
  ];
}

function annotationFindings(all: Usage, applied: Usage, place: Place): readonly Diagnostic[] {
  const hint = 'Shorten the policy, or move what the guest can fetch after attestation out of Init-Data.';
  if (all.level === 'over') {
    const message = `All annotations together take ${all.used} bytes; Kubernetes allows ${all.limit}.`;
    return [diagnostic('size/annotations', place.source, place.span, message, { hint })];
  }
  if (applied.level === 'over') {
    return [
      diagnostic(
        'size/client-side-apply',
        place.source,
        place.span,
        `Under client-side \`kubectl apply\` the annotations take about ${applied.used} bytes of ${applied.limit}.`,
        { hint: 'Use `kubectl apply --server-side` or `kubectl create`, which keep no copy.' },
      ),
    ];
  }
  if (all.level === 'near') {
    const message = `All annotations together take ${all.used} of the ${all.limit} bytes that Kubernetes allows.`;
    return [diagnostic('size/annotations', place.source, place.span, message, { severity: 'warning', hint })];
  }
  return [];
}

function userDataFindings(limit: UserDataLimit, { level, used }: Usage, place: Place): readonly Diagnostic[] {
  if (level === 'fine') return [];
  const message =
    level === 'over'
      ? `${limit.name} takes ${limit.bytes ?? 0} bytes of user data, and Init-Data alone needs ${used}.`
      : `Init-Data takes ${used} of the ${limit.bytes ?? 0} bytes of user data on ${limit.name}; apf.json and auth.json travel in them too.`;
  return [
    diagnostic('size/user-data', place.source, place.span, message, {
      ...(level === 'near' ? { severity: 'warning' } : {}),
      hint: `Stated limit: ${limit.stated}. Shorten the policy: it is most of the document.`,
      consumers: [
        limit.provider === 'azure' && level === 'over'
          ? { consumer: 'caa', outcome: 'rejects', message: 'base64 encoded userData is greater than 64KB' }
          : { consumer: 'caa', outcome: level === 'over' ? 'rejects' : 'accepts' },
      ],
    }),
  ];
}
