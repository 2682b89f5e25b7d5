import type { RequestVerdict, Standing, Witness } from '#core/policy/matrix/verdict.ts';
import type { RequestName } from '#core/policy/requests/catalogue.ts';
import { expect, test } from 'vitest';
import { comparedWithGenpolicy, differs } from './comparing.ts';

const witness = (name: RequestName): Witness => ({ entrypoint: name, input: {}, before: [] });

function row(name: RequestName, standing: Standing, more: Partial<RequestVerdict> = {}): RequestVerdict {
  return {
    name,
    standing,
    overridden: false,
    places: [],
    fields: [],
    readsState: false,
    tried: 0,
    consequence: { short: '', text: '' },
    effect: 'plain',
    ...more,
  };
}

test.for([
  [row('SetPolicyRequest', 'allowed', { allowed: witness('SetPolicyRequest') }), 'stricter'],
  [row('SetPolicyRequest', 'denied'), 'same'],
  [row('SetPolicyRequest', 'undefined'), 'refused-otherwise'],
  [row('SetPolicyRequest', 'unreached'), 'no-difference-found'],
  [
    row('GuestDetailsRequest', 'denied', {
      refused: { ...witness('GuestDetailsRequest'), answer: 'denied' },
    }),
    'looser',
  ],
  [row('GuestDetailsRequest', 'allowed'), 'same'],
  [row('CreateContainerRequest', 'allowed', { allowed: witness('CreateContainerRequest') }), 'unknown'],
] as const)('$0.name that is $0.standing: %s', ([verdict, relation]) => {
  const compared = comparedWithGenpolicy([verdict]).get(verdict.name);
  expect(compared?.relation).toBe(relation);
  // What is called looser or stricter comes with a request that shows it.
  if (compared !== undefined && differs(compared)) {
    expect(compared.looser ?? compared.stricter).toBeDefined();
  }
});
