/**
 * What a pasted or opened thing is. By content first; a file name only decides what content leaves open.
 *
 * This room says what something is and where in it the Init-Data stands. It decodes no further than it takes to tell
 * kinds apart, and it opens nothing.
 */
import type { AnnotationKeyClass } from '#core/platform/annotation-keys.ts';
import type { Span } from '#core/text/span.ts';
import type { Carrier, FoundDigest, FoundDocument } from './found.ts';

export interface RecognitionInput {
  readonly bytes: Uint8Array;
  /** File name, when there is one. */
  readonly name?: string | undefined;
}

/** How sure a detector is: a signature nothing else has, a form that fits well, or no more than a name. */
export type Confidence = 'certain' | 'likely' | 'guess';

export interface FoundAnnotation {
  readonly key?: string;
  /** `none` for a bare value. */
  readonly keyClass: AnnotationKeyClass | 'peer-pods-default' | 'none';
  readonly where?: {
    readonly kind?: string;
    readonly name?: string;
    readonly namespace?: string;
    /** Such as `spec.template.metadata.annotations`. */
    readonly path: string;
  };
  /** As its carrier holds it: after YAML or JSON, before base64. */
  readonly value: string;
  /**
   * Set for a bare value that was joined from several lines or decoded once to get at `value`: what was really pasted,
   * and what a cluster would get if it were used so.
   */
  readonly written?: string;
  /** Of the written value in the text; absent when the text had to be mended before it could be read. */
  readonly span?: Span;
  readonly status: AnnotationStatus;
  /** False when no runtime would take it from where and how it stands. */
  readonly effective: boolean;
  readonly reason?: string;
}

export type AnnotationStatus =
  | 'complete'
  | 'truncated'
  /** Read only after its carrier was mended. */
  | 'recovered'
  | 'placeholder'
  | 'empty'
  | 'legacy-plain-toml'
  | 'agent-policy'
  /** Not base64, or base64 of something else. */
  | 'other';

/** A request to an agent policy, as an event or a log names it. */
export interface FoundRequest {
  /** Such as `ExecProcessRequest`. */
  readonly request: string;
  /** JSON text; absent in an event. */
  readonly input?: string;
}

interface Recognised {
  readonly confidence: Confidence;
  /** One sentence: what in the content says so. */
  readonly evidence: string;
}

export type Recognition = Recognised &
  (
    | { readonly kind: 'empty' }
    /** initdata.toml, broken or not; as bytes, because its digest depends on each of them. */
    | { readonly kind: 'document'; readonly bytes: Uint8Array; readonly broken: boolean }
    | { readonly kind: 'agent-policy'; readonly text: string }
    /** Rego of another package, such as a resource policy. */
    | { readonly kind: 'other-rego'; readonly text: string; readonly package?: string }
    | { readonly kind: 'aa.toml'; readonly text: string }
    | { readonly kind: 'cdh.toml'; readonly text: string }
    /** Bare values: nothing but base64, quotes and white space. */
    | { readonly kind: 'annotation-value'; readonly annotations: readonly FoundAnnotation[] }
    /** Lines or pieces of YAML, JSON or prose around annotation keys. */
    | {
        readonly kind: 'annotation-lines';
        readonly syntax: 'yaml' | 'json' | 'other';
        readonly lines: 'one' | 'many';
        readonly annotations: readonly FoundAnnotation[];
        /** Digests that stand beside them. */
        readonly digests?: readonly FoundDigest[];
      }
    | {
        readonly kind: 'manifest';
        readonly text: string;
        readonly syntax: 'yaml' | 'json';
        readonly broken: boolean;
        /** Kinds of the objects in it. */
        readonly kinds: readonly string[];
        readonly annotations: readonly FoundAnnotation[];
        /** Documents that a config map holds as plain text. */
        readonly documents?: readonly FoundDocument[];
      }
    /** Text of another kind around Init-Data, such as Markdown, a patch, a command, a diff. */
    | {
        readonly kind: 'carried';
        readonly text: string;
        /** Outermost first. */
        readonly carriers: readonly Carrier[];
        readonly annotations: readonly FoundAnnotation[];
        readonly documents: readonly FoundDocument[];
        readonly digests: readonly FoundDigest[];
      }
    /** A JSON web token; nothing looked at its signature. */
    | {
        readonly kind: 'token';
        /** JSON texts. */
        readonly header: string;
        readonly payload: string;
        readonly signature: 'empty' | 'present';
        readonly digests: readonly FoundDigest[];
      }
    /** An event about a refused request, or lines of a log of requests: for the policy workbench. */
    | {
        readonly kind: 'requests';
        readonly form: 'denial' | 'log';
        readonly requests: readonly FoundRequest[];
      }
    | { readonly kind: 'image'; readonly bytes: Uint8Array }
    | {
        readonly kind: 'gzip';
        readonly bytes: Uint8Array;
        /** Set when the stream was written as hexadecimal digits. */
        readonly writtenIn?: 'hex';
      }
    | { readonly kind: 'bundle'; readonly bytes: Uint8Array }
    | { readonly kind: 'other-zip' }
    | { readonly kind: 'certificate'; readonly text: string; readonly count: number }
    | { readonly kind: 'private-key' }
    | {
        readonly kind: 'digest';
        /** Lower-case hex, whatever it was written in. */
        readonly hex: string;
        readonly encoding: 'hex' | 'base64';
        readonly length: 32 | 48 | 64;
        /** Zero bytes at the end: a digest that was padded to a longer field. */
        readonly zeroTail: number;
        readonly written: string;
        readonly span?: Span;
        /** The name it stands under, such as `host-data` on a command line. */
        readonly label?: string;
      }
    | { readonly kind: 'text'; readonly text: string }
    | { readonly kind: 'binary' }
  );

export type RecognisedKind = Recognition['kind'];

/** What a detector looks at: computed once for all of them. */
export interface Subject {
  readonly bytes: Uint8Array;
  /** Absent when the bytes are not UTF-8. A byte order mark is kept. */
  readonly text?: string;
  /** The text without byte order mark and outer white space of any kind. */
  readonly trimmed: string;
  /** Lower-case file name without folders. */
  readonly name: string;
}

/** Says what the subject is, or nothing when it is something else. Never throws. */
export interface Detector {
  readonly name: string;
  readonly detect: (subject: Subject) => Recognition | undefined;
}
