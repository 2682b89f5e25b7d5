import type { Catalogue } from '../entry.ts';

export const annotationCodes = {} as const satisfies Catalogue;
