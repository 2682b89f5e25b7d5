/** Each mode is a chunk of its own: who reviews does not load the editor area, who composes does not load the review. */
import { lazy } from 'react';

export const Compose = lazy(async () => ({ default: (await import('./Compose.tsx')).Compose }));

export const Review = lazy(async () => ({
  default: (await import('#features/review/ReviewPage.tsx')).ReviewPage,
}));

export const Policy = lazy(async () => ({ default: (await import('./Policy.tsx')).Policy }));

export const Trustee = lazy(async () => ({ default: (await import('./Trustee.tsx')).Trustee }));
