/** What the editor of a tab can suggest and explain; loaded beside the editor, because the page starts without it. */
import { completionsAt, hoverAt, type AssistKind } from '#core/assist/assist.ts';
import { manifestCompletionsAt, manifestHoverAt } from '#core/manifest/assist.ts';
import type { Assist } from '#editor/text-editor-props.ts';
import type { EditorTab } from '#state/view.ts';
import { policyAssist } from './policy-assist.ts';

const manifest: Assist = { completionsAt: manifestCompletionsAt, hoverAt: manifestHoverAt };

function assistOf(kind: AssistKind): Assist {
  return {
    completionsAt: (text, offset) => completionsAt(kind, text, offset),
    hoverAt: (text, offset) => hoverAt(kind, text, offset),
  };
}

const assists: Readonly<Partial<Record<EditorTab, Assist>>> = {
  manifest,
  initdata: assistOf('initdata'),
  'entry:aa.toml': assistOf('aa.toml'),
  'entry:cdh.toml': assistOf('cdh.toml'),
  'entry:policy.rego': policyAssist,
};

export function assistFor(tab: EditorTab): Assist | undefined {
  return assists[tab];
}
