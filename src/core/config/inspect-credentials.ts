import type { Span } from '#core/text/span.ts';
import type { TomlTable } from '#core/toml/node.ts';
import { pathText, report, type Inspection, type KeyPath } from './finding.ts';
import { headerSpan } from './inspect-keys.ts';
import { inspectResourceUri } from './inspect-uri.ts';
import { placeholderIn } from './placeholder.ts';
import { isBefore, newestRelease } from './releases.ts';
import { credentialsDirectory, olderCredentialsDirectory } from './schema/cdh.ts';
import { memberAt, textIn, type Lookup, type Placed } from './values.ts';

/** `[[credentials]]`: what CDH fetches before it opens its socket. */
export function inspectCredentials(inspection: Inspection, lookup: Lookup): void {
  const node = memberAt(lookup, ['credentials'])?.node;
  if (node?.kind !== 'array') return;
  const places = new Map<string, Span>();
  for (const [index, item] of node.items.entries()) {
    if (item.kind === 'table') inspectCredential(inspection, lookup, item, ['credentials', index], places);
  }
}

function inspectCredential(
  inspection: Inspection,
  lookup: Lookup,
  table: TomlTable,
  path: KeyPath,
  places: Map<string, Span>,
): void {
  report(
    inspection,
    'config/credential-at-start',
    path,
    headerSpan(inspection, table),
    'This resource is fetched from the KBS while CDH starts.',
  );
  const uri = textIn(lookup, table, 'resource_uri', path);
  if (uri !== undefined) inspectResourceUri(inspection, uri, { files: false, failsAt: 'startup' });
  const file = textIn(lookup, table, 'path', path);
  if (file === undefined || placeholderIn(file.value) !== undefined) return;
  inspectPath(inspection, file);
  const earlier = places.get(file.value);
  places.set(file.value, file.node.span);
  if (earlier === undefined) return;
  report(
    inspection,
    'config/credential-path-twice',
    file.path,
    file.node.span,
    `${file.value} is written by two credentials.`,
    { related: [{ source: `entry:${inspection.file}`, span: earlier, message: 'the other one' }] },
  );
}

function inspectPath(inspection: Inspection, file: Placed<string>): void {
  const release = inspection.context.release ?? newestRelease;
  const directory = isBefore(release, 'v0.18.0') ? olderCredentialsDirectory : credentialsDirectory;
  const dots = file.value.split('/').some((part) => part === '.' || part === '..');
  if (file.value.startsWith(directory) && !dots) return;
  report(
    inspection,
    'config/credential-path',
    file.path,
    file.node.span,
    dots
      ? `${pathText(file.path)} has a "." or ".." part, which CDH refuses.`
      : `${pathText(file.path)} must start with ${directory}.`,
    { failsAt: 'startup' },
  );
}
