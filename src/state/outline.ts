/** The outline of the document on screen, scanned once per text however many panels ask for it. */
import { outlineOf, type Outline } from '#core/initdata/outline.ts';

let lastText: string | undefined;
let lastOutline: Outline | undefined;

export function currentOutline(text: string): Outline {
  if (lastOutline === undefined || text !== lastText) {
    lastText = text;
    lastOutline = outlineOf(text);
  }
  return lastOutline;
}
