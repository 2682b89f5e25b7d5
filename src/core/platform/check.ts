/** What the choice of platform, algorithm and runtime class means at run time. */
import { annotationKey } from '#core/annotation/annotation.ts';
import { diagnostic, type Diagnostic, type SourceName } from '#core/diagnostics/diagnostic.ts';
import { digestBytes, type Algorithm } from '#core/initdata/algorithm.ts';
import type { Span } from '#core/text/span.ts';
import { platformOf, type Platform, type PlatformId } from './platform.ts';
import { readRuntimeClass, runtimeClassOf, type RuntimeClass } from './runtime-class.ts';

export interface PlatformFacts {
  /** The algorithm of the document; absent while it is missing or unknown. */
  readonly algorithm?: Algorithm | undefined;
  readonly platform: PlatformId;
  /** The class of the pod, when one is known: on `kata-remote` the vTPM platforms behave as peer pods. */
  readonly runtimeClassName?: string | undefined;
  /** Whether the pod carries the annotation, or is about to. */
  readonly annotated?: boolean | undefined;
}

export interface Place {
  readonly source: SourceName;
  readonly span: Span;
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
              { hint },
            ),
          ]
        : [
            diagnostic(
              'platform/digest-padded',
              place.source,
              place.span,
              `${binding.field} holds ${binding.bytes} bytes: ${binding.bytes - bytes} zero bytes follow the ${bytes} bytes of a ${algorithm} digest.`,
              { hint },
            ),
          ];
    }
  }
}

function isPeerPod(platform: Platform, runtimeClassName: string | undefined): boolean {
  if (platform.peerPods) return true;
  return runtimeClassName !== undefined && runtimeClassOf(runtimeClassName)?.runtime === 'remote';
}

function vtpmDigest(algorithm: Algorithm, platform: Platform, place: Place): Diagnostic {
  return diagnostic(
    'platform/vtpm-digest-length',
    place.source,
    place.span,
    `${platform.name} takes a digest of exactly 32 bytes, and ${algorithm} makes ${digestBytes[algorithm]}.`,
    {
      hint: 'Set the algorithm to sha256. On peer pods (kata-remote) the digest is cut to 32 bytes instead.',
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

/**
 * Findings about a runtime class by its name.
 *
 * @param annotated whether the pod carries the Init-Data annotation: some classes refuse or lose it
 */
export function checkRuntimeClass(name: string, place: Place, annotated: boolean): readonly Diagnostic[] {
  const reading = readRuntimeClass(name);
  switch (reading.kind) {
    case 'unknown':
      return [
        diagnostic(
          'platform/unknown-class',
          place.source,
          place.span,
          `"${name}" is no class that kata-deploy installs; what it does with Init-Data is up to the cluster.`,
          {
            hint: 'Look at the handler with `kubectl get runtimeclass` and at enable_annotations of its configuration.',
          },
        ),
      ];
    case 'suffixed':
      return [
        diagnostic(
          'platform/unknown-class',
          place.source,
          place.span,
          `"${name}" looks like ${reading.runtimeClass.name} with the suffix "${reading.suffix}"; it is judged as that class.`,
        ),
        ...checkKnownClass(reading.runtimeClass, place, annotated),
      ];
    case 'known':
      return checkKnownClass(reading.runtimeClass, place, annotated);
  }
}

function checkKnownClass(
  runtimeClass: RuntimeClass,
  place: Place,
  annotated: boolean,
): readonly Diagnostic[] {
  const { name, status } = runtimeClass;
  const finding = (
    code: 'development-class' | 'removed-class' | 'class-elsewhere' | 'not-confidential-class',
    message: string,
    hint: string,
  ): Diagnostic => diagnostic(`platform/${code}`, place.source, place.span, message, { hint });
  switch (status.kind) {
    case 'current':
      return [];
    case 'development':
      return [
        finding(
          'development-class',
          `${name} has no TEE: Init-Data is delivered, and nothing proves it to anyone.`,
          'Good for trying out; use the class of your hardware before anything depends on it.',
        ),
      ];
    case 'removed':
      return [
        finding(
          'removed-class',
          `${name} left kata-deploy with release ${status.since}.`,
          'Choose a class that the cluster has: `kubectl get runtimeclass`.',
        ),
      ];
    case 'elsewhere':
      return [
        finding(
          'class-elsewhere',
          `${name} is ${status.origin}: whether Init-Data is read and bound there is not known here.`,
          'Check that the annotation is enabled and that the digest appears in the evidence.',
        ),
      ];
    case 'not-confidential':
      return [
        annotated
          ? notEnabled(runtimeClass, place)
          : finding(
              'not-confidential-class',
              `${name} starts a virtual machine without a TEE.`,
              'Choose a confidential class, such as kata-qemu-snp or kata-qemu-tdx.',
            ),
      ];
  }
}

function notEnabled({ name, runtime }: RuntimeClass, place: Place): Diagnostic {
  const go = {
    consumer: 'go',
    outcome: 'rejects',
    message: `annotation ${annotationKey} is not enabled`,
  } as const;
  const rust = { consumer: 'runtime-rs', outcome: 'ignores' } as const;
  return diagnostic(
    'platform/annotation-not-enabled',
    place.source,
    place.span,
    runtime === 'go'
      ? `${name} has no TEE and does not enable cc_init_data: the pod fails to start.`
      : `${name} has no TEE and does not enable cc_init_data: the pod starts without Init-Data.`,
    {
      hint: 'Choose a confidential class, or add cc_init_data to enable_annotations (kata-deploy: allowedHypervisorAnnotations).',
      consumers: [runtime === 'go' ? go : rust],
    },
  );
}
