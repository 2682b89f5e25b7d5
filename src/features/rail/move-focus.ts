import { nextIndex } from '#ui/roving.ts';
import type { KeyboardEvent } from 'react';

/** Arrows, Home and End go through the files of the rail. */
export function moveFocus(event: KeyboardEvent): void {
  if (event.altKey || event.ctrlKey || event.metaKey) return;
  const rail = event.currentTarget.closest('nav');
  const files = [...(rail?.querySelectorAll<HTMLElement>('[data-file]') ?? [])];
  const at = files.findIndex((file) => file === event.currentTarget);
  const next = at < 0 ? undefined : nextIndex(event.key, at, files.length, 'vertical');
  if (next === undefined) return;
  event.preventDefault();
  files[next]?.focus();
}

/** Puts focus on a file once the rail shows the change that moved, renamed or removed one. */
export function focusFile(name: string): void {
  setTimeout(() => {
    document.querySelector<HTMLElement>(`nav [data-file="${CSS.escape(name)}"]`)?.focus();
  });
}
