/** Requests for the tests of this room. */
import { encodeUtf8 } from '#core/text/utf8.ts';
import type { AnalysisContext } from '#core/analysis/analysis.ts';
import { latestRelease } from '#core/config/releases.ts';
import type { ReviewRequest } from '../review.ts';

export const context: AnalysisContext = {
  platform: 'tdx',
  release: latestRelease,
  cococtl: false,
  production: true,
  now: Date.UTC(2026, 5, 1),
};

export function request(paste: string | Uint8Array, rest: Partial<ReviewRequest> = {}): ReviewRequest {
  const bytes = typeof paste === 'string' ? encodeUtf8(paste) : paste;
  return { paste: { bytes }, expected: '', context, ...rest };
}
