/**
 * The parts of the page that F6 and the skip links go to. A part is any element with `data-pane`; going there returns to
 * the control that had focus in it last, or to its first one.
 */
export const paneNames = [
  'header',
  'strip',
  'rail',
  'editor',
  'problems',
  'outputs',
  'answers',
  'input',
  'verdict',
  'findings',
  'files',
  'measured',
] as const;
export type PaneName = (typeof paneNames)[number];

const focusable =
  'button:not(:disabled, [tabindex="-1"]), input:not(:disabled), select:not(:disabled), textarea:not(:disabled), a[href], summary, [tabindex="0"]';

const lastFocused = new WeakMap<Element, WeakRef<HTMLElement>>();

/** Remembers where focus was in each pane; call once. */
export function followFocus(): void {
  document.addEventListener('focusin', ({ target }) => {
    if (!(target instanceof HTMLElement)) return;
    const pane = target.closest('[data-pane]');
    if (pane !== null && pane !== target) lastFocused.set(pane, new WeakRef(target));
  });
}

/** Moves focus into a pane that is on screen. */
export function focusPane(name: PaneName): boolean {
  const pane = visiblePanes().find((element) => element.dataset['pane'] === name);
  if (pane === undefined) return false;
  enter(pane);
  return true;
}

/** Moves focus to the next pane on screen, or with -1 to the one before, around the ends. */
export function cyclePanes(direction: 1 | -1): void {
  const panes = visiblePanes();
  const at = panes.findIndex((pane) => pane.contains(document.activeElement));
  const next =
    at < 0 ? (direction === 1 ? 0 : panes.length - 1) : (at + direction + panes.length) % panes.length;
  const pane = panes[next];
  if (pane !== undefined) enter(pane);
}

/** In the order of the page, which is the order of reading. */
function visiblePanes(): readonly HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>('[data-pane]')].filter((pane) => pane.checkVisibility());
}

function enter(pane: HTMLElement): void {
  const last = lastFocused.get(pane)?.deref();
  if (last?.isConnected === true && pane.contains(last) && last.checkVisibility()) {
    last.focus();
    if (document.activeElement === last) return;
  }
  const selected = pane.querySelector<HTMLElement>('[role="tab"][aria-selected="true"]');
  const first = selected ?? pane.querySelector<HTMLElement>(focusable) ?? pane;
  first.focus();
}
