/**
 * The part of the page's address that says what is looked at: `#compose/entry:aa.toml?out=digest`. It can be linked and
 * reloaded, it never holds any content, and it is written in place, so that the back button leaves the page.
 */
import { outputTabs, type EditorTab, type OutputTab } from '#state/view.ts';

/** What an address asks for; what it does not say, or says in a way that is not understood, is absent. */
export interface Place {
  readonly tab?: EditorTab;
  readonly output?: OutputTab;
  /** A session that writes nothing; see `asksForPrivacy`. */
  readonly isPrivate: boolean;
}

const mode = 'compose';

/** Longer names of entries than any document has; an address is typed by strangers. */
const maxLength = 1_000;

/** @param hash with or without `#`, encoded as browsers give it in `location.href` */
export function placeFrom(hash: string): Place {
  const text = hash.replace(/^#/, '').slice(0, maxLength);
  const cut = text.indexOf('?');
  const path = cut < 0 ? text : text.slice(0, cut);
  const query = new URLSearchParams(cut < 0 ? '' : text.slice(cut + 1));
  const [first, name, ...others] = path.split('/');
  const tab = first === mode && name !== undefined && others.length === 0 ? tabFrom(name) : undefined;
  const output = outputTabs.find((candidate) => candidate === query.get('out'));
  return {
    ...(tab === undefined ? {} : { tab }),
    ...(output === undefined ? {} : { output }),
    isPrivate: path === 'private' || query.has('private'),
  };
}

/** The address of a place, `#` included; `placeFrom` reads it back. */
export function hashOf({ tab, output, isPrivate }: Required<Place>): string {
  return `#${mode}/${encodeURIComponent(tab.toWellFormed()).replace('%3A', ':')}?out=${output}${isPrivate ? '&private' : ''}`;
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
