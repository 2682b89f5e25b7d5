import { preferences, type Preferences } from '#state/preferences.ts';
import { useStore } from 'zustand';
import { useMedia } from '../common/use-media.ts';

/** Screens on which a text area serves better than a code editor. */
const smallOrTouch = '(max-width: 767px), (pointer: coarse)';

function chosen(choice: Preferences['editor'], isSmall: boolean): boolean {
  return choice === 'monaco' || (choice === 'auto' && !isSmall);
}

/** Text areas on narrow and touch screens, or by preference; the code editor elsewhere. */
export function useCodeEditor(): boolean {
  const choice = useStore(preferences, (state) => state.editor);
  return chosen(choice, useMedia(smallOrTouch));
}

/** The same for once, before anything is rendered. */
export function usesCodeEditor(): boolean {
  return chosen(preferences.getState().editor, matchMedia(smallOrTouch).matches);
}
