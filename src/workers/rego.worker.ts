import type { RegoCalls } from './rego-calls.ts';
import { regoHandlers } from './rego.ts';
import { serve } from './server.ts';

serve<RegoCalls>(self, regoHandlers);
