/** What the page and its workers say to each other. Every value must survive a structured clone. */
import type { Analysis, AnalysisRequest, DocumentInput } from '#core/analysis/analysis.ts';
import type { Outputs, OutputsRequest } from '#core/analysis/outputs.ts';
import type { BundleReading } from '#core/bundle/read.ts';
import type { Diagnostic } from '#core/diagnostics/diagnostic.ts';
import type { MadeLink, ReadLink } from '#core/link/link.ts';
import type { Recognition, RecognitionInput } from '#core/recognition/recognition.ts';
import type { InitDataComparison } from '#core/review/compare/comparison.ts';
import type { Choice, Headline, Review, ReviewedDocument, ReviewRequest } from '#core/review/review.ts';
import type { EntryCost } from '#core/size/cost.ts';

/** Call name to the shape of its request and response: `C extends Calls<C>` admits interfaces, which have no index. */
export type Calls<C> = {
  readonly [Name in keyof C]: { readonly request: unknown; readonly response: unknown };
};

/** What a document can be wrapped in. A value is judged as it is given, with its white space. */
export type Wrapped =
  | { readonly kind: 'annotation'; readonly value: string }
  | { readonly kind: 'gzip' | 'image'; readonly bytes: Uint8Array };

export interface Unwrapped {
  /** Absent when there is none to be had. */
  readonly document?: DocumentInput;
  /** About the wrapping alone. */
  readonly diagnostics: readonly Diagnostic[];
}

export interface AnalysisCalls {
  readonly analyse: { readonly request: AnalysisRequest; readonly response: Analysis };
  readonly recognise: { readonly request: RecognitionInput; readonly response: Recognition };
  readonly unwrap: { readonly request: Wrapped; readonly response: Unwrapped };
  readonly readBundle: { readonly request: Uint8Array; readonly response: BundleReading };
}

export interface EncodingCalls {
  readonly encode: { readonly request: OutputsRequest; readonly response: Outputs };
  readonly costs: { readonly request: { readonly text: string }; readonly response: readonly EntryCost[] };
}

/** What is to be reviewed: a text that was pasted, or a file, of which the page itself reads no byte. */
export type Paste =
  | { readonly kind: 'text'; readonly text: string; readonly name?: string }
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array; readonly name?: string }
  | { readonly kind: 'file'; readonly file: Blob; readonly name: string };

export type PasteReviewRequest = Omit<ReviewRequest, 'paste'> & { readonly paste: Paste };

export type PasteReview =
  | { readonly kind: 'reviewed'; readonly review: Review }
  | { readonly kind: 'too-large'; readonly bytes: number; readonly limit: number };

export interface CompareRequest {
  readonly first: ReviewedDocument;
  readonly second: PasteReviewRequest;
}

export type CompareAnswer =
  | {
      readonly kind: 'compared';
      readonly comparison: InitDataComparison;
      /** What the second one is called where it was found. */
      readonly label: string;
    }
  | { readonly kind: 'choose'; readonly choices: readonly Choice[] }
  | { readonly kind: 'no-document'; readonly headline: Headline }
  | Extract<PasteReview, { readonly kind: 'too-large' }>;

export interface MakeLinkRequest {
  readonly paste: Paste;
  readonly expected: string;
  /** Empty for a link that everyone can read who has it. */
  readonly passphrase: string;
  /** True when a person has seen what was found and shares it all the same. */
  readonly overruled: boolean;
}

/** `secrets`: nothing was made, because this would have gone with it. */
export type MakeLinkAnswer = MadeLink | { readonly kind: 'secrets'; readonly found: readonly Diagnostic[] };

export interface ReviewCalls {
  readonly review: { readonly request: PasteReviewRequest; readonly response: PasteReview };
  readonly compare: { readonly request: CompareRequest; readonly response: CompareAnswer };
  readonly makeLink: { readonly request: MakeLinkRequest; readonly response: MakeLinkAnswer };
  readonly readLink: {
    readonly request: { readonly content: string; readonly passphrase: string };
    readonly response: ReadLink;
  };
}

export type ToWorker =
  | { readonly kind: 'call'; readonly id: number; readonly name: string; readonly request: unknown }
  /** Nobody waits for this call any more. A handler that works in steps hears it between two of them. */
  | { readonly kind: 'stop'; readonly id: number };

export type FromWorker =
  | { readonly kind: 'done'; readonly id: number; readonly response: unknown }
  | { readonly kind: 'progress'; readonly id: number; readonly done: number; readonly of: number }
  | {
      readonly kind: 'failed';
      readonly id: number;
      readonly name: string;
      readonly message: string;
      readonly stack: string;
    };
