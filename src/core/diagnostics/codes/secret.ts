import type { Catalogue } from '../entry.ts';

export const secretCodes = {} as const satisfies Catalogue;
