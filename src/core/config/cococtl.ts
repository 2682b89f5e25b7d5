/**
 * What `kubectl coco initdata validate` says about the data entries: its own checks in its own order, apart from our
 * findings, so that the two can be compared.
 *
 * @see https://github.com/confidential-devhub/cococtl/blob/d0c3af9c/cmd/initdata/validate.go
 */
import { cococtlRefusal, type CococtlRefusal } from '#core/certificates/check.ts';
import { pemBlocksIn } from '#core/certificates/pem.ts';
import { readCertificate } from '#core/certificates/x509.ts';
import { memberOf, nodeAt, type TomlNode, type TomlTable } from '#core/toml/document.ts';
import { readConfig } from './read-config.ts';
import type { CrossTexts } from './check-cross.ts';
import type { ConfigFile } from './schema/schema.ts';

export type CococtlFailure =
  | { readonly kind: 'missing-entry' | 'not-toml'; readonly file: ConfigFile }
  | { readonly kind: 'certificate'; readonly place: string; readonly refusal: CococtlRefusal };

/** Everything that cococtl records as a failure about aa.toml and cdh.toml at the moment `now`; none means it passes. */
export function cococtlFailures({ aa, cdh }: CrossTexts, now: number): readonly CococtlFailure[] {
  const missing: CococtlFailure[] = [];
  if (aa === undefined) missing.push({ kind: 'missing-entry', file: 'aa.toml' });
  if (cdh === undefined) missing.push({ kind: 'missing-entry', file: 'cdh.toml' });
  const agent = tableOf('aa.toml', aa);
  const hub = tableOf('cdh.toml', cdh);
  if (agent === 'not-toml') return [...missing, { kind: 'not-toml', file: 'aa.toml' }];
  if (hub === 'not-toml') return [...missing, { kind: 'not-toml', file: 'cdh.toml' }];
  return [...missing, ...certificateFailures([...agentTexts(agent), ...hubTexts(hub)], now)];
}

/** Its parser reads TOML 1.0; of what 1.1 added it knows only the escape `\e`. */
function tableOf(file: ConfigFile, text: string | undefined): TomlTable | 'not-toml' | undefined {
  if (text === undefined || text === '') return undefined;
  const { plain, diagnostics } = readConfig(file, text);
  const refused = diagnostics.some(
    ({ code, span }) => code === 'toml/newer-syntax' && text.slice(span.from, span.to) !== '\\e',
  );
  return plain === undefined || refused ? 'not-toml' : plain;
}

interface CertificateText {
  readonly place: string;
  readonly text: string;
}

function agentTexts(root: TomlTable | undefined): readonly CertificateText[] {
  const tokens = root === undefined ? undefined : memberOf(root, 'token_configs')?.node;
  if (tokens?.kind !== 'table') return [];
  return tokens.members.flatMap(({ key, node }) =>
    node.kind === 'table' ? textAt(memberOf(node, 'cert')?.node, `token_configs.${key}.cert`) : [],
  );
}

function hubTexts(root: TomlTable | undefined): readonly CertificateText[] {
  if (root === undefined) return [];
  const roots = nodeAt(root, ['image', 'extra_root_certificates']);
  const items = roots?.kind === 'array' ? roots.items : [];
  return [
    ...textAt(nodeAt(root, ['kbc', 'kbs_cert']), 'kbc.kbs_cert'),
    ...items.flatMap((item, index) => textAt(item, `image.extra_root_certificates[${index}]`)),
  ];
}

function textAt(node: TomlNode | undefined, place: string): readonly CertificateText[] {
  return node?.kind === 'string' ? [{ place, text: node.value }] : [];
}

/** A block that does not decode ends the reading; all others are judged. */
function certificateFailures(texts: readonly CertificateText[], now: number): readonly CococtlFailure[] {
  const failures: CococtlFailure[] = [];
  for (const { place, text } of texts) {
    for (const { label, der } of pemBlocksIn(text)) {
      if (label !== 'CERTIFICATE') continue;
      const certificate = der === undefined ? undefined : readCertificate(der);
      const refusal = cococtlRefusal(certificate, now);
      if (refusal === undefined) continue;
      if (refusal === 'undecodable') return [{ kind: 'certificate', place, refusal }];
      failures.push({ kind: 'certificate', place, refusal });
    }
  }
  return failures;
}
