/** How stations, parties and endings are told. */
import type { Journey } from '#core/journey/journey.ts';
import type { Station, StationId } from '#core/journey/station.ts';
import { stationIds } from '#core/journey/station.ts';
import type { NotApplicable, TamperCase } from '#core/journey/tamper.ts';
import type { Tone } from '#ui/tone.ts';
import type { WayEnd } from '#workers/journey-calls.ts';

/** Each name in two lines at most, as the picture writes it. */
export const stationNames = {
  document: ['Document'],
  annotation: ['Annotation'],
  host: ['Host', 'runtime'],
  field: ['Hardware', 'field'],
  guest: ['Guest', 'check'],
  evidence: ['Evidence'],
  verifier: ['Verifier'],
  token: ['Token'],
  'resource-policy': ['Resource', 'policy'],
  secret: ['Secret'],
} as const satisfies Record<StationId, readonly [string] | readonly [string, string]>;

export function stationName(id: StationId): string {
  return stationNames[id].join(' ');
}

/** From 1, as it is written in the picture. */
export function stationNumber(id: StationId): number {
  return stationIds.indexOf(id) + 1;
}

/** Who stands there. */
export const partyNames = {
  document: 'Owner',
  annotation: 'Kubernetes',
  host: 'Host',
  field: 'Hardware',
  guest: 'Guest',
  evidence: 'Guest',
  verifier: 'Trustee',
  token: 'Trustee',
  'resource-policy': 'Trustee',
  secret: 'Guest',
} as const satisfies Record<StationId, string>;

/** Neighbours on the way that belong together. */
export interface Territory {
  readonly name: string;
  readonly stations: readonly StationId[];
  /** True for those whom the owner of a confidential workload does not have to trust. */
  readonly isUntrusted: boolean;
}

/** In the order of the way. */
export const territories: readonly Territory[] = [
  { name: 'Owner', stations: ['document'], isUntrusted: false },
  { name: 'Kubernetes, host', stations: ['annotation', 'host'], isUntrusted: true },
  { name: 'Hardware', stations: ['field'], isUntrusted: false },
  { name: 'Guest', stations: ['guest', 'evidence'], isUntrusted: false },
  { name: 'Trustee', stations: ['verifier', 'token', 'resource-policy'], isUntrusted: false },
  { name: 'Guest', stations: ['secret'], isUntrusted: false },
];

/** Stations that hold two things side by side. */
const comparers: ReadonlySet<StationId> = new Set(['guest', 'verifier', 'resource-policy']);

export function isComparer(id: StationId): boolean {
  return comparers.has(id);
}

export interface PassageWords {
  readonly words: string;
  readonly tone: Tone;
}

/** How the way goes on at a station, in a few words. */
export function passageWords({ id, passage }: Station, isTampered: boolean): PassageWords {
  switch (passage.kind) {
    case 'passes':
      if (id === 'secret')
        return isTampered ? { words: 'Released', tone: 'error' } : { words: 'Released', tone: 'neutral' };
      return { words: isComparer(id) ? 'Compares, and goes on' : 'Goes on', tone: 'neutral' };
    case 'unaware':
      return { words: isTampered ? 'Does not notice' : 'Compares nothing', tone: 'neutral' };
    case 'stops':
      return { words: 'Stops here', tone: 'error' };
    case 'not-reached':
      return { words: 'Not reached', tone: 'neutral' };
  }
}

export interface Verdict {
  /** `alarm` is for a tampering that reached the secret: the loudest thing on screen. */
  readonly kind: 'honest' | 'stopped' | 'alarm' | 'broken' | 'none';
  readonly title: string;
  readonly words: string;
  readonly message?: string;
}

/** What became of the way, in one title and a sentence. */
export function verdictOf(way: Journey | NotApplicable, tamper: TamperCase | undefined): Verdict {
  if (way.kind === 'not-applicable') {
    return { kind: 'none', title: 'This cannot be shown here', words: way.reason };
  }
  const last = way.stations.find(({ id }) => id === way.end);
  const does = last?.does ?? '';
  const message = last?.passage.kind === 'stops' ? last.passage.message : undefined;
  const at = `station ${String(stationNumber(way.end))}, ${stationName(way.end).toLowerCase()}`;
  if (tamper === undefined) {
    return way.released
      ? {
          kind: 'honest',
          title: 'Nobody tampers: the secret is released',
          words: way.lesson === undefined ? does : `${does} ${way.lesson.why}`,
        }
      : {
          kind: 'broken',
          title: `Nobody tampers, and the way ends all the same: ${at}`,
          words: does,
          ...(message === undefined ? {} : { message }),
        };
  }
  if (!way.released) {
    return {
      kind: 'stopped',
      title: `Stopped at ${at}`,
      words: does,
      ...(message === undefined ? {} : { message }),
    };
  }
  return {
    kind: 'alarm',
    title: 'Not noticed: the secret is released',
    words: way.lesson?.why ?? does,
  };
}

/** Where a case ends, for the list of cases; stations by their numbers in the picture. */
export function endWords(
  end: WayEnd,
  isTampering: boolean,
): { readonly words: string; readonly isAlarm: boolean } {
  if (end.kind === 'not-applicable') return { words: 'not here', isAlarm: false };
  if (!end.released) return { words: `stops at ${String(stationNumber(end.at))}`, isAlarm: false };
  return isTampering
    ? { words: 'gets through', isAlarm: true }
    : { words: 'gets the secret', isAlarm: false };
}

export const tamperGroups = {
  owner: 'A slip of one’s own',
  'api-server': 'Whoever may edit the pod',
  host: 'The host',
} as const satisfies Record<TamperCase['by'], string>;
