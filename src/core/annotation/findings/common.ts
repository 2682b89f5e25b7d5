import type { ConsumerOutcome } from '#core/diagnostics/diagnostic.ts';
import type { Span } from '#core/text/span.ts';
import type { AnnotationOutcome } from '../consumers.ts';

/** Outcomes of the whole value as they go with a finding; what depends on a host is said by the hosts. */
export function outcomesFor(consumers: readonly AnnotationOutcome[]): readonly ConsumerOutcome[] {
  return consumers.flatMap(({ consumer, outcome, message }) =>
    outcome === 'not-reached' || outcome === 'depends-on-host'
      ? []
      : [{ consumer, outcome, ...(message === undefined ? {} : { message }) }],
  );
}

export function wholeOf(value: string): Span {
  return { from: 0, to: value.length };
}
