import type { ReviewCalls } from './calls.ts';
import { comparePaste } from './compare.ts';
import { makeReviewLink, readReviewLink } from './links.ts';
import { reviewPaste, reviewTransfers } from './review.ts';
import { serve } from './server.ts';

serve<ReviewCalls>(
  self,
  {
    review: reviewPaste,
    compare: comparePaste,
    makeLink: makeReviewLink,
    readLink: readReviewLink,
  },
  { review: reviewTransfers },
);
