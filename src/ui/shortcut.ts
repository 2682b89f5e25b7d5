/**
 * Shortcuts as text, such as `Mod+K`, `Shift+F6` or `?`: written the way the machine at hand names its keys, and
 * compared with what was pressed. `Mod` is Command on Apple machines and Control elsewhere.
 */
export interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

/** True on macOS, iPadOS and iOS. */
export function isApple(): boolean {
  return typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.userAgent);
}

const keyNamesEverywhere: Readonly<Record<string, string>> = {
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
};

const appleNames: Readonly<Record<string, string>> = { Mod: '⌘', Ctrl: '⌃', Alt: '⌥', Shift: '⇧' };

/** The names of the keys in the order they are pressed. */
export function keyNames(shortcut: string, apple: boolean = isApple()): readonly string[] {
  return partsOf(shortcut).map((part) =>
    apple ? (appleNames[part] ?? nameOf(part)) : part === 'Mod' ? 'Ctrl' : nameOf(part),
  );
}

function nameOf(key: string): string {
  return keyNamesEverywhere[key] ?? key;
}

/** The value of `aria-keyshortcuts` for a shortcut. */
export function ariaKeys(shortcut: string, apple: boolean = isApple()): string {
  const names: Readonly<Record<string, string>> = { Mod: apple ? 'Meta' : 'Control', Ctrl: 'Control' };
  return partsOf(shortcut)
    .map((part) => names[part] ?? part)
    .join('+');
}

/** True when exactly these keys were pressed. Shift is left open for characters that need it, such as `?`. */
export function matchesKeys(shortcut: string, press: KeyPress, apple: boolean = isApple()): boolean {
  const parts = partsOf(shortcut);
  const key = parts.at(-1) ?? '';
  const has = (name: string) => parts.slice(0, -1).includes(name);
  const isCharacter = parts.length === 1 && key.length === 1;
  return (
    press.key.toLowerCase() === key.toLowerCase() &&
    press.metaKey === (apple && has('Mod')) &&
    press.ctrlKey === (has('Ctrl') || (!apple && has('Mod'))) &&
    press.altKey === has('Alt') &&
    (isCharacter || press.shiftKey === has('Shift'))
  );
}

/** True for a shortcut of one printable key, which must never fire while text is written and can be switched off. */
export function isSingleCharacter(shortcut: string): boolean {
  return shortcut.length === 1;
}

function partsOf(shortcut: string): readonly string[] {
  return shortcut.length === 1 ? [shortcut] : shortcut.split('+');
}
