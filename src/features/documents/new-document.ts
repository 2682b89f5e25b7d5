import { newDocument } from '#core/initdata/starter.ts';
import { platformOf } from '#core/platform/platform.ts';
import { announce } from '#state/announcer.ts';
import { switchTo } from '#state/documents.ts';
import { preferences } from '#state/preferences.ts';
import { showTab } from '#state/view.ts';

/** Version, an algorithm that fits the platform, and no entries yet; the document before is kept. */
export async function startNewDocument(): Promise<void> {
  const { algorithm } = platformOf(preferences.getState().platform);
  await switchTo({ name: 'Untitled', document: { kind: 'text', text: newDocument({ algorithm }) } });
  showTab('initdata');
  announce('New document');
}
