import type { Catalogue } from '../entry.ts';

export const configCodes = {} as const satisfies Catalogue;
