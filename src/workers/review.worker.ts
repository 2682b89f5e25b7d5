import type { ReviewCalls } from './calls.ts';
import { reviewPaste } from './review.ts';
import { serve } from './server.ts';

serve<ReviewCalls>(self, { review: reviewPaste });
