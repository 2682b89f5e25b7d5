/** Keeps the address and the view in step: the address is read at the start and when a person changes it. */
import type { Mode } from '#state/mode.ts';
import { policyView, showPolicyPanel } from '#state/policy-view.ts';
import { preferences, setPreferences } from '#state/preferences.ts';
import { receiveLink } from '#state/review-link.ts';
import { session } from '#state/session.ts';
import { showTrusteePanel, trusteeView } from '#state/trustee-view.ts';
import { view } from '#state/view.ts';
import { hashOf, linkedContent, placeFrom } from './address.ts';

/** Browsers give up on a page that rewrites its address too often; a pause this short is not seen. */
const writeAfterMilliseconds = 200;

/**
 * Starts following; call once, before the first render.
 *
 * @param isNarrow where nothing was opened before, a narrow page begins with Review: Compose asks for room
 */
export function followAddress(isNarrow: boolean): void {
  view.setState({ mode: preferences.getState().mode ?? (isNarrow ? 'review' : 'compose') });
  read();
  // So that the back button returns to here by name.
  write();
  addEventListener('hashchange', read);
  addEventListener('popstate', read);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const writeSoon = () => {
    clearTimeout(timer);
    timer = setTimeout(write, writeAfterMilliseconds);
  };
  view.subscribe((now, before) => {
    if (now.mode !== before.mode) enter(now.mode);
    if (now.mode !== before.mode || now.tab !== before.tab || now.output !== before.output) writeSoon();
  });
  policyView.subscribe((now, before) => {
    if (now.panel !== before.panel) writeSoon();
  });
  trusteeView.subscribe((now, before) => {
    if (now.panel !== before.panel) writeSoon();
  });
  session.subscribe((now, before) => {
    if (now.isPrivate !== before.isPrivate) writeSoon();
  });
}

/** Another mode is another page: the back button returns from it, however it was gone to. */
function enter(mode: Mode): void {
  setPreferences({ mode });
  if (placeFrom(currentHash()).mode === mode) return;
  try {
    history.pushState(null, '', currentPlace());
  } catch {
    // As in `write`.
  }
}

/** From `href`, because some browsers decode `location.hash`. */
function currentHash(): string {
  const cut = location.href.indexOf('#');
  return cut < 0 ? '' : location.href.slice(cut);
}

function read(): void {
  const hash = currentHash();
  const { mode, tab, output, panel, trustee } = placeFrom(hash);
  if (panel !== undefined) showPolicyPanel(panel);
  if (trustee !== undefined) showTrusteePanel(trustee);
  view.setState({
    ...(mode === undefined ? {} : { mode }),
    ...(tab === undefined ? {} : { tab }),
    ...(output === undefined ? {} : { output }),
  });
  const content = linkedContent(hash);
  if (content === undefined) return;
  // At once: what somebody sent must not stay in the address, the history or the next screenshot.
  write();
  receiveLink(content);
}

function currentPlace(): string {
  const { mode, tab, output } = view.getState();
  const { panel } = policyView.getState();
  const { panel: trustee } = trusteeView.getState();
  return hashOf({ mode, tab, output, panel, trustee, isPrivate: session.getState().isPrivate });
}

function write(): void {
  const hash = currentPlace();
  if (hash === currentHash()) return;
  try {
    history.replaceState(history.state, '', hash);
  } catch {
    // A page opened from a file, or a browser that counts rewrites, may refuse: the view is right all the same.
  }
}
