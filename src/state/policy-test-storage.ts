/** Saved requests in this browser, beside the document that they were saved for; silent in a private session. */
import { session } from './session.ts';

const keyOf = (id: string) => `${prefix}${id}`;
const prefix = 'init-data-studio:policy-tests:';

/** What was stored for a document; nobody has checked it. */
export function storedTests(id: string): unknown {
  try {
    return JSON.parse(localStorage.getItem(keyOf(id)) ?? 'null');
  } catch {
    return undefined;
  }
}

/** @returns false when the browser refused; the tests then last for this page */
export function storeTests(id: string, tests: readonly unknown[]): boolean {
  if (session.getState().isPrivate) return false;
  try {
    if (tests.length === 0) localStorage.removeItem(keyOf(id));
    else localStorage.setItem(keyOf(id), JSON.stringify(tests));
    return true;
  } catch {
    return false;
  }
}

/** Forgets what was saved for one document. */
export function forgetTests(id: string): void {
  remove([keyOf(id)]);
}

export function forgetAllTests(): void {
  try {
    remove(Object.keys(localStorage).filter((key) => key.startsWith(prefix)));
  } catch {
    // Blocked: there is nothing stored to remove.
  }
}

function remove(keys: readonly string[]): void {
  try {
    for (const key of keys) localStorage.removeItem(key);
  } catch {
    // As above.
  }
}
