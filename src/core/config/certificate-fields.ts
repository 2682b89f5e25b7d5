import type { CertificateField } from '#core/certificates/field.ts';
import type { TomlNode } from '#core/toml/node.ts';
import type { ConfigContext } from './context.ts';
import { pathText, type KeyPath } from './finding.ts';
import { lookupOf } from './inspection.ts';
import { readConfig } from './read-config.ts';
import { memberAt, tableMember } from './values.ts';

export interface ConfigTexts {
  /** Content of the data entry; absent when there is no such entry. */
  readonly aa?: string;
  readonly cdh?: string;
}

/**
 * Every text in which certificates are read: `token_configs.kbs.cert`, `kbc.kbs_cert` and
 * `image.extra_root_certificates`. cococtl looks into every table below `token_configs`, so its profile does too.
 */
export function certificateFieldsOf(
  { aa, cdh }: ConfigTexts,
  context: ConfigContext,
): readonly CertificateField[] {
  return [
    ...(aa === undefined ? [] : agentFields(aa, context)),
    ...(cdh === undefined ? [] : hubFields(cdh, context)),
  ];
}

function agentFields(text: string, context: ConfigContext): readonly CertificateField[] {
  const { view } = readConfig('aa.toml', text);
  if (view === undefined) return [];
  const lookup = lookupOf(view.root, context);
  const tokens = tableMember(lookup, ['token_configs']);
  const names = (tokens?.node.members ?? [])
    .map(({ key }) => key)
    .filter((key) => key === 'kbs' || context.profile.cococtl);
  return names.flatMap((name) => {
    const path = ['token_configs', name, 'cert'];
    return field('entry:aa.toml', 'agent', text, memberAt(lookup, path)?.node, path);
  });
}

function hubFields(text: string, context: ConfigContext): readonly CertificateField[] {
  const { view } = readConfig('cdh.toml', text);
  if (view === undefined) return [];
  const lookup = lookupOf(view.root, context);
  const roots = memberAt(lookup, ['image', 'extra_root_certificates'])?.node;
  const items = roots?.kind === 'array' ? roots.items : [];
  const kbsCert = ['kbc', 'kbs_cert'];
  return [
    ...field('entry:cdh.toml', 'hub', text, memberAt(lookup, kbsCert)?.node, kbsCert),
    ...items.flatMap((item, index) =>
      field('entry:cdh.toml', 'registry', text, item, ['image', 'extra_root_certificates', index]),
    ),
  ];
}

function field(
  source: CertificateField['source'],
  use: CertificateField['use'],
  text: string,
  node: TomlNode | undefined,
  path: KeyPath,
): readonly CertificateField[] {
  return node?.kind === 'string' ? [{ source, use, path: pathText(path), text, node }] : [];
}
