import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { asksForPrivacy } from '#state/session.ts';
import { modes } from '#state/mode.ts';
import { policyPanels } from '#state/policy-view.ts';
import { trusteePanels } from '#state/trustee-view.ts';
import { outputTabs, type EditorTab } from '#state/view.ts';
import { hashOf, linkedContent, placeFrom } from './address.ts';

const nowhere = { isPrivate: false };
const compose = { ...nowhere, mode: 'compose' };

describe('what an address asks for', () => {
  test.for([
    { hash: '', place: nowhere },
    { hash: '#', place: nowhere },
    { hash: '#/', place: nowhere },
    { hash: '#compose', place: compose },
    { hash: '#compose/', place: compose },
    { hash: '#/compose', place: compose },
    { hash: '#/compose/initdata', place: { ...compose, tab: 'initdata' } },
    { hash: '#compose/initdata', place: { ...compose, tab: 'initdata' } },
    { hash: 'compose/manifest?out=pod', place: { ...compose, tab: 'manifest', output: 'pod' } },
    { hash: '#compose/entry:aa.toml', place: { ...compose, tab: 'entry:aa.toml' } },
    { hash: '#/compose/entry%3Aaa.toml', place: { ...compose, tab: 'entry:aa.toml' } },
    { hash: '#compose/entry:a%2Fb%3Fc', place: { ...compose, tab: 'entry:a/b?c' } },
    { hash: '#compose/entry:a/b', place: compose },
    { hash: '#compose/other', place: compose },
    { hash: '#/review', place: { ...nowhere, mode: 'review' } },
    { hash: '#review/initdata', place: { ...nowhere, mode: 'review' } },
    { hash: '#/review?d=1.abc', place: { ...nowhere, mode: 'review' } },
    { hash: '#/review?private', place: { mode: 'review', isPrivate: true } },
    { hash: '#/policy', place: { ...nowhere, mode: 'policy' } },
    { hash: '#/policy/attacks', place: { ...nowhere, mode: 'policy', panel: 'attacks' } },
    { hash: '#/policy/nothing', place: { ...nowhere, mode: 'policy' } },
    { hash: '#/trustee', place: { ...nowhere, mode: 'trustee' } },
    { hash: '#/trustee/binding', place: { ...nowhere, mode: 'trustee', trustee: 'binding' } },
    { hash: '#/trustee/attacks', place: { ...nowhere, mode: 'trustee' } },
    { hash: '#/review/attacks', place: { ...nowhere, mode: 'review' } },
    { hash: '#/reviews', place: nowhere },
    { hash: '#//compose', place: nowhere },
    { hash: '#compose/%E0%A4%A', place: compose },
    { hash: '#compose/initdata?out=nothing', place: { ...compose, tab: 'initdata' } },
    { hash: '#compose/initdata?out', place: { ...compose, tab: 'initdata' } },
    { hash: '#private', place: { isPrivate: true } },
    { hash: '#/private', place: { isPrivate: true } },
    { hash: '#compose/initdata?private', place: { mode: 'compose', tab: 'initdata', isPrivate: true } },
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
  mode: fc.constantFrom(...modes),
  tab: anyTab,
  output: fc.constantFrom(...outputTabs),
  panel: fc.constantFrom(...policyPanels),
  trustee: fc.constantFrom(...trusteePanels),
  isPrivate: fc.boolean(),
});

test('an address reads back as the place it was made of, and a private session stays one', () => {
  fc.assert(
    fc.property(anyPlace, (place) => {
      const hash = hashOf(place);
      const { mode, tab, output, panel, trustee, isPrivate } = place;
      const said = { compose: { tab, output }, review: {}, policy: { panel }, trustee: { trustee } }[mode];
      expect(placeFrom(hash)).toEqual({ mode, ...said, isPrivate });
      expect(asksForPrivacy(hash)).toBe(place.isPrivate);
    }),
  );
});

test.for([
  { hash: '#/review?d=1.a-b_c', content: '1.a-b_c' },
  { hash: '#review?private&d=1.abc&x=y', content: '1.abc' },
  { hash: `#/review?d=${'x'.repeat(5_000)}`, content: 'x'.repeat(5_000) },
  { hash: '#/review?d=', content: '' },
  { hash: '#/review?digest=1', content: undefined },
  { hash: '#/review', content: undefined },
  { hash: '#/compose?d=1', content: undefined },
  { hash: '', content: undefined },
])('what $hash carries', ({ hash, content }) => {
  expect(linkedContent(hash)).toBe(content);
});

test('no text makes reading an address throw', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(() => placeFrom(text)).not.toThrow();
      expect(() => linkedContent(text)).not.toThrow();
    }),
  );
});
