/** What searches found, for as long as the rules that they asked stay the same. */
import type { Search } from './search.ts';

/** A search that ran out of time, to be gone on with. */
export interface PausedSearch {
  readonly resume: (limits: SearchLimits) => SearchState;
}

/** When to end a search although it is not done. */
export interface SearchLimits {
  /** Epoch of `performance.now` at which the search ends early; absent means never. */
  readonly deadline?: number;
  readonly signal?: { readonly aborted: boolean };
}

export type SearchState =
  { readonly kind: 'done'; readonly search: Search } | { readonly kind: 'paused'; readonly search: Search };

export interface SearchMemory {
  /** @param key the question with all rules that its answer depends on */
  readonly recall: (key: string) => Search | undefined;
  readonly keep: (key: string, question: string, search: Search) => void;
  /** What was found last when other rules were asked the same; inputs that were allowed then are the best guesses now. */
  readonly earlier: (question: string) => Search | undefined;
  readonly paused: (key: string) => PausedSearch | undefined;
  readonly pause: (key: string, search: PausedSearch) => void;
}

/** Keys hold the text of rules, so that they are bounded by their length. */
const maxCharacters = 16_000_000;

/** One text asks about a hundred questions; those of older texts are in the way. */
const maxQuestions = 256;

/** An empty memory, which forgets what was kept first when it is full. */
export function newSearchMemory(): SearchMemory {
  const kept = new Map<string, Search>();
  const latest = new Map<string, Search>();
  const paused = new Map<string, PausedSearch>();
  let characters = 0;
  return {
    recall: (key) => kept.get(key),
    keep(key, question, search) {
      paused.delete(key);
      if (search.allowed !== undefined) putLast(latest, question, search);
      if (kept.has(key) || key.length > maxCharacters) return;
      kept.set(key, search);
      characters += key.length;
      for (const oldest of kept.keys()) {
        if (characters <= maxCharacters) break;
        kept.delete(oldest);
        characters -= oldest.length;
      }
    },
    earlier: (question) => latest.get(question),
    paused: (key) => paused.get(key),
    pause(key, search) {
      putLast(paused, key, search);
    },
  };
}

/** What was put first goes first. */
function putLast<T>(map: Map<string, T>, key: string, value: T): void {
  map.delete(key);
  map.set(key, value);
  for (const oldest of map.keys()) {
    if (map.size <= maxQuestions) break;
    map.delete(oldest);
  }
}
