/**
 * `uri.*` of OPA, which takes addresses apart as Go's `net/url` does and not as a browser does.
 *
 * @see https://pkg.go.dev/net/url#Parse
 */
import { objectOf, type Value } from '../value/value.ts';
import { define, stringArgument } from './arguments.ts';
import { type Builtin, BuiltinError } from './builtin.ts';

interface Parts {
  readonly scheme: string;
  readonly hostname: string;
  readonly port: string;
  readonly path: string;
  readonly rawPath: string;
  readonly rawQuery: string;
  readonly fragment: string;
}

/** Characters that an escape may stand for, by where it stands: in a host only those beyond ASCII. */
type Place = 'host' | 'zone' | 'text';

/** The text without its escapes, or undefined for an escape that is none or that the place forbids. */
function unescaped(text: string, place: Place): string | undefined {
  const bytes: number[] = [];
  for (const [part, hex] of text.matchAll(/%(..?)?|[^%]+/gsu)) {
    if (!part.startsWith('%')) {
      if (place === 'host' && /[ \\^`{|}]/.test(part)) return undefined;
      bytes.push(...new TextEncoder().encode(part));
      continue;
    }
    if (hex === undefined || !/^[0-9a-fA-F]{2}$/.test(hex)) return undefined;
    const byte = Number.parseInt(hex, 16);
    if (place === 'host' && byte < 0x80 && byte !== 0x25) return undefined;
    bytes.push(byte);
  }
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(Uint8Array.from(bytes));
}

/** A path as it is written when nothing is said about its escapes. */
function escapedPath(path: string): string {
  return encodeURIComponent(path).replaceAll(/%(?:24|26|2B|2C|2F|3A|3B|3D|40)|[!'()*]/g, (part) =>
    part.startsWith('%') ? decodeURIComponent(part) : `%${part.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

const userInfo = /^(?:[A-Za-z0-9\-._:~!$&'()*+,;=@]|%[0-9a-fA-F]{2})*$/;

interface Authority {
  readonly hostname: string;
  readonly port: string;
}

function authorityOf(text: string): Authority | undefined {
  const at = text.lastIndexOf('@');
  if (at !== -1 && !userInfo.test(text.slice(0, at))) return undefined;
  const host = text.slice(at + 1);
  if (host.startsWith('[')) {
    const [, inside, port = ''] = /^\[([^\]]*)\](?::([0-9]*))?$/.exec(host) ?? [];
    if (inside === undefined) return undefined;
    const [address = '', zone] = inside.split(/%25(.*)/s);
    const name = unescaped(address, 'host');
    const shownZone = zone === undefined ? '' : unescaped(zone, 'zone');
    if (name === undefined || shownZone === undefined) return undefined;
    return { hostname: zone === undefined ? name : `${name}%${shownZone}`, port };
  }
  const colon = host.lastIndexOf(':');
  const port = colon === -1 ? '' : host.slice(colon + 1);
  if (!/^[0-9]*$/.test(port)) return undefined;
  const whole = unescaped(colon === -1 ? host : host.slice(0, colon), 'host');
  return whole === undefined ? undefined : { hostname: whole, port };
}

/** Undefined for a text that Go refuses as an address. */
function partsOf(text: string): Parts | undefined {
  if (/\p{Cc}/u.test(text.replaceAll(/[\u0080-\u009f]/g, ''))) return undefined;
  const [, beforeFragment = '', rawFragment = ''] = /^([^#]*)(?:#(.*))?$/su.exec(text) ?? [];
  const fragment = unescaped(rawFragment, 'text');
  if (fragment === undefined || text.startsWith(':')) return undefined;
  const [, given = ''] = /^([A-Za-z][A-Za-z0-9+.-]*):/.exec(beforeFragment) ?? [];
  const rest = given === '' ? beforeFragment : beforeFragment.slice(given.length + 1);
  const [, address = '', rawQuery = ''] = /^([^?]*)(?:\?(.*))?$/su.exec(rest) ?? [];
  const none = { scheme: given.toLowerCase(), hostname: '', port: '', rawQuery, fragment };
  if (!address.startsWith('/')) {
    // Such as `mailto:a@b`, which has neither host nor path.
    if (given !== '') return { ...none, path: '', rawPath: '' };
    const [segment = ''] = address.split('/');
    if (segment.includes(':')) return undefined;
  }
  const isHosted = address.startsWith('//') && (given !== '' || !address.startsWith('///'));
  const end = isHosted ? address.indexOf('/', 2) : 0;
  const authority = isHosted
    ? authorityOf(address.slice(2, end === -1 ? undefined : end))
    : { hostname: '', port: '' };
  const rawPath = end === -1 ? '' : address.slice(end);
  const path = unescaped(rawPath, 'text');
  if (authority === undefined || path === undefined) return undefined;
  return { ...none, ...authority, path, rawPath: escapedPath(path) === rawPath ? path : rawPath };
}

function parsed(text: string): Value {
  const parts = partsOf(text);
  if (parts === undefined) throw new BuiltinError(`uri.parse: parse "${text}" failed`, 0);
  const { scheme, hostname, port, path, rawPath, rawQuery, fragment } = parts;
  const members = { scheme, hostname, port, path, raw_path: rawPath, raw_query: rawQuery, fragment };
  return objectOf(Object.entries(members).filter(([, value]) => value !== ''));
}

export const uriBuiltins: readonly Builtin[] = [
  define({
    name: 'uri.parse',
    arity: 1,
    feature: 'opa',
    evaluate: ([text]) => parsed(stringArgument('uri.parse', text, 0)),
  }),
  define({
    name: 'uri.is_valid',
    arity: 1,
    feature: 'opa',
    evaluate: ([text]) => typeof text === 'string' && text !== '' && partsOf(text) !== undefined,
  }),
];
