import { costsOf, produceOutputs } from '#core/analysis/outputs.ts';
import type { EncodingCalls } from './calls.ts';
import { serve, type WorkerPort } from './server.ts';

serve<EncodingCalls>(self as unknown as WorkerPort, {
  encode: produceOutputs,
  costs: ({ text }) => costsOf(text),
});
