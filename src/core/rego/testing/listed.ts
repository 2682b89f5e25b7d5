/** Cases that are known to fail, and cases that must not bring a run down. */
import type { CaseResult } from '#core/testing/recorded.ts';

/** Marks a listed case that passes by now as failed, and one that fails as expected as skipped. */
export function withDepartures(result: CaseResult, listed: ReadonlyMap<string, string>): CaseResult {
  const reason = listed.get(result.id);
  if (reason === undefined) return result;
  if (result.outcome === 'passed') {
    return {
      id: result.id,
      outcome: 'failed',
      difference: 'passes by now: take it off the list of departures',
    };
  }
  return { id: result.id, outcome: 'skipped', difference: reason };
}

/** Runs one case and lets nothing escape: an exception is a difference of its own. */
export function guarded(id: string, run: () => CaseResult): CaseResult {
  try {
    return run();
  } catch (error) {
    const difference = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { id, outcome: 'failed', difference };
  }
}
