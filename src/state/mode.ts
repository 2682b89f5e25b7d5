/** The ways into the studio: each is a page of its own inside the same frame, and the address says which one is open. */
export const modes = ['compose', 'review', 'policy', 'trustee'] as const;
export type Mode = (typeof modes)[number];
