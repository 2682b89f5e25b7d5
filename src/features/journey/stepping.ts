/** Going from station to station. */
import { stationIds, type StationId } from '#core/journey/station.ts';

/** The panel that tells of the station that is chosen. */
export const stationPanelId = 'journey-station';

export function stationTabId(id: StationId): string {
  return `journey-tab-${id}`;
}

/** The station before or after; undefined at the ends of the way. */
export function stationBeside(id: StationId, by: -1 | 1): StationId | undefined {
  const at = stationIds.indexOf(id) + by;
  return at < 0 ? undefined : stationIds[at];
}

/** Where a key leads: both pairs of arrows step, and nothing goes around the ends. Undefined for every other key. */
export function nextStation(key: string, from: StationId): StationId | undefined {
  switch (key) {
    case 'ArrowRight':
    case 'ArrowDown':
      return stationBeside(from, 1) ?? from;
    case 'ArrowLeft':
    case 'ArrowUp':
      return stationBeside(from, -1) ?? from;
    case 'Home':
      return stationIds[0];
    case 'End':
      return stationIds.at(-1);
    default:
      return undefined;
  }
}
