/** What the picture shows of one way: threads between stations, marks at them, and the words beside them. */
import type { Station, StationId, Thread } from '#core/journey/station.ts';
import type { TamperCase } from '#core/journey/tamper.ts';
import { stationName } from './words.ts';

export interface Strand {
  readonly from: StationId;
  readonly to: StationId;
  readonly rail: 'document' | 'digest';
  /** `ahead`: beyond the end of the way. */
  readonly thread: Exclude<Thread, 'none'> | 'ahead';
}

/** A place where a rail ends, or begins again, between its ends. */
export interface Break {
  readonly at: StationId;
  readonly rail: Strand['rail'];
  readonly kind: 'ends' | 'begins';
}

export interface Note {
  readonly at: StationId;
  readonly kind: 'tampered' | 'stops' | 'released';
  readonly text: string;
}

export interface Scene {
  readonly strands: readonly Strand[];
  readonly breaks: readonly Break[];
  readonly notes: readonly Note[];
  /** The last stretch, from the policy to the secret. */
  readonly release: 'honest' | 'unnoticed' | 'ahead';
}

const rails = ['document', 'digest'] as const;

/** The scene of stations in the order of the way. */
export function sceneOf(stations: readonly Station[], tamper: TamperCase | undefined): Scene {
  const strands: Strand[] = [];
  const breaks: Break[] = [];
  const end = stations.findLastIndex(({ passage }) => passage.kind !== 'not-reached');
  for (const rail of rails) {
    for (const [index, station] of stations.entries()) {
      const next = stations[index + 1];
      if (next === undefined || next.id === 'secret') continue;
      const thread = index >= end ? 'ahead' : station.leaves[rail];
      const before = index === 0 ? 'none' : (stations[index - 1]?.leaves[rail] ?? 'none');
      if (thread !== 'none') strands.push({ from: station.id, to: next.id, rail, thread });
      if (thread === 'none' && before !== 'none') breaks.push({ at: station.id, rail, kind: 'ends' });
      if (rail === 'document' && before === 'none' && thread !== 'none' && thread !== 'ahead' && index > 1) {
        breaks.push({ at: station.id, rail, kind: 'begins' });
      }
    }
  }
  const released = stations[end]?.id === 'secret';
  return {
    strands: strands.filter(({ thread, rail, from }) => thread !== 'ahead' || isOnRail(rail, from)),
    breaks,
    notes: notesOf(stations, tamper, released),
    release: released ? (tamper === undefined ? 'honest' : 'unnoticed') : 'ahead',
  };
}

/** The digest has no rail before somebody computes it. */
function isOnRail(rail: Strand['rail'], from: StationId): boolean {
  return rail === 'document' || (from !== 'document' && from !== 'annotation');
}

function notesOf(
  stations: readonly Station[],
  tamper: TamperCase | undefined,
  released: boolean,
): readonly Note[] {
  const notes: Note[] = [];
  if (tamper !== undefined) {
    const text = `${tamper.by === 'owner' ? 'Slip' : 'Tampered'}: ${tamper.title}`;
    notes.push({ at: tamper.at, kind: 'tampered', text });
  }
  for (const { id, passage } of stations) {
    if (passage.kind === 'stops') {
      notes.push({ at: id, kind: 'stops', text: passage.message ?? `${stationName(id)} stops the way` });
    }
  }
  if (released && tamper !== undefined) {
    notes.push({ at: 'secret', kind: 'released', text: 'Released, and nobody noticed' });
  }
  return notes;
}
