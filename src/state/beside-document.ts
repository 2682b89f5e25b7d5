/**
 * What belongs to a document and never to its bytes, kept in this browser beside it; silent in a private session. What
 * comes out was checked by nobody.
 */
import { session } from './session.ts';

const kinds = ['policy-tests', 'policy-accepted', 'resource-policy'] as const;
type Kind = (typeof kinds)[number];

const prefixOf = (kind: Kind) => `init-data-studio:${kind}:`;

export function readBeside(kind: Kind, id: string): unknown {
  try {
    return JSON.parse(localStorage.getItem(prefixOf(kind) + id) ?? 'null');
  } catch {
    return undefined;
  }
}

/**
 * @param value undefined for nothing worth keeping
 * @returns false when the browser refused; it then lasts for this page
 */
export function writeBeside(kind: Kind, id: string, value: unknown): boolean {
  if (session.getState().isPrivate) return false;
  try {
    if (value === undefined) localStorage.removeItem(prefixOf(kind) + id);
    else localStorage.setItem(prefixOf(kind) + id, JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}

/** Forgets everything that was kept for one document. */
export function forgetBeside(id: string): void {
  remove((key) => kinds.some((kind) => key === prefixOf(kind) + id));
}

export function forgetAllBeside(): void {
  remove((key) => kinds.some((kind) => key.startsWith(prefixOf(kind))));
}

function remove(isMeant: (key: string) => boolean): void {
  try {
    for (const key of Object.keys(localStorage).filter(isMeant)) localStorage.removeItem(key);
  } catch {
    // Blocked: there is nothing stored to remove.
  }
}
