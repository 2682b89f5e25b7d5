import type { Station, StationId, Thread } from '#core/journey/station.ts';
import { stationIds } from '#core/journey/station.ts';
import { tamperCase } from '#core/journey/tamper.ts';
import { describe, expect, test } from 'vitest';
import { sceneOf } from './scene.ts';

type Letters = string;
const threads: Readonly<Record<string, Thread>> = { o: 'own', x: 'other', '-': 'none' };

/** One letter a station: own, other or no bytes; the way ends at `end`. */
function stations(document: Letters, digest: Letters, end: StationId, message?: string): readonly Station[] {
  const last = stationIds.indexOf(end);
  return stationIds.map((id, at) => ({
    id,
    does: '',
    values: [],
    leaves: {
      document: threads[document[at] ?? '-'] ?? 'none',
      digest: threads[digest[at] ?? '-'] ?? 'none',
    },
    passage:
      at > last
        ? { kind: 'not-reached' }
        : at === last && end !== 'secret'
          ? { kind: 'stops', ...(message === undefined ? {} : { message }) }
          : { kind: 'passes' },
  }));
}

function strandsOf(scene: ReturnType<typeof sceneOf>, rail: 'document' | 'digest'): string {
  return scene.strands
    .filter((strand) => strand.rail === rail)
    .map(({ from, thread }) => `${from} ${thread}`)
    .join(', ');
}

describe('an honest host', () => {
  const scene = sceneOf(stations('oooooooo', '--oooooo', 'secret'), undefined);
  test('both rails run to the policy, the digest from where it is computed', () => {
    expect(strandsOf(scene, 'document')).toBe(
      'document own, annotation own, host own, field own, guest own, evidence own, verifier own, token own',
    );
    expect(strandsOf(scene, 'digest')).toBe(
      'host own, field own, guest own, evidence own, verifier own, token own',
    );
  });
  test('nothing breaks and nothing is to be said', () => {
    expect(scene).toMatchObject({ breaks: [], notes: [], release: 'honest' });
  });
});

describe('a way that stops in the guest', () => {
  const flip = tamperCase('flip-on-disk');
  const scene = sceneOf(stations('ooxxx', '--ooo', 'guest', 'Init data does not match!'), flip);
  test('other bytes run up to the end, and beyond it is what lies ahead', () => {
    expect(strandsOf(scene, 'document')).toBe(
      'document own, annotation own, host other, field other, guest ahead, evidence ahead, verifier ahead, token ahead',
    );
  });
  test('the notes say where somebody tampered and what is logged', () => {
    expect(scene.notes).toEqual([
      { at: 'host', kind: 'tampered', text: `Tampered: ${flip.title}` },
      { at: 'guest', kind: 'stops', text: 'Init data does not match!' },
    ]);
    expect(scene.release).toBe('ahead');
  });
});

test('a station that logs nothing is named', () => {
  const { notes } = sceneOf(stations('oo', '', 'verifier'), undefined);
  expect(notes).toEqual([{ at: 'verifier', kind: 'stops', text: 'Verifier stops the way' }]);
});

test('a document that is withheld ends at the host, begins again in the guest, and the secret is out', () => {
  const scene = sceneOf(stations('oo---ooo', '--oooooo', 'secret'), tamperCase('withhold-and-send'));
  expect(scene.breaks).toEqual([
    { at: 'host', rail: 'document', kind: 'ends' },
    { at: 'evidence', rail: 'document', kind: 'begins' },
  ]);
  expect(scene.release).toBe('unnoticed');
  expect(scene.notes.at(-1)).toMatchObject({ at: 'secret', kind: 'released' });
});

test('what the owner does is a slip', () => {
  const { notes } = sceneOf(stations('xx', '', 'host'), tamperCase('strip-newline'));
  expect(notes[0]?.text).toMatch(/^Slip: /);
});
