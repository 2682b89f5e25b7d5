/** What searches found, for as long as the rules that they asked stay the same. */
import type { Search } from './search.ts';

export interface SearchMemory {
  readonly recall: (key: string) => Search | undefined;
  readonly keep: (key: string, search: Search) => void;
}

/** Keys hold the text of rules, so that they are bounded by their length. */
const maxCharacters = 16_000_000;

/** An empty memory, which forgets what was kept first when it is full. */
export function newSearchMemory(): SearchMemory {
  const kept = new Map<string, Search>();
  let characters = 0;
  return {
    recall: (key) => kept.get(key),
    keep(key, search) {
      if (kept.has(key) || key.length > maxCharacters) return;
      kept.set(key, search);
      characters += key.length;
      for (const oldest of kept.keys()) {
        if (characters <= maxCharacters) break;
        kept.delete(oldest);
        characters -= oldest.length;
      }
    },
  };
}
