/**
 * What a Kubernetes manifest says about the pods it describes, as far as Init-Data is concerned.
 *
 * This room reads YAML and JSON with positions and changes it by text edits alone: the text is never written anew. It
 * decodes no annotation; what is inside a value is the business of `annotation` and `recognition`.
 */
import type { AnnotationKeyClass } from '#core/platform/annotation-keys.ts';
import type { Span } from '#core/text/span.ts';

/** Keys and list indexes from the root of one YAML document to a node. */
export type NodePath = readonly (string | number)[];

/** How a value is written, which decides who can read it: block scalars bring line breaks or spaces into it. */
export type ScalarStyle = 'plain' | 'single' | 'double' | 'literal' | 'folded' | 'alias' | 'none';

export interface ManifestAnnotation {
  readonly key: string;
  readonly keyClass: AnnotationKeyClass;
  readonly keySpan: Span;
  /** The value as YAML reads it; absent when it is not a string. */
  readonly value?: string;
  /** The written value, quotes and block header included; the place after the colon when there is none. */
  readonly valueSpan: Span;
  readonly style: ScalarStyle;
  /** True when it comes from a merge key (`<<`) and is written elsewhere. */
  readonly merged: boolean;
}

export interface RuntimeClassName {
  /** Absent for `runtimeClassName:` without a value and for values that are not strings. */
  readonly value?: string;
  readonly keySpan: Span;
  readonly valueSpan: Span;
}

export interface GpuRequest {
  /** The resource, such as `nvidia.com/pgpu`. */
  readonly resource: string;
  readonly span: Span;
}

/** One pod or pod template. */
export interface PodTemplate {
  /** Such as `Deployment/web`; the kind alone when the object has no name. */
  readonly label: string;
  readonly kind: string;
  readonly apiVersion?: string;
  readonly name?: string;
  /** True when `name` is the value of `generateName`. */
  readonly generated: boolean;
  readonly namespace?: string;
  /** `custom` for a template found in a resource that is not one of the built-in workload kinds. */
  readonly recognised: 'kubernetes' | 'custom';
  /** Index of the YAML document in the text. */
  readonly document: number;
  /** Path of the map that has `metadata` and `spec` of the pod. */
  readonly path: NodePath;
  /** Path of the object the template belongs to; the same as `path` for a Pod. */
  readonly objectPath: NodePath;
  readonly span: Span;
  readonly runtimeClassName?: RuntimeClassName;
  /** Annotations of the pod itself, where the runtimes look. */
  readonly annotations: readonly ManifestAnnotation[];
  /** Annotations of the workload object, where nobody looks; empty for a Pod. */
  readonly objectAnnotations: readonly ManifestAnnotation[];
  readonly gpuRequests: readonly GpuRequest[];
}

/** The global default of peer pods: key `INITDATA` of a ConfigMap. */
export interface GlobalDefault {
  readonly name?: string;
  readonly namespace?: string;
  readonly document: number;
  /** Path of the ConfigMap. */
  readonly path: NodePath;
  readonly value?: string;
  readonly keySpan: Span;
  readonly valueSpan: Span;
}

export interface Manifest {
  readonly syntax: 'yaml' | 'json';
  readonly pods: readonly PodTemplate[];
  readonly globalDefaults: readonly GlobalDefault[];
  /** Kinds of all objects in order, those without pods included. */
  readonly kinds: readonly string[];
}
