import { parseToml } from '#core/toml/document.ts';
import type { Diagnostic } from '#core/diagnostics/diagnostic.ts';
import type { TomlTable } from '#core/toml/node.ts';
import type { ConfigFile } from './schema/schema.ts';
import { guestView, type GuestView } from './view.ts';

export interface ConfigReading {
  readonly file: ConfigFile;
  readonly text: string;
  /** The file as plain TOML; absent when it is none. */
  readonly plain?: TomlTable;
  /** The file as the guest sees it. */
  readonly view?: GuestView;
  /** What the TOML parser had to say. */
  readonly diagnostics: readonly Diagnostic[];
}

const latest = new Map<ConfigFile, ConfigReading>();

/**
 * Reads one of the two files. The last reading of each file is kept, because several checks and the quick form ask for
 * the same text in a row.
 */
export function readConfig(file: ConfigFile, text: string): ConfigReading {
  const known = latest.get(file);
  if (known?.text === text) return known;
  const { value, diagnostics } = parseToml(text, `entry:${file}`);
  const reading: ConfigReading = {
    file,
    text,
    diagnostics,
    ...(value === undefined ? {} : { plain: value, view: guestView(value) }),
  };
  latest.set(file, reading);
  return reading;
}
