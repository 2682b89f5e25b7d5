/** What the choice of platform and algorithm means at run time. */
import { diagnostic, type Diagnostic, type Fix } from '#core/diagnostics/diagnostic.ts';
import { digestBytes, type Algorithm } from '#core/initdata/algorithm.ts';
import { replaceSpan } from '#core/text/edit.ts';
import { platformOf, type Platform, type PlatformId } from './platform.ts';
import { checkRuntimeClass } from './check-runtime-class.ts';
import type { Place } from './place.ts';
import { runtimeClassOf } from './runtime-class.ts';

export interface PlatformFacts {
  /** The algorithm of the document; absent while it is missing or unknown. */
  readonly algorithm?: Algorithm | undefined;
  readonly platform: PlatformId;
  /** The class of the pod, when one is known: on `kata-remote` the vTPM platforms behave as peer pods. */
  readonly runtimeClassName?: string | undefined;
  /** Whether the pod carries the annotation, or is about to. */
  readonly annotated?: boolean | undefined;
}

/** Where findings about the algorithm go, and those about the class; without a place for these they are left out. */
export interface PlatformPlace extends Place {
  readonly runtimeClass?: Place | undefined;
}

/**
 * Findings about a platform together with the document's algorithm and, with a place for it, the runtime class.
 *
 * `checkManifest` judges the class of every pod itself: leave `place.runtimeClass` out where a manifest is checked too.
 */
export function checkPlatform(facts: PlatformFacts, place: PlatformPlace): readonly Diagnostic[] {
  const platform = platformOf(facts.platform);
  const { runtimeClassName, annotated = true } = facts;
  const classFindings =
    runtimeClassName === undefined || place.runtimeClass === undefined
      ? []
      : checkRuntimeClass(runtimeClassName, place.runtimeClass, annotated);
  return [
    ...(facts.algorithm === undefined
      ? []
      : checkAlgorithm(facts.algorithm, platform, runtimeClassName, place)),
    ...checkBinding(platform, place),
    ...classFindings,
  ];
}

function checkAlgorithm(
  algorithm: Algorithm,
  platform: Platform,
  runtimeClassName: string | undefined,
  place: Place,
): readonly Diagnostic[] {
  const { binding } = platform;
  const bytes = digestBytes[algorithm];
  switch (binding.kind) {
    case 'none':
      return [];
    case 'pcr8':
      if (bytes === binding.bytes) return [];
      return [
        isPeerPod(platform, runtimeClassName)
          ? peerPodDigest(algorithm, platform, place)
          : vtpmDigest(algorithm, platform, place),
      ];
    case 'field': {
      if (bytes === binding.bytes) return [];
      if (platform.id === 'cca') return [ccaDigest(algorithm, platform, place)];
      const hint = `Use ${platform.algorithm} on ${platform.name}: its digest fills the field exactly.`;
      return bytes > binding.bytes
        ? [
            diagnostic(
              'platform/digest-cut',
              place.source,
              place.span,
              `${binding.field} holds ${binding.bytes} bytes: of the ${bytes} bytes of a ${algorithm} digest the last ${bytes - binding.bytes} are cut off.`,
              { hint, ...algorithmFix(platform, place) },
            ),
          ]
        : [
            diagnostic(
              'platform/digest-padded',
              place.source,
              place.span,
              `${binding.field} holds ${binding.bytes} bytes: ${binding.bytes - bytes} zero bytes follow the ${bytes} bytes of a ${algorithm} digest.`,
              { hint, ...algorithmFix(platform, place) },
            ),
          ];
    }
  }
}

function isPeerPod(platform: Platform, runtimeClassName: string | undefined): boolean {
  if (platform.peerPods) return true;
  return runtimeClassName !== undefined && runtimeClassOf(runtimeClassName)?.runtime === 'remote';
}

/** Writes the platform's own algorithm where the document names another; only a place in the document can be edited. */
function algorithmFix({ algorithm }: Platform, { source, span }: Place): { readonly fix?: Fix } {
  if (source !== 'initdata' || span.from === span.to) return {};
  return {
    fix: { title: `Set the algorithm to ${algorithm}`, source, edits: [replaceSpan(span, `"${algorithm}"`)] },
  };
}

function vtpmDigest(algorithm: Algorithm, platform: Platform, place: Place): Diagnostic {
  return diagnostic(
    'platform/vtpm-digest-length',
    place.source,
    place.span,
    `${platform.name} takes a digest of exactly 32 bytes, and ${algorithm} makes ${digestBytes[algorithm]}.`,
    {
      hint: 'Set the algorithm to sha256. On peer pods (kata-remote) the digest is cut to 32 bytes instead.',
      ...algorithmFix(platform, place),
      consumers: [
        {
          consumer: 'aa',
          outcome: 'rejects',
          message: platform.attester.failure ?? 'expected sha256 digest',
        },
        { consumer: 'trustee', outcome: 'panics' },
        { consumer: 'caa', outcome: 'accepts' },
      ],
    },
  );
}

function peerPodDigest(algorithm: Algorithm, platform: Platform, place: Place): Diagnostic {
  return diagnostic(
    'platform/peer-pod-digest-cut',
    place.source,
    place.span,
    `${platform.name}: the first 32 of the ${digestBytes[algorithm]} bytes of a ${algorithm} digest go into PCR 8.`,
    {
      hint: 'It works; sha256 gives the same value on every vTPM platform and nothing is cut.',
      ...algorithmFix(platform, place),
      consumers: [
        { consumer: 'caa', outcome: 'accepts' },
        { consumer: 'aa', outcome: 'ignores' },
        { consumer: 'trustee', outcome: 'ignores' },
      ],
    },
  );
}

function ccaDigest(algorithm: Algorithm, platform: Platform, place: Place): Diagnostic {
  return diagnostic(
    'platform/cca-digest',
    place.source,
    place.span,
    `On Arm CCA only sha512 can be verified; ${algorithm} makes ${digestBytes[algorithm]} of the 64 bytes.`,
    {
      hint: 'Set the algorithm to sha512.',
      ...algorithmFix(platform, place),
      consumers: [
        { consumer: 'aa', outcome: 'ignores' },
        {
          consumer: 'trustee',
          outcome: 'rejects',
          ...(platform.verifier.failure === undefined ? {} : { message: platform.verifier.failure }),
        },
      ],
    },
  );
}

function checkBinding(platform: Platform, place: Place): readonly Diagnostic[] {
  const { binding } = platform;
  switch (binding.kind) {
    case 'field':
      return [];
    case 'none':
      return [
        diagnostic(
          'platform/not-bound',
          place.source,
          place.span,
          `${platform.name} binds Init-Data to nothing. ${binding.reason}`,
          { hint: 'Do not rely on Init-Data here for anything that the host must not change.' },
        ),
      ];
    case 'pcr8':
      if (!platform.peerPods) return [];
      return [
        diagnostic(
          'platform/not-compared',
          place.source,
          place.span,
          `${platform.name}: no component compares the document with PCR 8. ${binding.condition ?? ''}`.trim(),
          { hint: 'Pin the value of PCR 8 in the resource policy.' },
        ),
      ];
  }
}
