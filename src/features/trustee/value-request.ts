/** A request to put the cursor where a value is checked, which waits until that place is on screen. */
import { createStore } from 'zustand/vanilla';

export const valueRequest = createStore<{ readonly isOpen: boolean }>()(() => ({ isOpen: false }));

export function askForValue(): void {
  valueRequest.setState({ isOpen: true });
}

/** Called by the place that has taken the focus. */
export function finishValueRequest(): void {
  valueRequest.setState({ isOpen: false });
}
