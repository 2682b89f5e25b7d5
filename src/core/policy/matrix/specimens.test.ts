import { expect, test } from 'vitest';
import { valueFromUnknown } from '#core/rego/value/json.ts';
import { completeInput } from '../agent/complete.ts';
import { agentRequests } from '../requests/request.ts';
import { specimensOf } from './specimens.ts';

test.for(agentRequests.map(({ name }) => name))('inputs of %s are complete', (name) => {
  for (const profile of ['kata-3.5', 'kata-3.30'] as const) {
    const inputs = specimensOf(name, profile);
    expect(inputs.length).toBeGreaterThan(0);
    for (const input of inputs) {
      expect(completeInput(name, valueFromUnknown(input), profile)).toMatchObject({
        added: [],
        dropped: [],
        misfits: [],
      });
    }
  }
});
