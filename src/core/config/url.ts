import type { Span } from '#core/text/span.ts';

/** What a base address of a KBS or Attestation Service says, read as the guest's URL parser (WHATWG rules) does. */
export type UrlReading =
  | { readonly kind: 'unusable'; readonly reason: string; readonly missingScheme: boolean }
  | {
      readonly kind: 'http' | 'https';
      /** Lower case, IPv6 without brackets. */
      readonly host: string;
      /** The port in use, the scheme's own when none is written. */
      readonly port: number;
      /** Where a query or fragment stands in the value. */
      readonly tail?: Span;
      readonly hasCredentials: boolean;
      /** Scheme, host and port, and the path without trailing slashes: equal for addresses that mean one server. */
      readonly normal: string;
      /** Host and port alone. */
      readonly authority: string;
    };

/** Reads a base address. The guest appends its paths as text, so the value is judged with one appended. */
export function readBaseUrl(value: string): UrlReading {
  const trimmed = value.replace(/\/+$/, '');
  if (/^https?:\/*(?:$|[?#])/i.test(value))
    return { kind: 'unusable', reason: 'it names no host', missingScheme: false };
  const missingScheme = !/^[A-Za-z][A-Za-z0-9+.-]*:\/\//.test(value.trim());
  const tailFrom = value.search(/[?#]/);
  const base = tailFrom === -1 ? trimmed : value.slice(0, tailFrom).replace(/\/+$/, '');
  const url = parseUrl(`${base}/kbs/v0/auth`);
  if (url === undefined) return { kind: 'unusable', reason: 'it cannot be parsed', missingScheme };
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    const reason = missingScheme
      ? 'it does not start with http:// or https://'
      : `its scheme is ${url.protocol.slice(0, -1)}`;
    return { kind: 'unusable', reason, missingScheme };
  }
  if (url.hostname === '') return { kind: 'unusable', reason: 'it names no host', missingScheme };
  const kind = url.protocol === 'http:' ? 'http' : 'https';
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const port = url.port === '' ? (kind === 'http' ? 80 : 443) : Number(url.port);
  const authority = `${url.hostname}:${port}`;
  const path = url.pathname.replace(/\/kbs\/v0\/auth$/, '').replace(/\/+$/, '');
  return {
    kind,
    host,
    port,
    hasCredentials: url.username !== '' || url.password !== '',
    normal: `${kind}://${authority}${path}`,
    authority,
    ...(tailFrom === -1 ? {} : { tail: { from: tailFrom, to: value.length } }),
  };
}

function parseUrl(value: string): URL | undefined {
  return URL.canParse(value) ? new URL(value) : undefined;
}

/** The IPv6 address of a URL's host written out in eight groups, or `undefined` when the host is no short IPv6 address. */
export function expandIpv6(host: string): string | undefined {
  const [head = '', tail, extra] = host.split('::');
  if (tail === undefined || extra !== undefined) return undefined;
  const left = head === '' ? [] : head.split(':');
  const right = tail === '' ? [] : tail.split(':');
  const groups = [...left, ...right];
  if (groups.length > 7 || !groups.every((group) => /^[0-9a-fA-F]{1,4}$/.test(group))) return undefined;
  const zeros = Array.from({ length: 8 - groups.length }, () => '0');
  return [...left, ...zeros, ...right].join(':');
}
