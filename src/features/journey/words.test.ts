import type { Journey } from '#core/journey/journey.ts';
import { stationIds, type Station, type StationId } from '#core/journey/station.ts';
import { tamperCase } from '#core/journey/tamper.ts';
import { describe, expect, test } from 'vitest';
import { differingLines } from './differing.ts';
import { excerptOf } from './excerpt.ts';
import { nextStation, stationBeside } from './stepping.ts';
import { endWords, passageWords, territories, verdictOf } from './words.ts';

function station(id: StationId, more: Partial<Station> = {}): Station {
  return {
    id,
    passage: { kind: 'passes' },
    does: `${id} does`,
    values: [],
    leaves: { document: 'none', digest: 'none' },
    ...more,
  };
}

function ending(end: StationId, message?: string): Journey {
  const released = end === 'secret';
  const passage = released
    ? ({ kind: 'passes' } as const)
    : ({ kind: 'stops', ...(message === undefined ? {} : { message }) } as const);
  return { kind: 'journey', stations: [station(end, { passage })], end, released };
}

test('every station is in one territory, in the order of the way', () => {
  expect(territories.flatMap(({ stations }) => stations)).toEqual(stationIds);
});

describe('the verdict', () => {
  const flip = tamperCase('flip-on-disk');
  test.for([
    { way: ending('secret'), tamper: undefined, kind: 'honest' },
    { way: ending('guest', 'no'), tamper: undefined, kind: 'broken' },
    { way: ending('guest', 'no'), tamper: flip, kind: 'stopped' },
    { way: ending('secret'), tamper: flip, kind: 'alarm' },
    { way: { kind: 'not-applicable', reason: 'no disk' } as const, tamper: flip, kind: 'none' },
  ])('$kind', ({ way, tamper, kind }) => {
    expect(verdictOf(way, tamper).kind).toBe(kind);
  });
  test('names the station by its number and gives its message', () => {
    expect(verdictOf(ending('guest', 'Init data does not match!'), flip)).toMatchObject({
      title: 'Stopped at station 5, guest check',
      words: 'guest does',
      message: 'Init data does not match!',
    });
  });
});

test.for([
  { end: { kind: 'ends', at: 'guest', released: false } as const, words: 'stops at 5', isAlarm: false },
  { end: { kind: 'ends', at: 'secret', released: true } as const, words: 'gets through', isAlarm: true },
  { end: { kind: 'not-applicable', reason: '' } as const, words: 'not here', isAlarm: false },
])('a case that $words', ({ end, words, isAlarm }) => {
  expect(endWords(end, true)).toEqual({ words, isAlarm });
});

test('for an honest host the secret is no alarm', () => {
  expect(endWords({ kind: 'ends', at: 'secret', released: true }, false).isAlarm).toBe(false);
});

describe('how a station goes on', () => {
  test.for<readonly [Station, boolean, string]>([
    [station('document'), false, 'Goes on'],
    [station('guest'), false, 'Compares, and goes on'],
    [station('field', { passage: { kind: 'unaware' } }), false, 'Compares nothing'],
    [station('field', { passage: { kind: 'unaware' } }), true, 'Does not notice'],
    [station('guest', { passage: { kind: 'stops' } }), true, 'Stops here'],
    [station('secret', { passage: { kind: 'not-reached' } }), true, 'Not reached'],
    [station('secret'), true, 'Released'],
  ])('%#', ([at, isTampered, words]) => {
    expect(passageWords(at, isTampered).words).toBe(words);
  });
});

test.for<readonly [string, StationId, StationId | undefined]>([
  ['ArrowRight', 'document', 'annotation'],
  ['ArrowDown', 'document', 'annotation'],
  ['ArrowLeft', 'document', 'document'],
  ['ArrowRight', 'secret', 'secret'],
  ['Home', 'token', 'document'],
  ['End', 'token', 'secret'],
  ['a', 'token', undefined],
])('%s at %s', ([key, from, to]) => {
  expect(nextStation(key, from)).toBe(to);
});

test('nothing lies before the first station', () => {
  expect(stationBeside('document', -1)).toBeUndefined();
  expect(stationBeside('secret', 1)).toBeUndefined();
});

describe('the value beside a station', () => {
  const hex = '4bebff2869bcdd3e';
  test('is cut short and marked where it is another', () => {
    const values = [{ label: 'sha384 digest', text: hex, form: 'digest', differsFrom: 'ff' } as const];
    expect(excerptOf(station('document', { values }))).toEqual({
      label: 'sha384',
      text: '4bebff28…',
      form: 'digest',
      differs: true,
    });
  });
  test('of the annotation is its value, not its key', () => {
    const values = [
      { label: 'key', text: 'io.katacontainers', form: 'text' },
      { label: 'value', text: 'H4sIAAAAAAAA', form: 'text' },
    ] as const;
    expect(excerptOf(station('annotation', { values }))?.text).toBe('H4sIAAAA…');
  });
  test('is absent where nothing is seen', () => {
    expect(excerptOf(station('guest'))).toBeUndefined();
  });
});

describe('where two documents part', () => {
  test.for<readonly [string, string, ReturnType<typeof differingLines>]>([
    ['a\nb\nc', 'a\nb\nc', undefined],
    ['a\nb\nc', 'a\nx\nc', { line: 2, own: ['b'], other: ['x'] }],
    ['a\nb\n', 'a\nb', { line: 3, own: [''], other: [] }],
    ['a', 'a\nb', { line: 2, own: [], other: ['b'] }],
    ['a\na', 'a\na\na', { line: 3, own: [], other: ['a'] }],
  ])('%j and %j', ([own, other, expected]) => {
    expect(differingLines(own, other)).toEqual(expected);
  });
});
