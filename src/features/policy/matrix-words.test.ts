import { agentRequests } from '#core/policy/requests/request.ts';
import type { RequestVerdict, Standing } from '#core/policy/matrix/verdict.ts';
import { describe, expect, test } from 'vitest';
import { answerLabel, answerReason, answerTone, countsSentence, groupOf } from './matrix-words.ts';

function row(standing: Standing, more: Partial<RequestVerdict> = {}): RequestVerdict {
  return {
    name: 'ExecProcessRequest',
    standing,
    overridden: false,
    places: [],
    fields: [],
    readsState: false,
    tried: 7,
    consequence: { short: '', text: '' },
    effect: 'plain',
    ...more,
  };
}

test('every request stands in a group', () => {
  expect(Object.keys(groupOf).toSorted()).toEqual(agentRequests.map(({ name }) => name).toSorted());
});

describe('an answer', () => {
  test('that was not proven is not called denied', () => {
    expect(answerLabel(row('unreached'))).toBe('None of 7 allowed');
    expect(answerReason(row('unreached'))).toContain('proves nothing');
    expect(answerLabel(row('unreached', { tried: 0 }))).toBe('Not tried yet');
    expect(answerLabel(row('unreached', { cutShort: true }))).toBe('None of 7 so far');
  });

  test('that is turned around by the allowance of failures says so', () => {
    expect(answerLabel(row('denied', { overridden: true }))).toBe('Failure allowed');
    expect(answerReason(row('undefined', { overridden: true }))).toContain('passes');
  });

  test('has a colour for its effect alone', () => {
    expect(answerTone(row('allowed'))).toBe('neutral');
    expect(answerTone(row('allowed', { effect: 'exposes' }))).toBe('risk');
    expect(answerTone(row('denied', { effect: 'breaks' }))).toBe('error');
  });
});

test('counts leave out what there is none of', () => {
  expect(countsSentence([row('denied'), row('denied'), row('conditional')])).toBe(
    '1 conditional, 2 always denied.',
  );
});
