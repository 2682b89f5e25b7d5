import type { Span } from '#core/text/span.ts';

/**
 * Resource URIs: `kbs[+plugin]://[host[:port]]/segment[/segment…][?query]`, and files for the keys of `[image]`.
 *
 * @see https://github.com/confidential-containers/guest-components/blob/8246e5e0/attestation-agent/docs/RESOURCE_URI.md
 */
export type ResourceUri =
  | {
      readonly kind: 'kbs';
      readonly plugin: string;
      readonly segments: readonly string[];
      readonly query?: string;
    }
  | { readonly kind: 'file'; readonly path: string };

export interface UriProblem {
  readonly kind: 'scheme' | 'form' | 'slashes' | 'segments';
  /** Where in the value. */
  readonly span: Span;
  readonly message: string;
  readonly hint?: string;
  /** The whole value as it was probably meant. */
  readonly instead?: string;
}

export type UriReading =
  | { readonly kind: 'usable'; readonly uri: ResourceUri }
  | { readonly kind: 'refused'; readonly problem: UriProblem };

const segment = /^[A-Za-z0-9_-][A-Za-z0-9_.-]*$/;

/**
 * Reads a resource URI.
 *
 * @param files whether `file://` and bare absolute paths are allowed, as in `[image]` but not in `[[credentials]]`
 * @param plugins false for releases before v0.21.0, which knew plain kbs with three segments only
 */
export function readResourceUri(
  value: string,
  { files, plugins }: { files: boolean; plugins: boolean },
): UriReading {
  const whole: Span = { from: 0, to: value.length };
  const scheme = /^([A-Za-z][A-Za-z0-9+.-]*):\/\//.exec(value);
  if (scheme === null) return readBarePath(value, files, whole);
  const name = scheme[1] ?? '';
  const rest = value.slice(scheme[0].length);
  if (name === 'file' && files) return readFile(value, rest, whole);
  const plugin = name === 'kbs' ? 'resource' : /^kbs\+([a-z0-9][a-z0-9.+-]*)$/.exec(name)?.[1];
  if (plugin === undefined || (plugin !== 'resource' && !plugins)) {
    const message = files
      ? `The scheme "${name}" is not supported here; use kbs:/// or file:///.`
      : `The scheme "${name}" is not supported here; use kbs:///.`;
    return refused('scheme', { from: 0, to: name.length }, message);
  }
  return readKbs(value, name, plugin, rest, scheme[0].length, plugins);
}

function refused(
  kind: UriProblem['kind'],
  span: Span,
  message: string,
  more: Partial<UriProblem> = {},
): UriReading {
  return { kind: 'refused', problem: { kind, span, message, ...more } };
}

function readBarePath(value: string, files: boolean, whole: Span): UriReading {
  if (files && value.startsWith('/')) return { kind: 'usable', uri: { kind: 'file', path: value } };
  const single = /^kbs:\/([^/].*)$/.exec(value);
  return refused(
    'form',
    whole,
    files ? 'This is neither a kbs:/// URI nor an absolute path.' : 'This is not a kbs:/// URI.',
    {
      hint: 'kbs:///repository/type/tag has three slashes.',
      ...(single === null ? {} : { instead: `kbs:///${single[1] ?? ''}` }),
    },
  );
}

function readFile(value: string, rest: string, whole: Span): UriReading {
  if (rest.startsWith('/') && rest.length > 1) return { kind: 'usable', uri: { kind: 'file', path: rest } };
  if (!rest.includes('/')) return refused('form', whole, 'This file URI names no path.');
  return refused(
    'slashes',
    { from: value.length - rest.length, to: value.length - rest.length + rest.indexOf('/') },
    `file://${rest} reads ${rest.slice(rest.indexOf('/'))}: what follows two slashes is taken for a host and dropped.`,
    { hint: 'Write three slashes.', instead: `file:///${rest}` },
  );
}

function readKbs(
  value: string,
  name: string,
  plugin: string,
  rest: string,
  start: number,
  plugins: boolean,
): UriReading {
  const whole: Span = { from: 0, to: value.length };
  const slash = rest.indexOf('/');
  if (slash === -1) return refused('form', whole, `${value} names no resource.`);
  const [path, query] = splitOnce(rest.slice(slash + 1), '?');
  const segments = path.split('/');
  const host = rest.slice(0, slash);
  const exact = plugin === 'resource' || !plugins;
  if (host !== '' && looksLikeSegment(host, segments.length)) {
    return refused(
      'slashes',
      { from: start, to: start + host.length },
      `"${host}" stands where the host belongs and is ignored; the request asks for ${path}.`,
      { hint: 'Write three slashes.', instead: `${name}:///${rest}` },
    );
  }
  const at: Span = { from: start + slash + 1, to: start + slash + 1 + path.length };
  if (path === '') return refused('segments', whole, 'This URI names no resource.');
  if (exact && segments.length !== 3) {
    return refused(
      'segments',
      at,
      `The KBS wants repository/type/tag; this has ${segments.length} ${segments.length === 1 ? 'part' : 'parts'}.`,
    );
  }
  const bad = exact ? segments.find((part) => !segment.test(part)) : segments.find((part) => part === '');
  if (bad !== undefined) {
    return refused(
      'segments',
      at,
      bad === ''
        ? 'A part between two slashes is empty.'
        : `"${bad}" is not accepted by the KBS: letters, digits, "_" and "-", and "." after the first.`,
    );
  }
  return {
    kind: 'usable',
    uri: { kind: 'kbs', plugin, segments, ...(query === undefined ? {} : { query }) },
  };
}

/** Two slashes were a slip when the host has no port and no dot, or when only two parts are left. */
function looksLikeSegment(host: string, segments: number): boolean {
  return segments < 3 || !/[.:]/.test(host);
}

function splitOnce(value: string, mark: string): readonly [string, string?] {
  const at = value.indexOf(mark);
  return at === -1 ? [value] : [value.slice(0, at), value.slice(at + 1)];
}
