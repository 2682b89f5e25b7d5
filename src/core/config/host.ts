/** What the host of an address tells about where it leads from inside a guest. */
export type HostKind = 'loopback' | 'documentation' | 'bare' | 'cluster' | 'other';

/** `host` in lower case, an IPv6 address without brackets, as `readBaseUrl` gives it. */
export function hostKindOf(host: string): HostKind {
  const address = ipv4Of(host);
  if (address !== undefined) {
    if (address[0] === 127 || host === '0.0.0.0') return 'loopback';
    return isDocumentationAddress(host, address) ? 'documentation' : 'other';
  }
  if (host.includes(':')) {
    if (host === '::1' || host === '::') return 'loopback';
    return host.startsWith('2001:db8:') ? 'documentation' : 'other';
  }
  const labels = host.replace(/\.$/, '').split('.');
  const last = labels.at(-1) ?? '';
  if (last === 'localhost') return 'loopback';
  if (labels.includes('example') || last === 'invalid' || last === 'test' || labels.some(isFillIn)) {
    return 'documentation';
  }
  if (labels.length === 1) return 'bare';
  return last === 'svc' || host.endsWith('.cluster.local') || host.endsWith('.svc.') ? 'cluster' : 'other';
}

function isFillIn(label: string): boolean {
  return label.startsWith('your-');
}

function ipv4Of(host: string): readonly number[] | undefined {
  const parts = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(host);
  return parts === null ? undefined : parts.slice(1).map(Number);
}

/** RFC 5737, and the address that guides use most. */
function isDocumentationAddress(host: string, [a, b, c]: readonly number[]): boolean {
  return (
    host === '1.2.3.4' ||
    (a === 192 && b === 0 && c === 2) ||
    (a === 198 && b === 51 && c === 100) ||
    (a === 203 && b === 0 && c === 113)
  );
}
