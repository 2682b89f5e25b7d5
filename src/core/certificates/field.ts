import type { SourceName } from '#core/diagnostics/diagnostic.ts';
import type { TomlString } from '#core/toml/node.ts';

/** A string of a configuration file that holds certificates. */
export interface CertificateField {
  readonly source: SourceName;
  /** Who trusts them: the agent and the hub talk to the KBS, registry certificates serve image pulls. */
  readonly use: 'agent' | 'hub' | 'registry';
  /** Path of the key, for sentences and tables. */
  readonly path: string;
  /** The file that `node` points into. */
  readonly text: string;
  readonly node: TomlString;
}
