/** Puts the chosen theme on the page: at once when called, which is before the first render, and after each change. */
import { preferences, type Theme } from '#state/preferences.ts';

/** Starts following the preference; call once, before the first render. */
export function followTheme(): void {
  apply(preferences.getState().theme);
  preferences.subscribe((now, before) => {
    if (now.theme !== before.theme) apply(now.theme);
  });
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', colourBrowser);
}

function apply(theme: Theme): void {
  document.documentElement.dataset['theme'] = theme;
  colourBrowser();
}

/** The bars of a telephone's browser take the page's ground, which the style sheet knows. */
function colourBrowser(): void {
  let meta = document.querySelector<HTMLMetaElement>('meta[name="theme-color"]');
  if (meta === null) {
    meta = document.createElement('meta');
    meta.name = 'theme-color';
    document.head.append(meta);
  }
  meta.content = getComputedStyle(document.documentElement).backgroundColor;
}
