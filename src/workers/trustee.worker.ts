import { serve } from './server.ts';
import type { TrusteeCalls } from './trustee-calls.ts';
import { trusteeHandlers } from './trustee.ts';

serve<TrusteeCalls>(self, trusteeHandlers);
