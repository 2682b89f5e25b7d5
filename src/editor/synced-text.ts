/**
 * One text in two hands. The parent owns the stored text and gives it as a property; the editor changes its copy first
 * and tells the parent, whose next text may come later and may be an older one of our own. Here it is told apart what
 * is an echo and what is a change from outside.
 */
import { differenceOf, type TextEdit } from '#core/text/edit.ts';
import { storedTextOf, type StoredText } from './stored-edits.ts';

/** How long a text that we made ourselves may arrive late and still count as an echo. */
export const echoMilliseconds = 1_000;

interface OwnText {
  readonly text: string;
  readonly at: number;
}

export interface SyncedText {
  /** What the editor shows. */
  readonly stored: StoredText;
  /** What the parent gave last. */
  readonly given: string;
  /** Texts that the editor went through lately, oldest first; the parent may still be at one of them. */
  readonly recent: readonly OwnText[];
}

export function syncedTextOf(text: string): SyncedText {
  return { stored: storedTextOf(text), given: text, recent: [] };
}

/** After an edit by the person, which the parent is being told about. */
export function withOwnEdit(synced: SyncedText, stored: StoredText, now: number): SyncedText {
  const recent = synced.recent.filter(({ at }) => now - at < echoMilliseconds);
  return { ...synced, stored, recent: [...recent, { text: synced.stored.text, at: now }] };
}

/**
 * The parent gave a text.
 *
 * @returns the edit that brings the editor there, in terms of what it shows; `undefined` when there is nothing to do
 *   now: the texts are equal, or this is a recent text of our own and newer ones are on their way
 */
export function receiveText(
  synced: SyncedText,
  given: string,
  now: number,
): { readonly synced: SyncedText; readonly edit: TextEdit | undefined } {
  if (given === synced.stored.text) return { synced: { ...synced, given, recent: [] }, edit: undefined };
  const echo = synced.recent.some(({ text, at }) => now - at < echoMilliseconds && text === given);
  if (echo) return { synced: { ...synced, given }, edit: undefined };
  return settleText({ ...synced, given });
}

/** Takes the parent's text as the truth: for a parent that refused an edit, and when no newer text came in time. */
export function settleText(synced: SyncedText): ReturnType<typeof receiveText> {
  const edit = differenceOf(synced.stored.text, synced.given);
  if (edit === undefined) return { synced, edit };
  return { synced: { stored: storedTextOf(synced.given), given: synced.given, recent: [] }, edit };
}
