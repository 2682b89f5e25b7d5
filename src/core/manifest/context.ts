import type { PlatformId } from '#core/platform/platform.ts';

/** What the judgement of a manifest depends on beside its text. */
export interface ManifestContext {
  /** The chosen platform; without it classes are judged on their own. */
  readonly platform?: PlatformId | undefined;
  /** The document that is being worked on: its digest in hex, and its annotation where that has been made. */
  readonly current?:
    { readonly annotation?: string | undefined; readonly digest?: string | undefined } | undefined;
  /** Digests (hex) of the documents in annotation values, by value, as far as the caller has decoded them. */
  readonly digests?: ReadonlyMap<string, string> | undefined;
  /** True when the current annotation is going to be put in: a pod without one is then judged as having it. */
  readonly injecting?: boolean | undefined;
}
