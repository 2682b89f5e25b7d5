import type { PolicyCalls } from './policy-calls.ts';
import { policyHandlers } from './policy.ts';
import { serve } from './server.ts';

serve<PolicyCalls>(self, policyHandlers);
