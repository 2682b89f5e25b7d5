/** What goes wrong with a document on one route, as findings on the document. */
import { diagnostic, type Diagnostic } from '#core/diagnostics/diagnostic.ts';
import type { Algorithm } from '#core/initdata/algorithm.ts';
import { checkPlatform } from '#core/platform/check.ts';
import type { Place } from '#core/platform/place.ts';
import { platformOf } from '#core/platform/platform.ts';
import type { Route } from './routes.ts';

/** The platform's findings for the document's algorithm, and those of the host that writes or delivers nothing. */
export function routeTraps(route: Route, algorithm: Algorithm, place: Place): readonly Diagnostic[] {
  const { platform, runtimeClass, writer, delivery, host } = route;
  const { binding, name } = platformOf(platform);
  const found: Diagnostic[] = [
    ...checkPlatform({ algorithm, platform, runtimeClassName: runtimeClass }, place),
  ];
  if (writer.kind === 'nobody' && binding.kind !== 'none') {
    found.push(
      diagnostic(
        'measurement/field-not-written',
        place.source,
        place.span,
        `${host}: nothing of the document gets into ${binding.field}. ${writer.reason}`,
        { hint: `Choose a class of ${name} that writes it: ${usualClass(platform)}.` },
      ),
    );
  }
  if (delivery === 'nothing') {
    found.push(
      diagnostic(
        'measurement/not-delivered',
        place.source,
        place.span,
        `${host}: the guest does not get the document.`,
        {
          hint: 'Use a host and class that attach the disk; without one the entries have no effect in the guest.',
          consumers: [{ consumer: route.runtime === 'runtime-rs' ? 'runtime-rs' : 'go', outcome: 'ignores' }],
        },
      ),
    );
  }
  return found;
}

function usualClass(platform: Route['platform']): string {
  const [first = 'one that upstream documents'] = platformOf(platform).runtimeClasses;
  return platform === 'peer-pods' || platform === 'peer-pods-aws' ? `${first} on an image with a TPM` : first;
}
