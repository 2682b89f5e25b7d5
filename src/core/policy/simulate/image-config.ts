/** What the configuration of an image adds to a container. What is absent is not known; an empty list is known to be empty. */
export interface ImageConfig {
  readonly entrypoint?: readonly string[];
  readonly cmd?: readonly string[];
  /** `NAME=value`. */
  readonly env?: readonly string[];
  readonly workingDir?: string;
  /** Paths that the image wants to have as volumes. */
  readonly volumes?: readonly string[];
  readonly user?: ImageUser;
  /** Who says so; absent means the config of the image itself. */
  readonly from?: 'request' | 'form';
}

export type ImageUser =
  /** As the config has it: a name or number, perhaps a colon and a group; empty for root. With files of the image, if known. */
  | { readonly kind: 'config'; readonly text: string; readonly passwd?: string; readonly group?: string }
  /** As it is sent. */
  | {
      readonly kind: 'ids';
      readonly uid: number;
      readonly gid: number;
      readonly additionalGids: readonly number[];
    };

/**
 * A reference as containerd writes it into the request: with its registry, `library/` for bare names, `:latest` when there
 * is neither tag nor digest, and without the tag when there is a digest.
 */
export function fullImageName(reference: string): string {
  const at = reference.indexOf('@');
  const digest = at < 0 ? '' : reference.slice(at);
  const named = at < 0 ? reference : reference.slice(0, at);
  const slash = named.indexOf('/');
  const first = slash < 0 ? '' : named.slice(0, slash);
  const hasRegistry = first === 'localhost' || /[.:]/.test(first);
  const registry = hasRegistry ? first : 'docker.io';
  const path = hasRegistry ? named.slice(slash + 1) : slash < 0 ? `library/${named}` : named;
  const colon = path.lastIndexOf(':');
  const repository = colon > path.lastIndexOf('/') ? path.slice(0, colon) : path;
  const tag = colon > path.lastIndexOf('/') ? path.slice(colon) : ':latest';
  return `${registry}/${repository}${digest === '' ? tag : digest}`;
}
