import { differenceOf, type TextEdit } from '#core/text/edit.ts';
import { plainChange } from './plain-change.ts';
import { copyOf, storedEdits, type StoredShape } from './stored-edits.ts';
import { receiveText, settleText, syncedTextOf, withOwnEdit, type SyncedText } from './synced-text.ts';

/** The copy of a stored text that a text area holds, and what each knows of the other. */
export interface PlainCopy {
  /** The text area's value. */
  copy(): string;
  synced(): SyncedText;
  /** The parent gave a text; returns the edit of the value that follows from it. */
  receive(text: string, now: number): TextEdit | undefined;
  /** Takes the text that the parent gave last as the truth; returns the edit of the value. */
  settle(): TextEdit | undefined;
  /**
   * The value changed by a person's hand.
   *
   * @param isHistory by the browser's undo or redo
   * @returns the edits to tell the parent, in terms of `before`; `undefined` when the value is the same
   */
  changeTo(
    value: string,
    caret: number,
    isHistory: boolean,
    now: number,
  ): { readonly edits: readonly TextEdit[]; readonly before: string } | undefined;
}

/** Each of them holds a text; only texts with other line ends than LF need any. */
const maxRemembered = 100;

export function plainCopyOf(text: string): PlainCopy {
  let synced = syncedTextOf(text);
  let copy = copyOf(synced.stored);
  let remembered: readonly { readonly copy: string; readonly shape: StoredShape }[] = [];

  const become = (next: SyncedText): TextEdit | undefined => {
    const before = copy;
    synced = next;
    copy = copyOf(next.stored);
    return differenceOf(before, copy);
  };

  return {
    copy: () => copy,
    synced: () => synced,
    receive: (given, now) => {
      const received = receiveText(synced, given, now);
      if (received.edit !== undefined) return become(received.synced);
      synced = received.synced;
      return undefined;
    },
    settle: () => become(settleText(synced).synced),
    changeTo: (value, caret, isHistory, now) => {
      const change = plainChange(copy, value, caret);
      if (change === undefined) return undefined;
      const before = synced.stored;
      const known = isHistory ? remembered.findLast((one) => one.copy === value)?.shape : undefined;
      if (before.shape.ends.some(({ end }) => end !== '\n')) {
        remembered = [...remembered.slice(1 - maxRemembered), { copy, shape: before.shape }];
      }
      const { edits, stored } = storedEdits(before, [change], known);
      synced = withOwnEdit(synced, stored, now);
      copy = value;
      return { edits, before: before.text };
    },
  };
}
