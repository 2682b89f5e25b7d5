import { describe, expect, test } from 'vitest';
import { defaultPreferences, preferencesFrom } from './preferences.ts';
import { asksForPrivacy } from './session.ts';
import { storedDocumentFrom } from './stored-documents.ts';

describe('what storage holds is checked at the door', () => {
  test.for([undefined, null, 'x', 7, [], {}])('%j gives the defaults', (stored) => {
    expect(preferencesFrom(stored)).toEqual(defaultPreferences);
  });

  test('what is understood is kept, the rest falls back', () => {
    const stored = {
      theme: 'dark',
      platform: 'snp',
      release: 'v9',
      editor: 3,
      cococtl: 'yes',
      production: true,
    };
    expect(preferencesFrom(stored)).toEqual({
      ...defaultPreferences,
      theme: 'dark',
      platform: 'snp',
      production: true,
    });
  });

  test.for([
    undefined,
    {},
    { id: 'a', name: 'b' },
    { id: 'a', name: 'b', document: { kind: 'text', text: 3 } },
  ])('%j is no document', (stored) => {
    expect(storedDocumentFrom(stored)).toBeUndefined();
  });

  test('a document of bytes comes back as bytes', () => {
    const document = { kind: 'bytes', bytes: Uint8Array.of(0xff) } as const;
    expect(storedDocumentFrom({ id: 'a', name: 'b', document, manifest: 'm', pod: 1 })).toEqual({
      id: 'a',
      name: 'b',
      document,
      manifest: 'm',
      pod: 1,
    });
  });
});

test.for([
  ['#private', true],
  ['#compose/aa.toml?out=digest&private', true],
  ['#compose', false],
  ['', false],
  ['#privateer', false],
] as const)('%j asks for a private session: %j', ([hash, asks]) => {
  expect(asksForPrivacy(hash)).toBe(asks);
});
