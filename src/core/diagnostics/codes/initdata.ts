import type { Catalogue } from '../entry.ts';

export const initdataCodes = {} as const satisfies Catalogue;
