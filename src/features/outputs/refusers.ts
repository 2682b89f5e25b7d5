/** Who would refuse a document, from the findings about it. */
import type { Consumer, Diagnostic } from '#core/diagnostics/diagnostic.ts';

/** Components that reject the document or panic on it, each once, in the order of the findings. */
export function refusersOf(diagnostics: readonly Diagnostic[]): readonly Consumer[] {
  const refusers = diagnostics
    .filter(({ source }) => source !== 'manifest')
    .flatMap(({ consumers = [] }) => consumers)
    .filter(({ outcome }) => outcome === 'rejects' || outcome === 'panics')
    .map(({ consumer }) => consumer);
  return [...new Set(refusers)];
}
