import { costsOf, produceOutputs } from '#core/analysis/outputs.ts';
import type { EncodingCalls } from './calls.ts';
import { serve } from './server.ts';

serve<EncodingCalls>(self, {
  encode: produceOutputs,
  costs: ({ text }) => costsOf(text),
});
