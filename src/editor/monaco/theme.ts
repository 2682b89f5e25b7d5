/** Monaco's themes, made at run time from the custom properties of the page, so that a colour is named once. */
import { useCallback, useSyncExternalStore } from 'react';
import { monaco } from './monaco.ts';

type Scheme = 'light' | 'dark';

const tokens = [
  'canvas',
  'surface',
  'sunken',
  'line',
  'edge',
  'text',
  'muted',
  'accent',
  'ok',
  'risk',
  'error',
  'note',
  'measured',
] as const;
type Palette = Record<(typeof tokens)[number], string>;

const forcedColours = matchMedia('(forced-colors: active)');
const darkScheme = matchMedia('(prefers-color-scheme: dark)');

/** The theme for a scheme; in forced colours one of Monaco's own for high contrast, as the system's colours ask for. */
export function useThemeName(scheme: Scheme): string {
  const isForced = useMatches(forcedColours);
  const isDark = useMatches(darkScheme);
  if (isForced) return isDark ? 'hc-black' : 'hc-light';
  return `studio-${scheme}`;
}

function useMatches(query: MediaQueryList): boolean {
  const subscribe = useCallback(
    (onChange: () => void) => {
      query.addEventListener('change', onChange);
      return () => {
        query.removeEventListener('change', onChange);
      };
    },
    [query],
  );
  return useSyncExternalStore(subscribe, () => query.matches);
}

/**
 * Defines the theme of a scheme from the colours that the page has now. The page is in that scheme by then; the other
 * one cannot be asked for, since the build may have resolved light-dark() at the root for older browsers.
 */
export function defineTheme(scheme: Scheme): void {
  const palette = readPalette();
  monaco.editor.defineTheme(`studio-${scheme}`, {
    base: scheme === 'light' ? 'vs' : 'vs-dark',
    inherit: true,
    rules: rulesOf(palette),
    colors: coloursOf(palette),
  });
}

function readPalette(): Palette {
  const probe = document.createElement('span');
  probe.hidden = true;
  // Otherwise forced colours would give every token the one colour of text.
  probe.style.forcedColorAdjust = 'none';
  document.body.append(probe);
  const read = tokens.map((token) => {
    probe.style.color = `var(--${token})`;
    return [token, hexOf(getComputedStyle(probe).color)] as const;
  });
  probe.remove();
  return Object.fromEntries(read) as Palette;
}

/** `rgb(1, 2, 3)`, as browsers compute a colour, in the form that Monaco takes. */
function hexOf(colour: string): string {
  const parts = colour.match(/[\d.]+/g)?.slice(0, 3) ?? [];
  return `#${parts.map((part) => Math.round(Number(part)).toString(16).padStart(2, '0')).join('')}`;
}

function rulesOf(palette: Palette): monaco.editor.ITokenThemeRule[] {
  const rule = (token: string, colour: string, fontStyle?: string): monaco.editor.ITokenThemeRule => ({
    token,
    foreground: colour.slice(1),
    ...(fontStyle === undefined ? {} : { fontStyle }),
  });
  return [
    rule('', palette.text),
    rule('comment', palette.muted, 'italic'),
    rule('constant', palette.risk),
    rule('delimiter', palette.muted),
    rule('function', palette.text),
    rule('invalid', palette.error),
    rule('key', palette.note),
    rule('keyword', palette.accent),
    rule('namespace', palette.text),
    rule('number', palette.risk),
    rule('operator', palette.muted),
    rule('predefined', palette.note),
    rule('root', palette.note),
    rule('rule', palette.text, 'bold'),
    rule('string', palette.ok),
    rule('string.escape', palette.risk),
    rule('table', palette.accent, 'bold'),
    rule('type', palette.note),
  ];
}

