/** What the generator and the tables of genpolicy's policies ask of the worker. */
import type { Diagnostic } from '#core/diagnostics/diagnostic.ts';
import type { AnsweredGuarantee } from '#core/policy/generate/guarantees.ts';
import type { NamedImage } from '#core/policy/generate/assign.ts';
import type { GenpolicyPolicy } from '#core/policy/genpolicy/read.ts';
import type { Witness } from '#core/policy/matrix/verdict.ts';
import type { Assumption } from '#core/policy/simulate/assumption.ts';
import type { ImageConfig } from '#core/policy/simulate/image-config.ts';
import type { Origin } from '#core/policy/simulate/origin.ts';
import type { SimulatedUser } from '#core/policy/simulate/pod.ts';
import type { ProfileId } from '#core/rego/profile.ts';
import type { Span } from '#core/text/span.ts';
import type { PolicyText, RequestOutcome } from './policy-run-calls.ts';

/** An image config, from wherever. */
export interface GivenImage extends NamedImage {
  readonly source: 'config' | 'archive' | 'request';
  readonly platform?: string;
  readonly config: ImageConfig;
  /** What could not be read of it. */
  readonly remarks: readonly string[];
}

export type GivenImages =
  | { readonly kind: 'images'; readonly images: readonly GivenImage[] }
  | { readonly kind: 'refused'; readonly reason: string };

/** What somebody gives: a text that was pasted, a file, or the files of a folder by their paths in it. */
export type GivenSource =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'file'; readonly file: Blob }
  | { readonly kind: 'folder'; readonly files: readonly { readonly path: string; readonly file: Blob }[] };

export interface GeneratorSettings {
  readonly logs: boolean;
  readonly stdin: boolean;
  readonly copied: 'declared' | 'any';
  /** Values of Secrets are written into the policy. */
  readonly secrets: boolean;
  /** Commands that may be run beside those of probes and hooks, by container. */
  readonly commands: readonly (readonly [container: string, commands: readonly (readonly string[])[]])[];
}

export interface GeneratorInput {
  readonly manifest: string;
  readonly pod: number;
  /** More YAML, with ConfigMaps and Secrets. */
  readonly beside: string;
  readonly configs: readonly (readonly [container: string, config: ImageConfig])[];
  readonly settings: GeneratorSettings;
}

/** With its place, where it is a field of the manifest. */
export type PlacedOrigin = Origin & { readonly span?: Span };

export interface GeneratorContainer {
  readonly name: string;
  readonly kind: 'init' | 'workload';
  readonly image: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly user: SimulatedUser;
  /** Of the image or of the manifest, without those that the cluster adds. */
  readonly variables: readonly string[];
  readonly assumed: readonly Assumption[];
  readonly origins: {
    readonly args: readonly PlacedOrigin[];
    readonly variables: readonly PlacedOrigin[];
    readonly cwd: readonly PlacedOrigin[];
    readonly user: readonly PlacedOrigin[];
    readonly image: readonly PlacedOrigin[];
  };
}

export interface GeneratedAnswer {
  readonly pods: readonly string[];
  readonly pod: number;
  readonly containers: readonly GeneratorContainer[];
  readonly policy: string;
  /** The part of the policy that is the same for every pod. */
  readonly rules: string;
  readonly lines: readonly { readonly text: string; readonly origins: readonly PlacedOrigin[] }[];
  readonly findings: readonly Diagnostic[];
  /** ConfigMaps and Secrets that the containers take values from, and whether they are at hand. */
  readonly takesSecrets: boolean;
}

export interface TriedRelease {
  readonly profile: ProfileId;
  /** Of the pod's life. */
  readonly requests: number;
  /** Requests of it that are not allowed; `chosen` where a setting turned them off. */
  readonly denied: readonly {
    readonly title: string;
    readonly entrypoint: string;
    readonly outcome: RequestOutcome['kind'];
    readonly chosen: boolean;
  }[];
  readonly attacks: number;
  readonly through: readonly { readonly id: string; readonly title: string; readonly gain: string }[];
}

export type TriedAnswer =
  | { readonly kind: 'refused'; readonly profile: ProfileId; readonly message: string }
  | {
      readonly kind: 'tried';
      /** The chosen release first, then one of the other dialect. */
      readonly releases: readonly TriedRelease[];
      readonly guarantees: readonly AnsweredGuarantee[];
    };

export interface ShownGap {
  readonly id: string;
  readonly title: string;
  readonly gain: string;
  readonly witness: Witness;
}

/** A policy of genpolicy as tables, with what its rules are shown not to look at. */
export interface PolicyDataAnswer {
  readonly policy: GenpolicyPolicy;
  readonly gaps: readonly ShownGap[];
  /** One for each image that is not looked at. */
  readonly findings: readonly Diagnostic[];
  /** False when the policy allows no honest creation of a container that we know, so that nothing was shown. */
  readonly honestAllowed: boolean;
}

export interface GeneratorCalls {
  /** Its progress counts bytes of layers. */
  readonly readImages: { readonly request: GivenSource; readonly response: GivenImages };
  readonly generate: {
    readonly request: GeneratorInput;
    /** Undefined when the manifest has no pod with containers. */
    readonly response: GeneratedAnswer | undefined;
  };
  /** The pod's life and all attacks; its progress counts attacks. */
  readonly tryGenerated: {
    readonly request: GeneratorInput & PolicyText;
    readonly response: TriedAnswer | undefined;
  };
  readonly policyData: {
    readonly request: PolicyText;
    readonly response: PolicyDataAnswer | undefined;
  };
}
