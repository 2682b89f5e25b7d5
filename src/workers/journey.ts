/** The worker's side of the journey. */
import { isAlgorithm } from '#core/initdata/algorithm.ts';
import { webCryptoAvailable } from '#core/initdata/digest.ts';
import { outlineOf } from '#core/initdata/outline.ts';
import { journeyOf, type JourneyRequest } from '#core/journey/journey.ts';
import { tamperCases, type TamperId } from '#core/journey/tamper.ts';
import { routes } from '#core/measurement/routes.ts';
import { encodeUtf8 } from '#core/text/utf8.ts';
import type { JourneyCalls, WayEnd, WayRequest } from './journey-calls.ts';
import type { Handlers } from './server.ts';

const noWay = { kind: 'no-way' } as const;

function requestOf({ document, route: id, other, ...rest }: WayRequest): JourneyRequest | undefined {
  const route = routes.find((each) => each.id === id);
  if (route === undefined) throw new Error(`no route ${id}`);
  if (!webCryptoAvailable() || document.kind !== 'text') return undefined;
  const algorithm = outlineOf(document.text).algorithm?.value;
  if (!isAlgorithm(algorithm)) return undefined;
  return { ...rest, route, document: encodeUtf8(document.text), algorithm, other: encodeUtf8(other) };
}

async function endOf(request: JourneyRequest, tamper: TamperId | undefined): Promise<WayEnd> {
  const made = await journeyOf({ ...request, tamper });
  return made.kind === 'journey' ? { kind: 'ends', at: made.end, released: made.released } : made;
}

export const journeyHandlers: Handlers<JourneyCalls> = {
  async journey({ tamper, ...way }) {
    const request = requestOf(way);
    return request === undefined ? noWay : journeyOf({ ...request, tamper });
  },
  async journeyEnds(way) {
    const request = requestOf(way);
    if (request === undefined) return noWay;
    const honest = await endOf(request, undefined);
    const ends: [TamperId, WayEnd][] = [];
    for (const { id } of tamperCases) ends.push([id, await endOf(request, id)]);
    return { kind: 'ends', honest, byCase: Object.fromEntries(ends) as Record<TamperId, WayEnd> };
  },
};
