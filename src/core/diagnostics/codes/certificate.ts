import type { Catalogue } from '../entry.ts';

export const certificateCodes = {} as const satisfies Catalogue;
