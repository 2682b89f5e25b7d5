/**
 * What the studio knows about one workspace: texts in, `Analysis` out. This room is the only one in the core that knows
 * all the others. Every value here is computed from the same bytes in one pass, is plain data and crosses a worker.
 */
import type { GuestComponentsRelease } from '#core/config/releases.ts';
import type { Diagnostic } from '#core/diagnostics/diagnostic.ts';
import type { Algorithm } from '#core/initdata/algorithm.ts';
import type { PlatformId } from '#core/platform/platform.ts';
import type { ProfileId } from '#core/rego/profile.ts';

/** The Init-Data document as stored: its exact text, or its bytes when they are not UTF-8. */
export type DocumentInput =
  { readonly kind: 'text'; readonly text: string } | { readonly kind: 'bytes'; readonly bytes: Uint8Array };

/** What the person chose beside the texts; never bytes of the document. */
export interface AnalysisContext {
  readonly platform: PlatformId;
  readonly release: GuestComponentsRelease;
  /** The policy engine of the guest; absent means that of the Kata release that carries `release`. */
  readonly engine?: ProfileId;
  /** Report what cococtl would refuse although the guest accepts it. */
  readonly cococtl: boolean;
  /** Judge for production: what is fine in a test cluster becomes a risk. */
  readonly production: boolean;
  /** Milliseconds since 1970: the moment at which certificates are judged. */
  readonly now: number;
}

export interface AnalysisRequest {
  readonly document: DocumentInput;
  readonly manifest: string;
  readonly context: AnalysisContext;
}

export interface EntryFacts {
  readonly key: string;
  /** UTF-8 bytes of the entry's content. */
  readonly bytes: number;
}

export interface DocumentFacts {
  readonly bytes: number;
  readonly utf8: boolean;
  readonly byteOrderMark: boolean;
  readonly lineEnds: 'none' | 'lf' | 'crlf' | 'cr' | 'mixed';
  readonly finalNewline: boolean;
  readonly version: string | undefined;
  /** The algorithm as the document spells it, known or not. */
  readonly algorithm: string | undefined;
  readonly entries: readonly EntryFacts[];
}

/** A digest or a field of the hardware, in both spellings that people meet. */
export interface HexAndBase64 {
  readonly hex: string;
  readonly base64: string;
}

export type Digests =
  | {
      readonly kind: 'computed';
      readonly of: Readonly<Record<Algorithm, HexAndBase64>>;
      /** The one that the document asks for; undefined while its algorithm is missing or unknown. */
      readonly decided: Algorithm | undefined;
    }
  /** WebCrypto exists only in a secure context: https, localhost, file. */
  | { readonly kind: 'unavailable' };

/** What the chosen platform carries of the digest. */
export type Binding =
  | {
      readonly kind: 'field';
      readonly field: string;
      readonly bytes: number;
      readonly value: HexAndBase64;
      readonly fitting: 'exact' | 'cut' | 'padded';
    }
  | { readonly kind: 'pcr8'; readonly value: HexAndBase64; readonly fitting: 'exact' | 'cut' }
  | { readonly kind: 'none'; readonly reason: string }
  /** No known algorithm, or no WebCrypto: nothing is bound. */
  | { readonly kind: 'undecided' };

/** One thing that was looked at, so that an empty list of problems says what it means. */
export interface CheckRun {
  readonly name: string;
  /** Undefined when it ran; otherwise why it did not. */
  readonly skipped?: string;
}

export interface PodFacts {
  /** Position among the pods of the manifest, as `injectAnnotation` counts them. */
  readonly index: number;
  readonly kind: string;
  /** Such as `Deployment/web`. */
  readonly label: string;
  readonly name: string | undefined;
  readonly namespace: string | undefined;
  readonly runtimeClassName: string | undefined;
  /** The value that the manifest already carries under the current key. */
  readonly annotation: string | undefined;
  /** Digest (hex) of the document inside that value under its own algorithm, when it could be read. */
  readonly digest: string | undefined;
  /** Keys and values of the pod's other annotations, which share one limit with Init-Data. */
  readonly otherAnnotationBytes: number;
}

export interface ManifestFacts {
  readonly pods: readonly PodFacts[];
  readonly parsed: boolean;
}

export interface Analysis {
  readonly document: DocumentFacts;
  readonly digests: Digests;
  readonly binding: Binding;
  readonly diagnostics: readonly Diagnostic[];
  readonly checks: readonly CheckRun[];
  readonly manifest: ManifestFacts;
}
