import type { Assist } from '#editor/assist.ts';
import { manifestCompletionsAt, manifestHoverAt } from '#core/manifest/assist.ts';
import type { EditorTab } from '#state/view.ts';

const manifest: Assist = { completionsAt: manifestCompletionsAt, hoverAt: manifestHoverAt };

/** What the editor of a tab can suggest and explain. */
export function assistFor(tab: EditorTab): Assist | undefined {
  return tab === 'manifest' ? manifest : undefined;
}
