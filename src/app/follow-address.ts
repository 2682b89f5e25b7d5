/** Keeps the address and the view in step: the address is read at the start and when a person changes it. */
import { session } from '#state/session.ts';
import { view } from '#state/view.ts';
import { hashOf, placeFrom } from './address.ts';

/** Browsers give up on a page that rewrites its address too often; a pause this short is not seen. */
const writeAfterMilliseconds = 200;

/** Starts following; call once, before the first render. */
export function followAddress(): void {
  read();
  addEventListener('hashchange', read);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const writeSoon = () => {
    clearTimeout(timer);
    timer = setTimeout(write, writeAfterMilliseconds);
  };
  view.subscribe((now, before) => {
    if (now.tab !== before.tab || now.output !== before.output) writeSoon();
  });
  session.subscribe((now, before) => {
    if (now.isPrivate !== before.isPrivate) writeSoon();
  });
}

/** From `href`, because some browsers decode `location.hash`. */
function currentHash(): string {
  const cut = location.href.indexOf('#');
  return cut < 0 ? '' : location.href.slice(cut);
}

function read(): void {
  const { tab, output } = placeFrom(currentHash());
  view.setState({ ...(tab === undefined ? {} : { tab }), ...(output === undefined ? {} : { output }) });
}

function write(): void {
  const { tab, output } = view.getState();
  const hash = hashOf({ tab, output, isPrivate: session.getState().isPrivate });
  if (hash === currentHash()) return;
  try {
    history.replaceState(history.state, '', hash);
  } catch {
    // A page opened from a file, or a browser that counts rewrites, may refuse: the view is right all the same.
  }
}