function coloursOf(palette: Palette): monaco.editor.IColors {
  const veil = (colour: string, percent: number): string =>
    colour +
    Math.round((percent / 100) * 255)
      .toString(16)
      .padStart(2, '0');
  return {
    focusBorder: palette.accent,
    foreground: palette.text,
    'editor.background': palette.surface,
    'editor.foreground': palette.text,
    'editor.findMatchBackground': veil(palette.accent, 40),
    'editor.findMatchHighlightBackground': veil(palette.accent, 18),
    'editor.lineHighlightBackground': veil(palette.edge, 10),
    'editor.lineHighlightBorder': veil(palette.edge, 0),
    'editor.rangeHighlightBackground': veil(palette.accent, 12),
    'editor.selectionBackground': veil(palette.accent, 28),
    'editor.inactiveSelectionBackground': veil(palette.accent, 16),
    'editor.selectionHighlightBackground': veil(palette.accent, 12),
    'editor.wordHighlightBackground': veil(palette.accent, 12),
    // Brackets in six colours would say nothing here; Monaco switches them on again for models of our own.
    'editorBracketHighlight.foreground1': palette.muted,
    'editorBracketHighlight.foreground2': palette.muted,
    'editorBracketHighlight.foreground3': palette.muted,
    'editorBracketHighlight.unexpectedBracket.foreground': palette.muted,
    'editorBracketMatch.background': veil(palette.accent, 16),
    'editorBracketMatch.border': palette.edge,
    'editorCursor.foreground': palette.text,
    'editorError.foreground': palette.error,
    'editorGutter.background': palette.surface,
    'editorHoverWidget.background': palette.surface,
    'editorHoverWidget.border': palette.edge,
    'editorIndentGuide.background1': palette.line,
    'editorIndentGuide.activeBackground1': palette.edge,
    'editorInfo.foreground': palette.note,
    'editorLightBulb.foreground': palette.risk,
    'editorLightBulbAutoFix.foreground': palette.risk,
    'editorLineNumber.foreground': palette.muted,
    'editorLineNumber.activeForeground': palette.text,
    'editorLink.activeForeground': palette.accent,
    'editorSuggestWidget.background': palette.surface,
    'editorSuggestWidget.border': palette.edge,
    'editorSuggestWidget.foreground': palette.text,
    'editorSuggestWidget.highlightForeground': palette.accent,
    'editorSuggestWidget.selectedBackground': veil(palette.accent, 22),
    'editorSuggestWidget.selectedForeground': palette.text,
    'editorUnicodeHighlight.border': palette.risk,
    'editorUnicodeHighlight.background': veil(palette.risk, 16),
    'editorWarning.foreground': palette.risk,
    'editorWidget.background': palette.surface,
    'editorWidget.border': palette.edge,
    'editorWidget.foreground': palette.text,
    'input.background': palette.surface,
    'input.border': palette.edge,
    'input.foreground': palette.text,
    'inputOption.activeBorder': palette.accent,
    'list.activeSelectionBackground': veil(palette.accent, 22),
    'list.activeSelectionForeground': palette.text,
    'list.focusBackground': veil(palette.accent, 22),
    'list.focusForeground': palette.text,
    'list.highlightForeground': palette.accent,
    'list.hoverBackground': palette.sunken,
    'menu.background': palette.surface,
    'menu.foreground': palette.text,
    'menu.selectionBackground': veil(palette.accent, 22),
    'menu.selectionForeground': palette.text,
    'menu.separatorBackground': palette.line,
    'peekView.border': palette.edge,
    'peekViewEditor.background': palette.surface,
    'peekViewEditorGutter.background': palette.surface,
    'peekViewEditor.matchHighlightBackground': veil(palette.accent, 28),
    'peekViewResult.background': palette.sunken,
    'peekViewResult.fileForeground': palette.text,
    'peekViewResult.lineForeground': palette.text,
    'peekViewResult.matchHighlightBackground': veil(palette.accent, 28),
    'peekViewResult.selectionBackground': veil(palette.accent, 22),
    'peekViewResult.selectionForeground': palette.text,
    'peekViewTitle.background': palette.sunken,
    'peekViewTitleLabel.foreground': palette.text,
    'peekViewTitleDescription.foreground': palette.muted,
    'pickerGroup.foreground': palette.muted,
    'quickInput.background': palette.surface,
    'quickInput.foreground': palette.text,
    'quickInputList.focusBackground': veil(palette.accent, 22),
    'quickInputList.focusForeground': palette.text,
    'quickInputList.focusIconForeground': palette.text,
    'scrollbar.shadow': veil(palette.edge, 0),
    'scrollbarSlider.background': veil(palette.edge, 40),
    'scrollbarSlider.hoverBackground': veil(palette.edge, 60),
    'scrollbarSlider.activeBackground': veil(palette.edge, 80),
    'textLink.foreground': palette.accent,
    'widget.border': palette.edge,
    'widget.shadow': veil(palette.text, 12),
  };
}
