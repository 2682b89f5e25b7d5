/**
 * How a control tells a person who cannot see it that something happened ("Copied"). The kit knows no live region: the
 * page provides the function, and without one the words are dropped.
 */
import { createContext, useContext } from 'react';

export type Announce = (message: string) => void;

export const AnnounceContext = createContext<Announce>(() => undefined);

/** The page's announcer. */
export function useAnnounce(): Announce {
  return useContext(AnnounceContext);
}
