import type { PlatformId } from '#core/platform/platform.ts';
import type { GuestComponentsRelease } from './releases.ts';

/** What the checks may know besides the text; the same text and context give the same findings. */
export interface ConfigContext {
  /** Milliseconds since 1970: the moment at which certificates are judged. */
  readonly now: number;
  readonly platform?: PlatformId;
  /** Absent means the newest state of guest-components. */
  readonly release?: GuestComponentsRelease;
  readonly profile: {
    /** Reports everything that `kubectl coco initdata validate` refuses as an error. */
    readonly cococtl: boolean;
    /** Raises remarks about plain http to warnings. */
    readonly production: boolean;
  };
}

export const defaultContext: Omit<ConfigContext, 'now'> = {
  profile: { cococtl: false, production: false },
};
