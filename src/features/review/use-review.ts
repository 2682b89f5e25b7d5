import type { Review } from '#core/review/review.ts';
import { currentReview, isReviewStale, reviewStore } from '#state/review.ts';
import { useMemo } from 'react';
import { useStore } from 'zustand';
import { placesIn, textsOf } from './texts.ts';

/** The review on screen. */
export function useReview(): Review | undefined {
  return useStore(reviewStore, currentReview);
}

/** True while what is on screen was answered for an older choice or expected value. */
export function useReviewStale(): boolean {
  return useStore(reviewStore, isReviewStale);
}

/** The texts of a review, and how a place in one of them is written. */
export function useTexts(review: Review) {
  return useMemo(() => {
    const texts = textsOf(review);
    return { texts, placeOf: placesIn(texts) };
  }, [review]);
}
