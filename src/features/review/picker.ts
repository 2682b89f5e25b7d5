/** The browser's picker for files to review; its element belongs to the input, and commands may ask for it. */
let show: (() => void) | undefined;

/** @returns takes the picker back */
export function offerPicker(picker: () => void): () => void {
  show = picker;
  return () => {
    if (show === picker) show = undefined;
  };
}

/** Shows the picker; must come from a press or a key. */
export function pickFiles(): void {
  show?.();
}
