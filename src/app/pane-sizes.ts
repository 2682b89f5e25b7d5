/** The sizes of the panes as they were left, kept in this browser unless the session is private. */
import { session } from '#state/session.ts';

type Shares = Readonly<Record<string, number>>;

const keyOf = (name: string) => `init-data-studio:panes:${name}`;

/** The shares in percent that a group of panes was left with; absent when never changed or not understood. */
export function layoutOf(name: string): Shares | undefined {
  try {
    return sharesFrom(JSON.parse(localStorage.getItem(keyOf(name)) ?? 'null'));
  } catch {
    // Storage is blocked, or holds what is not ours: the panes begin with their own sizes.
    return undefined;
  }
}

export function rememberLayout(name: string, shares: Shares): void {
  if (session.getState().isPrivate) return;
  try {
    localStorage.setItem(keyOf(name), JSON.stringify(shares));
  } catch {
    // Blocked or full: the sizes hold until the page is left.
  }
}

/** Checks what storage holds: a share in percent by pane, together the whole. */
export function sharesFrom(stored: unknown): Shares | undefined {
  if (typeof stored !== 'object' || stored === null || Array.isArray(stored)) return undefined;
  const shares = Object.entries(stored);
  const isShare = (share: unknown): share is number =>
    typeof share === 'number' && Number.isFinite(share) && share >= 0 && share <= 100;
  const known = shares.flatMap(([pane, share]) => (isShare(share) ? [[pane, share] as const] : []));
  const sum = known.reduce((total, [, share]) => total + share, 0);
  return known.length === shares.length && Math.abs(sum - 100) < 1 ? Object.fromEntries(known) : undefined;
}
