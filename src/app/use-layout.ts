import { useSyncExternalStore } from 'react';

/** Three columns; two with the outputs in a drawer; one with a switcher. */
export type Layout = 'wide' | 'medium' | 'narrow';

const wide = '(min-width: 1280px)';
const medium = '(min-width: 768px)';

/** The layout for the width of the window, kept current. */
export function useLayout(): Layout {
  return useSyncExternalStore(subscribe, current);
}

function subscribe(onChange: () => void): () => void {
  const queries = [wide, medium].map((query) => matchMedia(query));
  for (const query of queries) query.addEventListener('change', onChange);
  return () => {
    for (const query of queries) query.removeEventListener('change', onChange);
  };
}

function current(): Layout {
  if (matchMedia(wide).matches) return 'wide';
  return matchMedia(medium).matches ? 'medium' : 'narrow';
}

/** True on a page of one column, such as a telephone's. */
export function isNarrow(): boolean {
  return current() === 'narrow';
}
