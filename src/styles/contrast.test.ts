import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8');
const schemes = ['light', 'dark'] as const;
type Scheme = (typeof schemes)[number];

const colours = new Map(
  [...css.matchAll(/--([a-z-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);/g)].map((found) => [
    found[1] ?? '',
    { light: found[2] ?? '', dark: found[3] ?? '' },
  ]),
);

function colourOf(name: string, scheme: Scheme): string {
  const colour = colours.get(name);
  if (colour === undefined) throw new Error(`no token --${name} with a light and a dark colour`);
  return colour[scheme];
}

/** Relative luminance as WCAG 2.2 defines it. */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((from) => {
    const channel = Number.parseInt(hex.slice(from, from + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(a: string, b: string): number {
  const [lighter = 0, darker = 0] = [luminance(a), luminance(b)].toSorted((x, y) => y - x);
  return (lighter + 0.05) / (darker + 0.05);
}

const grounds = ['canvas', 'surface', 'sunken'];
const inks = ['text', 'muted', 'accent', 'ok', 'risk', 'error', 'note', 'measured'];
const tones = ['accent', 'ok', 'risk', 'error', 'note', 'measured'];

const textPairs = [
  ...inks.flatMap((ink) => grounds.map((ground) => [ink, ground] as const)),
  ...tones.flatMap((tone) => [tone, 'text', 'muted'].map((ink) => [ink, `${tone}-soft`] as const)),
  ...['text', 'muted', 'accent'].map((ink) => [ink, 'hover'] as const),
  ['on-accent', 'accent'] as const,
  ['text', 'selection'] as const,
];

describe.for(schemes)('%s', (scheme) => {
  test.for(textPairs)('text --%s on --%s', ([ink, ground]) => {
    expect(contrast(colourOf(ink, scheme), colourOf(ground, scheme))).toBeGreaterThanOrEqual(5.4);
  });

  test.for(grounds)('control edge on --%s', (ground) => {
    expect(contrast(colourOf('edge', scheme), colourOf(ground, scheme))).toBeGreaterThanOrEqual(3.2);
  });
});

test('the two colours of a known pair', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21);
  expect(contrast('#767676', '#ffffff')).toBeCloseTo(4.54, 2);
});
