import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { asksForPrivacy } from '#state/session.ts';
import { outputTabs, type EditorTab } from '#state/view.ts';
import { hashOf, placeFrom } from './address.ts';

const nowhere = { isPrivate: false };

describe('what an address asks for', () => {
  test.for([
    { hash: '', place: nowhere },
    { hash: '#', place: nowhere },
    { hash: '#compose', place: nowhere },
    { hash: '#compose/', place: nowhere },
    { hash: '#compose/initdata', place: { ...nowhere, tab: 'initdata' } },
    { hash: 'compose/manifest?out=pod', place: { ...nowhere, tab: 'manifest', output: 'pod' } },
    { hash: '#compose/entry:aa.toml', place: { ...nowhere, tab: 'entry:aa.toml' } },
    { hash: '#compose/entry%3Aaa.toml', place: { ...nowhere, tab: 'entry:aa.toml' } },
    { hash: '#compose/entry:a%2Fb%3Fc', place: { ...nowhere, tab: 'entry:a/b?c' } },
    { hash: '#compose/entry:a/b', place: nowhere },
    { hash: '#compose/other', place: nowhere },
    { hash: '#review/initdata', place: nowhere },
    { hash: '#compose/%E0%A4%A', place: nowhere },
    { hash: '#compose/initdata?out=nothing', place: { ...nowhere, tab: 'initdata' } },
    { hash: '#compose/initdata?out', place: { ...nowhere, tab: 'initdata' } },
    { hash: '#private', place: { isPrivate: true } },
    { hash: '#compose/initdata?private', place: { tab: 'initdata', isPrivate: true } },
    { hash: '#<script>', place: nowhere },
  ] as const)('$hash', ({ hash, place }) => {
    expect(placeFrom(hash)).toEqual(place);
  });
});

const anyTab = fc.oneof(
  fc.constantFrom<EditorTab>('initdata', 'manifest'),
  fc.string({ unit: 'grapheme', maxLength: 30 }).map((key): EditorTab => `entry:${key}`),
);
const anyPlace = fc.record({
  tab: anyTab,
  output: fc.constantFrom(...outputTabs),
  isPrivate: fc.boolean(),
});

test('an address reads back as the place it was made of, and a private session stays one', () => {
  fc.assert(
    fc.property(anyPlace, (place) => {
      const hash = hashOf(place);
      expect(placeFrom(hash)).toEqual(place);
      expect(asksForPrivacy(hash)).toBe(place.isPrivate);
    }),
  );
});

test('no text makes reading an address throw', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(() => placeFrom(text)).not.toThrow();
    }),
  );
});
