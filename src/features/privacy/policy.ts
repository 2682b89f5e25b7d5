/** One directive of a Content-Security-Policy with its values. */
export interface Directive {
  readonly name: string;
  readonly values: string;
}

/** The directives of a policy in their order; empty parts are left out. */
export function directivesOf(policy: string): readonly Directive[] {
  return policy
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => {
      const cut = part.search(/\s/);
      return cut < 0
        ? { name: part, values: '' }
        : { name: part.slice(0, cut), values: part.slice(cut).trim() };
    });
}

/** The policy in the page's own meta tag; absent in development, where the server needs a socket to the page. */
export function policyInForce(): string | undefined {
  return (
    document.querySelector<HTMLMetaElement>('meta[http-equiv="Content-Security-Policy"]')?.content ??
    undefined
  );
}

/** What a directive means here, for those we set. */
export const meanings: Readonly<Record<string, string>> = {
  'default-src': 'Whatever is not named below is refused.',
  'script-src': 'Scripts run from this site alone; none is built from text.',
  'style-src':
    'Styles from this site, and inline ones, which the code editor writes. They cannot fetch from elsewhere.',
  'font-src': 'Fonts from this site alone.',
  'img-src': 'Pictures from this site alone, or drawn in place.',
  'worker-src': 'Workers start from this page and inherit this policy.',
  'manifest-src': 'The description of the app comes from this site.',
  'connect-src':
    'No fetch, no XMLHttpRequest, no WebSocket, no EventSource, no beacon: to nobody, this site included.',
  'base-uri': 'Nothing may redirect the addresses of the page.',
  'form-action': 'No form can be sent.',
  'object-src': 'No plug-ins.',
  'require-trusted-types-for': 'Text cannot become script by accident.',
  'trusted-types': 'The only makers of such values: our worker starter, and the code editor.',
};
