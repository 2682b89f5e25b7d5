/** What the Trustee mode and its worker say to each other. Texts and plain data; claims as JSON data. */
import type { DocumentInput } from '#core/analysis/analysis.ts';
import type { Diagnostic } from '#core/diagnostics/diagnostic.ts';
import type { Algorithm } from '#core/initdata/algorithm.ts';
import type { BindingRow } from '#core/measurement/binding.ts';
import type { ContrastManifest, PolicyAnnotation, PolicyMeasurement } from '#core/measurement/contrast.ts';
import type { Occurrence, Renaming } from '#core/policy/assist/types.ts';
import type { ValueCheck } from '#core/trustee/check-value.ts';
import type { HandOver } from '#core/trustee/hand-over.ts';
import type { PlatformId } from '#core/platform/platform.ts';
import type { JsonObject } from '#core/trustee/json.ts';
import type { ClaimRow, TokenReading } from '#core/trustee/read-token.ts';
import type { ResourceDocuments } from '#core/trustee/resource-policy/assist.ts';
import type { ScenarioId } from '#core/trustee/resource-policy/scenarios.ts';
import type { GeneratedPolicy, ResourcePath } from '#core/trustee/resource-policy/generate.ts';
import type { EarStatus, TokenLayout, TokenPreview } from '#core/trustee/token-preview.ts';
import type { EditorCompletionData, HoverData } from './trustee-assist.ts';
import type { JourneyCalls } from './journey-calls.ts';
import type { FormatAnswer } from './policy-calls.ts';
import type { Explained } from './policy-run-calls.ts';

export type BindAnswer =
  | {
      readonly kind: 'bound';
      readonly algorithm: Algorithm;
      /** Lower case. */
      readonly digest: string;
      readonly rows: readonly BindingRow[];
    }
  /** The document names no algorithm that components know; `spelling` is what it says instead. */
  | { readonly kind: 'undecided'; readonly spelling?: string; readonly utf8: boolean }
  /** The page has no digest functions. */
  | { readonly kind: 'unavailable' };

export interface TokenRequest {
  readonly document: DocumentInput;
  /** The id of a way to a guest. */
  readonly route: string;
  readonly layout: TokenLayout;
  readonly status: EarStatus;
  /** A token or claims, as pasted; empty for none. */
  readonly pasted: string;
}

export interface TokenAnswer {
  /** Absent while nothing is bound. */
  readonly preview?: TokenPreview;
  readonly pasted?: {
    readonly reading: TokenReading;
    /** Empty without claims on one of the sides. */
    readonly rows: readonly ClaimRow[];
  };
}

/** A document of which the digest is known and nothing else, such as the one before a rolling change. */
export interface AcceptedDigest {
  readonly label: string;
  /** Hexadecimal digits; the length says which algorithm. */
  readonly hex: string;
}

export interface GenerateRequest {
  readonly document: DocumentInput;
  readonly label: string;
  /** Ids of the ways that the policy is for. */
  readonly routes: readonly string[];
  readonly others: readonly AcceptedDigest[];
  readonly resources: readonly ResourcePath[];
  readonly olderTokens: boolean;
  /** Ask for the status alone. */
  readonly statusOnly: boolean;
}

export interface ResourceQuestion {
  readonly policy: string;
  readonly claims: JsonObject;
  readonly plugin: string;
  readonly path: readonly string[];
}

export interface ResourceAnswer {
  readonly kind: 'allowed' | 'denied' | 'undefined' | 'failed';
  /** What Trustee logs or answers. */
  readonly message?: string;
  /** True where a bound of this studio ended the evaluation; Trustee has none. */
  readonly isOurBound: boolean;
  /** Absent for what is allowed. */
  readonly explained?: Explained;
}

/** What one who may come is answered. */
export interface ScenarioAnswer {
  readonly id: ScenarioId;
  readonly hostile: boolean;
  readonly claims: JsonObject;
  readonly path: readonly string[];
  readonly kind: ResourceAnswer['kind'];
}

/** An offset in a policy that may be broken because it is being typed. */
export interface ResourcePlace {
  readonly policy: string;
  readonly offset: number;
  readonly documents: ResourceDocuments;
}

export interface ContrastRequest {
  readonly document: DocumentInput;
  /** The YAML of the pod. */
  readonly manifest: string;
  /** JSON of Contrast's manifest; empty for none. */
  readonly pasted: string;
}

export interface ContrastAnswer {
  /** The agent policy of the document, measured alone. */
  readonly policy?: PolicyMeasurement & { readonly annotation: string };
  /** What the pod already carries under the key of policies, and its measurement. */
  readonly carried?: {
    readonly reading: PolicyAnnotation['kind'];
    readonly reason?: string;
    readonly hostdata?: string;
    /** The policy of the document, byte for byte. */
    readonly isThis: boolean;
  };
  /** The first 32 bytes of the document's digest, lower-case hex. */
  readonly documentKey?: string;
  readonly listed?: { readonly policy?: ContrastManifest; readonly document?: ContrastManifest };
}

export interface TrusteeCalls extends JourneyCalls {
  /** What becomes of the document's digest on every way to a guest. */
  readonly bind: { readonly request: { readonly document: DocumentInput }; readonly response: BindAnswer };
  /** Recognises a value from anywhere and says how it stands to the document. */
  readonly checkValue: {
    readonly request: { readonly document: DocumentInput; readonly text: string };
    readonly response: ValueCheck;
  };
  readonly token: { readonly request: TokenRequest; readonly response: TokenAnswer };
  readonly generate: { readonly request: GenerateRequest; readonly response: GeneratedPolicy };
  /** Everything that is found in a resource policy for the ways that it is for. */
  readonly check: {
    readonly request: {
      readonly policy: string;
      readonly document: DocumentInput;
      readonly routes: readonly string[];
    };
    readonly response: readonly Diagnostic[];
  };
  readonly decide: { readonly request: ResourceQuestion; readonly response: ResourceAnswer };
  /** Everybody who may come on one way, with what the policy answers them; empty where there is no token. */
  readonly scenarios: {
    readonly request: {
      readonly policy: string;
      readonly document: DocumentInput;
      readonly route: string;
      readonly platforms: readonly PlatformId[];
      readonly path: readonly string[];
    };
    readonly response: readonly ScenarioAnswer[];
  };
  readonly complete: {
    readonly request: ResourcePlace;
    readonly response: readonly EditorCompletionData[];
  };
  readonly hover: { readonly request: ResourcePlace; readonly response: HoverData | undefined };
  readonly occurrences: {
    readonly request: { readonly policy: string; readonly offset: number };
    readonly response: readonly Occurrence[];
  };
  readonly rename: {
    readonly request: { readonly policy: string; readonly offset: number; readonly name: string };
    readonly response: Renaming;
  };
  readonly format: { readonly request: { readonly policy: string }; readonly response: FormatAnswer };
  readonly contrast: { readonly request: ContrastRequest; readonly response: ContrastAnswer };
  /** All files of the hand-over as one zip. */
  readonly bundle: { readonly request: HandOver; readonly response: Uint8Array<ArrayBuffer> };
}
