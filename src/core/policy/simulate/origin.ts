/** Where a part of a pod comes from, so that a policy made from it can say so line by line. */
import type { NodePath } from '#core/manifest/manifest.ts';
import type { Assumption } from './assumption.ts';

export type Origin =
  /** A field of the manifest, by its path from the pod or pod template. */
  | { readonly kind: 'manifest'; readonly path: NodePath }
  /** A value of an object beside the pod, such as `ConfigMap/settings`; `key` is absent where all of it is taken. */
  | { readonly kind: 'object'; readonly object: string; readonly key?: string }
  /** A member of an image config, such as `Entrypoint`, or a file of the image, such as `/etc/passwd`. */
  | { readonly kind: 'image'; readonly field: string }
  /** A request that a host sent. */
  | { readonly kind: 'request' }
  /** What a person filled in. */
  | { readonly kind: 'form' }
  /** What a component adds or takes where nobody says anything. */
  | { readonly kind: 'default'; readonly of: 'kubernetes' | 'containerd' | 'kata' }
  /** Decided by the cluster when the pod is created: let in by its form. */
  | { readonly kind: 'cluster' }
  /** A choice in the generator. */
  | { readonly kind: 'setting'; readonly name: string }
  /** Nobody says it. */
  | { readonly kind: 'unknown'; readonly about: Assumption | 'namespace' | 'pod-name' };

/** A variable of a container with what is known of it. */
export interface ContainerVariable {
  readonly name: string;
  readonly value: string;
  readonly origin: Origin;
  /** A regular expression for the value, where it is made up and another one will stand there. */
  readonly pattern?: string;
  /** True for a reference that may lead nowhere: then the variable is not set. */
  readonly optional?: true;
}

/** Origins of the parts of a container that several sources compete for. */
export interface ContainerOrigins {
  /** Of the container in its pod or template. */
  readonly path: NodePath;
  readonly args: readonly Origin[];
  readonly cwd: Origin;
  readonly user: readonly Origin[];
  readonly variables: readonly ContainerVariable[];
}
