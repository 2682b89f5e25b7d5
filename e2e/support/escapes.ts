/**
 * Every way that we know for a page or a worker to send something away. The function runs inside the browser, so it is
 * closed: it uses nothing of this file. What it returns is the browser's word; what counts is what the server at the
 * address has seen.
 */

/** Outcome per way: the browser's words for a refusal, `went out`, or `absent` where there is no such function. */
export type Attempts = Readonly<Record<string, string>>;

/** @param address of another host, ends with a slash; each way appends its own name. */
export async function tryToLeave(address: string): Promise<Attempts> {
  const scope = globalThis as unknown as Record<string, unknown> & {
    readonly name?: string;
    importScripts?: (url: string) => void;
  };
  const attempts: Record<string, string> = {};
  const patience = 2_000;

  const underWay: Promise<void>[] = [];
  function attempt(way: string, start: (url: string) => Promise<string>): void {
    underWay.push(run(way, start));
  }
  async function run(way: string, start: (url: string) => Promise<string>): Promise<void> {
    const tooLong = new Promise<string>((resolve) => {
      setTimeout(resolve, patience, 'nothing happened');
    });
    try {
      attempts[way] = await Promise.race([start(address + way), tooLong]);
    } catch (error) {
      attempts[way] = String(error);
    }
  }
  const events = (target: EventTarget, good: string): Promise<string> =>
    new Promise((resolve) => {
      target.addEventListener(good, () => {
        resolve('went out');
      });
      target.addEventListener('error', () => {
        resolve('error event');
      });
    });

  attempt('fetch', async (url) => {
    await fetch(url, { mode: 'no-cors' });
    return 'went out';
  });
  attempt('fetch-post', async (url) => {
    await fetch(url, { mode: 'no-cors', method: 'POST', body: 'document', keepalive: true });
    return 'went out';
  });
  attempt('xhr', (url) => {
    const request = new XMLHttpRequest();
    const ended = events(request, 'load');
    request.open('POST', url);
    request.send('document');
    return ended;
  });
  attempt('websocket', (url) => events(new WebSocket(url.replace('http', 'ws')), 'open'));
  if ('EventSource' in scope) attempt('eventsource', (url) => events(new EventSource(url), 'open'));
  if ('WebTransport' in scope) {
    attempt('webtransport', async (url) => {
      await new WebTransport(url.replace('http:', 'https:')).ready;
      return 'went out';
    });
  }
  attempt('import', async (url) => {
    await import(url);
    return 'went out';
  });
  if (scope.importScripts !== undefined) {
    const { importScripts } = scope;
    attempt('importscripts', async (url) => {
      await Promise.resolve();
      importScripts(url);
      return 'went out';
    });
  }
  attempt('worker', (url) => events(new Worker(url, { type: 'module' }), 'message'));
  if (!('document' in scope)) {
    await Promise.all(underWay);
    return attempts;
  }

  const element = (name: string, attributes: Readonly<Record<string, string>>): Promise<string> => {
    const made = document.createElement(name);
    const ended = events(made, 'load');
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    document.body.append(made);
    return ended;
  };
  attempt('beacon', async (url) => {
    await Promise.resolve();
    return navigator.sendBeacon(url, 'document') ? 'queued' : 'refused';
  });
  attempt('image', (src) => element('img', { src }));
  attempt('image-set', (url) => element('img', { srcset: `${url} 1x` }));
  attempt('iframe', (src) => element('iframe', { src }));
  attempt('object', (data) => element('object', { data }));
  attempt('embed', (src) => element('embed', { src }));
  attempt('audio', (src) => element('audio', { src, preload: 'auto' }));
  attempt('track', (src) => element('video', { src, poster: src }));
  attempt('stylesheet', (href) => element('link', { rel: 'stylesheet', href }));
  attempt('prefetch', (href) => element('link', { rel: 'prefetch', href }));
  attempt('preload', (href) => element('link', { rel: 'preload', as: 'image', href }));
  attempt('modulepreload', (href) => element('link', { rel: 'modulepreload', href }));
  attempt('icon', (href) => element('link', { rel: 'icon', href }));
  attempt('manifest', (href) => element('link', { rel: 'manifest', href }));
  attempt('css', (url) => {
    const style = document.createElement('style');
    style.textContent = `@import url("${url}-import"); @font-face { font-family: leak; src: url("${url}-font"); }
      .leak { background: url("${url}-background"); font-family: leak; cursor: url("${url}-cursor"), auto; }`;
    document.head.append(style);
    const leak = document.createElement('p');
    leak.className = 'leak';
    leak.textContent = 'leak';
    document.body.append(leak);
    return new Promise(() => undefined);
  });
  attempt('script', (src) => {
    const script = document.createElement('script');
    const ended = events(script, 'load');
    script.setAttribute('src', src);
    document.body.append(script);
    return ended;
  });
  attempt('form', (action) => {
    const form = document.createElement('form');
    form.method = 'post';
    form.action = action;
    form.target = '_blank';
    document.body.append(form);
    form.submit();
    return new Promise(() => undefined);
  });
  attempt('ping', (ping) => {
    const link = document.createElement('a');
    link.href = '#nowhere';
    link.setAttribute('ping', ping);
    document.body.append(link);
    link.click();
    return new Promise(() => undefined);
  });
  await Promise.all(underWay);
  return attempts;
}
