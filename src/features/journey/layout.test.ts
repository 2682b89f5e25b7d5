import { stationIds } from '#core/journey/station.ts';
import { describe, expect, test } from 'vitest';
import { acrossFrom, layoutAcross, layoutDown, wrapped, type Layout } from './layout.ts';

const none = () => 0;

function boxesInside({ width, height, stations, territories }: Layout): boolean {
  return [...stations.map(({ area }) => area), ...territories.map(({ band }) => band)].every(
    (box) => box.x >= 0 && box.y >= 0 && box.x + box.width <= width && box.y + box.height <= height,
  );
}

describe.for([acrossFrom, 984, 1056, 1440])('across %i', (width) => {
  const layout = layoutAcross(width, true);
  test('stations go from left to right, the digest below the document', () => {
    expect(layout.stations.map(({ id }) => id)).toEqual(stationIds);
    const xs = layout.stations.map(({ document }) => document.x);
    expect(xs).toEqual(xs.toSorted((a, b) => a - b));
    expect(layout.stations.every(({ document, digest }) => document.y < digest.y)).toBe(true);
  });
  test('everything is inside, and words about the outer stations run inwards', () => {
    expect(boxesInside(layout)).toBe(true);
    expect(layout.stations[0]?.anchor).toBe('start');
    expect(layout.stations.at(-1)?.anchor).toBe('end');
  });
});

test('without words below, the picture is shorter', () => {
  expect(layoutAcross(1200, false).height).toBeLessThan(layoutAcross(1200, true).height);
});

describe.for([100, 288, 366, 640])('down %i', (width) => {
  test('stations go down, each row apart from the next', () => {
    const layout = layoutDown(width, (id) => (id === 'host' ? 2 : 0));
    expect(boxesInside(layout)).toBe(true);
    for (const [index, { area }] of layout.stations.entries()) {
      const next = layout.stations[index + 1];
      if (next !== undefined) expect(area.y + area.height).toBeLessThan(next.area.y);
    }
    expect(layout.stations.find(({ id }) => id === 'host')?.notes).toHaveLength(2);
  });
});

test('a row is taller by its words', () => {
  expect(layoutDown(300, () => 1).height - layoutDown(300, none).height).toBe(200);
});

test.for<readonly [string, number, readonly string[]]>([
  ['', 10, []],
  ['one', 10, ['one']],
  ['one two three', 7, ['one two', 'three']],
  ['incomprehensible word', 5, ['incomprehensible', 'word']],
])('%j in %i characters', ([text, characters, lines]) => {
  expect(wrapped(text, characters)).toEqual(lines);
});
