import type { Example } from '#examples/example.ts';
import { announce } from '#state/announcer.ts';
import { switchTo } from '#state/documents.ts';
import { setPreferences } from '#state/preferences.ts';
import { showTab } from '#state/view.ts';

/** Opens an example as a document of its own, on the platform that it is for. */
export async function openExample({ title, document, manifest, platform }: Example): Promise<void> {
  await switchTo({ name: title, document: { kind: 'text', text: document }, manifest });
  setPreferences({ platform });
  showTab('initdata');
  announce(`Opened ${title}`);
}
