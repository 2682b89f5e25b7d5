import type { TomlNode, TomlTable } from '#core/toml/node.ts';
import { report, type Inspection, type KeyPath } from './finding.ts';
import { headerSpan } from './inspect-keys.ts';
import { booleanIn, memberAt, memberIn, textIn, type Lookup } from './values.ts';

const base = ['image', 'registry_config'] as const;

/** Registry rules in place: addresses that are missing, plain HTTP, and the search list. */
export function inspectRegistries(inspection: Inspection, lookup: Lookup): void {
  inspectSearch(inspection, memberAt(lookup, [...base, 'unqualified-search-registries'])?.node);
  const rules = memberAt(lookup, [...base, 'registry'])?.node;
  if (rules?.kind !== 'array') return;
  for (const [index, rule] of rules.items.entries()) {
    if (rule.kind === 'table') inspectRule(inspection, lookup, rule, [...base, 'registry', index]);
  }
}

function inspectSearch(inspection: Inspection, node: TomlNode | undefined): void {
  if (node?.kind !== 'array') return;
  const names = node.items.map((item) => (item.kind === 'string' ? item.value : ''));
  if (names.includes('docker.io')) return;
  report(
    inspection,
    'config/search-registries',
    [...base, 'unqualified-search-registries'],
    node.span,
    names.length === 0
      ? 'With an empty list images of docker.io and short names cannot be pulled.'
      : 'docker.io is not in the list, so Docker Hub is never asked.',
    names.length === 0 ? { severity: 'error', failsAt: 'image-pull' } : {},
  );
}

function inspectRule(inspection: Inspection, lookup: Lookup, rule: TomlTable, path: KeyPath): void {
  const prefix = textIn(lookup, rule, 'prefix', path);
  const location = textIn(lookup, rule, 'location', path);
  const noLocation = location === undefined || location.value === '';
  const fails = { failsAt: 'image-pull' } as const;
  if (noLocation && (prefix === undefined || prefix.value === '')) {
    report(
      inspection,
      'config/registry-rule',
      path,
      headerSpan(inspection, rule),
      'A registry rule needs a prefix or a location.',
      fails,
    );
  } else if (noLocation && prefix?.value.startsWith('*.') === true) {
    report(
      inspection,
      'config/registry-rule',
      path,
      prefix.node.span,
      `The wildcard ${prefix.value} needs a location.`,
      fails,
    );
  }
  inspectInsecure(inspection, lookup, rule, path, 'config/registry-http');
  const mirrors = memberIn(lookup, rule, 'mirror')?.node;
  if (mirrors?.kind !== 'array') return;
  for (const [index, mirror] of mirrors.items.entries()) {
    if (mirror.kind !== 'table') continue;
    const place = [...path, 'mirror', index];
    const address = textIn(lookup, mirror, 'location', place);
    if (address?.value === '') {
      report(
        inspection,
        'config/registry-rule',
        place,
        address.node.span,
        'The location of a mirror is empty.',
        fails,
      );
    }
    inspectInsecure(inspection, lookup, mirror, place, 'config/mirror-http');
  }
}

function inspectInsecure(
  inspection: Inspection,
  lookup: Lookup,
  table: TomlTable,
  path: KeyPath,
  code: 'config/registry-http' | 'config/mirror-http',
): void {
  const insecure = booleanIn(lookup, table, 'insecure', path);
  if (insecure?.value !== true) return;
  report(
    inspection,
    code,
    path,
    insecure.node.span,
    'insecure = true switches to plain HTTP; it does not accept bad certificates.',
  );
}
