import { preferences } from '#state/preferences.ts';
import { useStore } from 'zustand';
import { useMedia } from './use-media.ts';

/** Light or dark, as it is on screen. */
export function useTheme(): 'light' | 'dark' {
  const theme = useStore(preferences, (state) => state.theme);
  const dark = useMedia('(prefers-color-scheme: dark)');
  if (theme !== 'system') return theme;
  return dark ? 'dark' : 'light';
}
