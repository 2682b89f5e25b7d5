/**
 * User-timing marks that `npm run bench` reads: when a mode was drawn for the first time, when an edit reached the
 * workspace, when its findings and digests were in the analysis store, when its final annotation was, and when the code
 * editor was there.
 */
export function markPage(): void {
  performance.mark('studio:page');
}

export function markKeystroke(): void {
  performance.mark('studio:keystroke');
}

export function markFindings(): void {
  performance.mark('studio:findings');
}

/** What parser and compiler say of the policy on screen is in the store. */
export function markPolicyChecked(): void {
  performance.mark('studio:policy-checked');
}

/** The request matrix of the policy on screen is in the store, perhaps with requests that are still being tried. */
export function markMatrix(): void {
  performance.mark('studio:matrix');
}

/** The findings of the lint of the policy on screen are in the store. */
export function markPolicyLinted(): void {
  performance.mark('studio:policy-linted');
}

export function markAnnotation(): void {
  performance.mark('studio:annotation');
}

/** The code editor has taken the place of the text area. */
export function markEditor(): void {
  performance.mark('studio:editor');
}

/** The browser keeps every mark until told otherwise; a session of typing would grow without end. */
export function forgetOldMarks(): void {
  if (performance.getEntriesByType('mark').length > 2_000) performance.clearMarks();
}
