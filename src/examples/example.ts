/** A document and manifest to start from, with a few words about them. */
import type { PlatformId } from '#core/platform/platform.ts';

export interface Example {
  readonly id: string;
  readonly title: string;
  /** One or two sentences: what it shows. */
  readonly summary: string;
  readonly platform: PlatformId;
  readonly document: string;
  readonly manifest: string;
}

export interface PublishedExample extends Example {
  /** The page that publishes it, as people find it. */
  readonly page: string;
  /** Where that page lives; printed, never fetched. */
  readonly address: string;
}
