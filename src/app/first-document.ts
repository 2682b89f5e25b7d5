import { newDocument } from '#core/initdata/starter.ts';
import { platformOf } from '#core/platform/platform.ts';
import { preferences } from '#state/preferences.ts';
import type { OpenedDocument } from '#state/workspace.ts';

/** What a person finds who has saved nothing in this browser yet. */
export function firstDocument(): OpenedDocument {
  const { algorithm } = platformOf(preferences.getState().platform);
  return { name: 'Untitled', document: { kind: 'text', text: newDocument({ algorithm }) } };
}
