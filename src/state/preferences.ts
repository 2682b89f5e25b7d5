/** What the person chose for this browser: kept across documents, never part of a document. */
import { isPlatformId, type PlatformId } from '#core/platform/platform.ts';
import { type AgentProfileId, agentProfileIds } from './agent-profile.ts';
import { guestComponentsReleases, type GuestComponentsRelease } from '#core/config/releases.ts';
import { createStore } from 'zustand/vanilla';
import { persist, type PersistStorage } from 'zustand/middleware';
import { modes, type Mode } from './mode.ts';
import { session } from './session.ts';

export type Theme = 'system' | 'light' | 'dark';

export interface Preferences {
  readonly theme: Theme;
  readonly platform: PlatformId;
  readonly release: GuestComponentsRelease;
  /** Whose policy engine is meant; `release` is that of the guest that carries the release of guest-components. */
  readonly kata: AgentProfileId | 'release';
  /** Report what cococtl would refuse although the guest accepts it. */
  readonly cococtl: boolean;
  readonly production: boolean;
  /** `auto`: a text area on narrow and touch screens, Monaco elsewhere. */
  readonly editor: 'auto' | 'monaco' | 'plain';
  readonly encoder: 'best' | 'fast';
  /** Also write the platform's runtime class into the pod, not the annotation alone. */
  readonly writeRuntimeClass: boolean;
  /** Shortcuts of one letter, which may get in the way of speech input. */
  readonly singleKeyShortcuts: boolean;
  /** Where the person was last; absent until a mode was chosen. */
  readonly mode?: Mode;
}

export const defaultPreferences: Preferences = {
  theme: 'system',
  platform: 'tdx',
  release: 'v0.21.0',
  kata: 'release',
  cococtl: false,
  production: false,
  editor: 'auto',
  encoder: 'best',
  writeRuntimeClass: false,
  singleKeyShortcuts: true,
};

/** Storage that may be blocked or full, and stays silent in a private session: preferences then last for this page. */
const storage: PersistStorage<Preferences> = {
  getItem(name) {
    try {
      const stored: unknown = JSON.parse(localStorage.getItem(name) ?? 'null');
      return isRecord(stored) ? { state: preferencesFrom(stored['state']), version: 1 } : null;
    } catch {
      return null;
    }
  },
  setItem(name, value) {
    if (session.getState().isPrivate) return;
    try {
      localStorage.setItem(name, JSON.stringify(value));
    } catch {
      // Blocked or full: the choice holds for this page, and the documents' storage reports the cause.
    }
  },
  removeItem(name) {
    try {
      localStorage.removeItem(name);
    } catch {
      // Blocked: there is nothing stored to remove.
    }
  },
};

export const preferencesKey = 'init-data-studio:preferences';

export const preferences = createStore<Preferences>()(
  persist(() => defaultPreferences, { name: preferencesKey, version: 1, storage }),
);

export function setPreferences(change: Partial<Preferences>): void {
  preferences.setState(change);
}

/** Checks what storage holds, field by field: whatever is not understood falls back to its default. */
export function preferencesFrom(stored: unknown): Preferences {
  if (!isRecord(stored)) return defaultPreferences;
  const {
    theme,
    platform,
    release,
    kata,
    cococtl,
    production,
    editor,
    encoder,
    writeRuntimeClass,
    singleKeyShortcuts,
    mode,
  } = stored;
  const knownMode = modes.find((candidate) => candidate === mode);
  return {
    theme: oneOf(theme, ['system', 'light', 'dark'], defaultPreferences.theme),
    platform: isPlatformId(platform) ? platform : defaultPreferences.platform,
    release: oneOf(release, guestComponentsReleases, defaultPreferences.release),
    kata: oneOf(kata, ['release', ...agentProfileIds], defaultPreferences.kata),
    cococtl: cococtl === true,
    production: production === true,
    editor: oneOf(editor, ['auto', 'monaco', 'plain'], defaultPreferences.editor),
    encoder: oneOf(encoder, ['best', 'fast'], defaultPreferences.encoder),
    writeRuntimeClass: writeRuntimeClass === true,
    singleKeyShortcuts: singleKeyShortcuts !== false,
    ...(knownMode === undefined ? {} : { mode: knownMode }),
  };
}

function oneOf<const T extends string>(value: unknown, choices: readonly T[], otherwise: T): T {
  return choices.find((choice) => choice === value) ?? otherwise;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
