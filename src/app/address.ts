/**
 * The part of the page's address that says what is looked at: `#/compose/entry:aa.toml?out=digest`, `#/policy/simulate`,
 * `#/trustee/binding` or `#/review`. It can
 * be linked and reloaded and is written in place. It holds no content, except in a review link that somebody made to be
 * sent (`#/review?d=…`): that content is taken out of the address as soon as it is read.
 */
import { modes, type Mode } from '#state/mode.ts';
import { policyPanels, type PolicyPanel } from '#state/policy-view.ts';
import { trusteePanels, type TrusteePanel } from '#state/trustee-view.ts';
import { outputTabs, type EditorTab, type OutputTab } from '#state/view.ts';

/** What an address asks for; what it does not say, or says in a way that is not understood, is absent. */
export interface Place {
  readonly mode?: Mode;
  readonly tab?: EditorTab;
  readonly output?: OutputTab;
  readonly panel?: PolicyPanel;
  readonly trustee?: TrusteePanel;
  /** A session that writes nothing; see `asksForPrivacy`. */
  readonly isPrivate: boolean;
}

/** Where the page is, whole. */
export interface FullPlace extends Place {
  readonly mode: Mode;
  readonly tab: EditorTab;
  readonly output: OutputTab;
  readonly panel: PolicyPanel;
  readonly trustee: TrusteePanel;
}

/** Longer names of entries than any document has; an address is typed by strangers. */
const maxLength = 1_000;

/** @param hash with or without `#` and the slash after it, encoded as browsers give it in `location.href` */
export function placeFrom(hash: string): Place {
  const text = hash.replace(/^#?\/?/, '').slice(0, maxLength);
  const cut = text.indexOf('?');
  const path = cut < 0 ? text : text.slice(0, cut);
  const query = new URLSearchParams(cut < 0 ? '' : text.slice(cut + 1));
  const [first, name, ...others] = path.split('/');
  const mode = modes.find((candidate) => candidate === first);
  const tab = mode === 'compose' && name !== undefined && others.length === 0 ? tabFrom(name) : undefined;
  const shown = others.length === 0 ? name : undefined;
  const panel = mode === 'policy' ? policyPanels.find((candidate) => candidate === shown) : undefined;
  const trustee = mode === 'trustee' ? trusteePanels.find((candidate) => candidate === shown) : undefined;
  const output = outputTabs.find((candidate) => candidate === query.get('out'));
  return {
    ...(mode === undefined ? {} : { mode }),
    ...(tab === undefined ? {} : { tab }),
    ...(output === undefined ? {} : { output }),
    ...(panel === undefined ? {} : { panel }),
    ...(trustee === undefined ? {} : { trustee }),
    isPrivate: path === 'private' || query.has('private'),
  };
}

/** The address of a place, `#` included; `placeFrom` reads it back. Of each mode what it shows alone. */
export function hashOf({ mode, tab, output, panel, trustee, isPrivate }: FullPlace): string {
  switch (mode) {
    case 'compose':
      return `#/compose/${encodeURIComponent(tab.toWellFormed()).replace('%3A', ':')}?out=${output}${isPrivate ? '&private' : ''}`;
    case 'review':
      return `#/review${isPrivate ? '?private' : ''}`;
    case 'policy':
      return `#/policy/${panel}${isPrivate ? '?private' : ''}`;
    case 'trustee':
      return `#/trustee/${trustee}${isPrivate ? '?private' : ''}`;
  }
}

/** What a review link carries, compressed and perhaps encrypted; absent in every other address. Any length. */
export function linkedContent(hash: string): string | undefined {
  return /^#\/?review\?(?:[^#]*&)?d=([^&]*)/.exec(hash)?.[1];
}

function tabFrom(encoded: string): EditorTab | undefined {
  let name: string;
  try {
    name = decodeURIComponent(encoded);
  } catch {
    // A percent sign that encodes nothing: not an address of ours.
    return undefined;
  }
  if (name === 'initdata' || name === 'manifest') return name;
  return isEntryTab(name) ? name : undefined;
}

function isEntryTab(name: string): name is `entry:${string}` {
  return name.startsWith('entry:');
}
