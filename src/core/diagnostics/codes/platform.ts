import type { Catalogue } from '../entry.ts';

export const platformCodes = {} as const satisfies Catalogue;
