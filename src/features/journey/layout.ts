/**
 * Where things stand in the picture: two rails, one for the document and one for its digest, and ten stations. Across where
 * there is room, down where there is none. Units are pixels of the picture, which is drawn in its own size.
 */
import { stationIds, type StationId } from '#core/journey/station.ts';
import { territories, type Territory } from './words.ts';

export type Direction = 'across' | 'down';

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Box extends Point {
  readonly width: number;
  readonly height: number;
}

export interface PlacedStation {
  readonly id: StationId;
  /** On the rails; a station of one rail uses one of them. */
  readonly document: Point;
  readonly digest: Point;
  /** Baselines of the lines of its name. */
  readonly name: readonly Point[];
  /** Baselines of the excerpt: its label and its text. */
  readonly label: Point;
  readonly value: Point;
  /** What a pointer can press, and what is marked when it is chosen. */
  readonly area: Box;
  /** Where words about this station stand, line by line, and how they are aligned. */
  readonly notes: readonly Point[];
  readonly anchor: 'start' | 'middle' | 'end';
}

export interface PlacedTerritory {
  readonly territory: Territory;
  readonly band: Box;
  readonly name: Point;
}

export interface Layout {
  readonly direction: Direction;
  /** Whether there is room for larger names. */
  readonly isRoomy: boolean;
  readonly width: number;
  readonly height: number;
  readonly stations: readonly PlacedStation[];
  readonly territories: readonly PlacedTerritory[];
}

/** Below this width ten columns have no room for their names. */
export const acrossFrom = 900;

/** Width of a column in which the longest name stands in the size of reading. */
const roomyPitch = 112;

const across = {
  top: 30,
  name: 54,
  document: 108,
  digest: 162,
  label: 200,
  value: 220,
  areaEnd: 232,
  notes: 260,
  note: 24,
  height: 300,
};

/**
 * Ten columns of one width.
 *
 * @param hasNotes whether there is anything to say below them
 */
export function layoutAcross(width: number, hasNotes: boolean): Layout {
  const pitch = width / stationIds.length;
  const stations = stationIds.map((id, index): PlacedStation => {
    const x = Math.round(pitch * (index + 0.5));
    const left = Math.round(pitch * index);
    const anchor = index < 4 ? 'start' : index > 6 ? 'end' : 'middle';
    const noteX = anchor === 'start' ? left + 8 : anchor === 'end' ? Math.round(left + pitch) - 8 : x;
    return {
      id,
      document: { x, y: across.document },
      digest: { x, y: across.digest },
      name: [
        { x, y: across.name },
        { x, y: across.name + 18 },
      ],
      label: { x, y: across.label },
      value: { x, y: across.value },
      area: {
        x: left + 3,
        y: across.top + 4,
        width: Math.round(pitch) - 6,
        height: across.areaEnd - across.top - 4,
      },
      notes: [
        { x: noteX, y: across.notes },
        { x: noteX, y: across.notes + across.note },
      ],
      anchor,
    };
  });
  return {
    direction: 'across',
    isRoomy: pitch >= roomyPitch,
    width,
    height: hasNotes ? across.height : across.areaEnd + 8,
    stations,
    territories: territories.map((territory) => {
      const first = stationIds.indexOf(territory.stations[0] ?? 'document');
      const x = Math.round(pitch * first);
      const end = Math.round(pitch * (first + territory.stations.length));
      return {
        territory,
        band: { x: x + 1, y: 0, width: end - x - 2, height: across.areaEnd + 8 },
        name: { x: x + 9, y: 19 },
      };
    }),
  };
}

/** What is narrower is drawn in this width and shrunk. */
const leastWidth = 240;

const down = { document: 20, digest: 48, text: 76, row: 64, name: 24, value: 45, note: 20 };

/**
 * Ten rows, taller where there is something to say of a station.
 *
 * @param notes lines that each station needs for words about it
 */
export function layoutDown(room: number, notes: (id: StationId) => number): Layout {
  const width = Math.max(room, leastWidth);
  const stations: PlacedStation[] = [];
  let y = 0;
  for (const id of stationIds) {
    const lines = notes(id);
    const height = down.row + lines * down.note;
    const middle = y + down.row / 2;
    stations.push({
      id,
      document: { x: down.document, y: middle },
      digest: { x: down.digest, y: middle },
      name: [{ x: down.text, y: y + down.name }],
      label: { x: down.text, y: y + down.value },
      value: { x: width - 12, y: y + down.value },
      area: { x: down.text - 12, y: y + 3, width: width - down.text + 8, height: height - 6 },
      notes: Array.from({ length: lines }, (_, at) => ({
        x: down.text,
        y: y + down.row + down.note * at + 2,
      })),
      anchor: 'start',
    });
    y += height;
  }
  return {
    direction: 'down',
    isRoomy: true,
    width,
    height: y,
    stations,
    territories: territories.map((territory) => {
      const own = stations.filter(({ id }) => territory.stations.includes(id));
      const top = (own[0]?.area.y ?? 3) - 3;
      const last = own.at(-1)?.area;
      const end = last === undefined ? top : last.y + last.height + 3;
      return {
        territory,
        band: { x: 0, y: top + 1, width, height: end - top - 2 },
        name: { x: width - 12, y: top + down.name },
      };
    }),
  };
}

/** Cuts words into lines of at most so many characters; one longer word has a line of its own. */
export function wrapped(text: string, characters: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > characters) {
      lines.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return line === '' ? lines : [...lines, line];
}
