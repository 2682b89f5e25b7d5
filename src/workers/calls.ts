/** What the page and its workers say to each other. Every value must survive a structured clone. */
import type { Analysis, AnalysisRequest, DocumentInput } from '#core/analysis/analysis.ts';
import type { Diagnostic } from '#core/diagnostics/diagnostic.ts';
import type { CostOfEntry } from '#core/size/cost.ts';

/** Call name to the shape of its request and response. */
export type Calls = Readonly<Record<string, { readonly request: unknown; readonly response: unknown }>>;

export interface AnalysisCalls extends Calls {
  readonly analyse: { readonly request: AnalysisRequest; readonly response: Analysis };
}

export interface EncodeRequest {
  readonly document: DocumentInput;
  readonly setting: 'fast' | 'best';
  readonly manifest: string;
  readonly pod: number;
  readonly runtimeClassName: string | undefined;
}

/** Everything that is made from the gzip stream of one document. */
export interface Outputs {
  readonly annotation: string;
  /** The gzip stream inside the annotation: the same bytes go into the disk image. */
  readonly gzip: Uint8Array;
  readonly setting: 'fast' | 'best';
  /** Characters that `gzip | base64 -w0` would take for the same document. */
  readonly shellLength: number;
  readonly manifest: ManifestOutput;
}

export type ManifestOutput =
  | { readonly kind: 'annotated'; readonly text: string }
  | { readonly kind: 'refused'; readonly diagnostics: readonly Diagnostic[] };

export interface EncodingCalls extends Calls {
  readonly encode: { readonly request: EncodeRequest; readonly response: Outputs };
  readonly costs: { readonly request: { readonly text: string }; readonly response: readonly CostOfEntry[] };
}

export type ToWorker = {
  readonly kind: 'call';
  readonly id: number;
  readonly name: string;
  readonly request: unknown;
};

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
