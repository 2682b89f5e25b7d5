/** Ways to open that any part of the page may ask for; the picker itself is an element of the open button. */
import { openText } from './open.ts';
import { ask } from './openings.ts';

let show: (() => void) | undefined;

export function offerPicker(picker: () => void): void {
  show = picker;
}

export function forgetPicker(picker: () => void): void {
  if (show === picker) show = undefined;
}

/** Shows the browser's picker; must come from a press or a key. */
export function pickFiles(): void {
  show?.();
}

export async function pasteFromClipboard(): Promise<void> {
  let text: string;
  try {
    text = await navigator.clipboard.readText();
  } catch {
    ask({
      kind: 'nothing',
      title: 'The clipboard was not read',
      reason: 'The browser refused. Press outside the editors and paste with the keyboard instead.',
    });
    return;
  }
  await openText(text);
}
