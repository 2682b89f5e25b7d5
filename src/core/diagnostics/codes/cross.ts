import type { Catalogue } from '../entry.ts';

export const crossCodes = {} as const satisfies Catalogue;
