/** What decides a part of a request that no manifest holds. */
export type Assumption =
  /** Entrypoint and Cmd of the image. */
  | 'args'
  /** Variables of the image. */
  | 'env'
  /** Working directory of the image. */
  | 'cwd'
  /** User of the image. */
  | 'user'
  /** Groups of the user, which stand in the image's passwd and group files, or which of them the host reads. */
  | 'groups'
  /** Which image a tag stands for. */
  | 'digest'
  /** The content of a ConfigMap or Secret that a variable is taken from. */
  | 'references'
  /** Values of Secrets that are at hand, and that the policy must not repeat. */
  | 'secrets'
  /** Which variables a ConfigMap or Secret holds that all of are taken. */
  | 'variables';
