import Monitor from 'lucide-react/icons/monitor';
import Moon from 'lucide-react/icons/moon';
import Sun from 'lucide-react/icons/sun';
import type { Theme } from '#state/preferences.ts';
import type { IconDrawing } from '#ui/Icon.tsx';

/** The themes to choose from, in words and pictures. */
export const themes = [
  { theme: 'system', label: 'As the system', icon: Monitor },
  { theme: 'light', label: 'Light', icon: Sun },
  { theme: 'dark', label: 'Dark', icon: Moon },
] as const satisfies readonly {
  readonly theme: Theme;
  readonly label: string;
  readonly icon: IconDrawing;
}[];
