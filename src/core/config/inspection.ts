import type { TomlTable } from '#core/toml/node.ts';
import type { ConfigContext } from './context.ts';
import { pathText, report, type ConfigFinding, type Inspection } from './finding.ts';
import { inspectTable } from './inspect-keys.ts';
import { inspectLog, inspectPlaceholders } from './inspect-text.ts';
import { readConfig } from './read-config.ts';
import { ignoresCase, newestRelease, readsToml11, releaseName } from './releases.ts';
import type { ConfigFile, TableSchema } from './schema/schema.ts';
import { pointAt } from '#core/text/span.ts';
import type { Lookup } from './values.ts';

export interface OpenInspection {
  readonly inspection: Inspection;
  /** Absent when the text is not TOML: there is nothing more to check. */
  readonly lookup?: Lookup;
}

/** Begins the check of one file with everything that both files have in common. */
export function inspect(
  file: ConfigFile,
  schema: TableSchema,
  text: string,
  context: ConfigContext,
): OpenInspection {
  const reading = readConfig(file, text);
  const inspection: Inspection = { file, text, context, findings: [] };
  for (const finding of reading.diagnostics) inspection.findings.push(syntaxFinding(finding, file, context));
  if (reading.view === undefined) return { inspection };
  const { root, quoted } = reading.view;
  for (const { path, member } of quoted) {
    report(
      inspection,
      'config/quoted-path',
      path,
      member.keySpan,
      `The guest reads "${member.key}" as the path ${pathText(path)}; other TOML readers do not.`,
      { hint: `Write the table header and the key ${String(path.at(-1))} below it.` },
    );
  }
  inspectTable(inspection, schema, schema, root, [], pointAt(0));
  inspectPlaceholders(inspection, schema, root);
  const lookup = lookupOf(root, context);
  inspectLog(inspection, lookup);
  return { inspection, lookup };
}

export function lookupOf(root: TomlTable, context: ConfigContext): Lookup {
  return { root, ignoreCase: ignoresCase(context.release ?? newestRelease) };
}

const newerSyntaxWhy =
  'Guest releases before v0.17.0 and every reader written for TOML 1.0, kubectl coco among them, refuse the file.';

function syntaxFinding(
  finding: ConfigFinding | Omit<ConfigFinding, 'path' | 'failsAt'>,
  file: ConfigFile,
  context: ConfigContext,
): ConfigFinding {
  const reader = file === 'aa.toml' ? 'The Attestation Agent' : 'The Confidential Data Hub';
  if (finding.code !== 'toml/newer-syntax') {
    return {
      ...finding,
      path: '',
      failsAt: 'parse',
      why: `${reader} stops at start, and the pod does not come up.`,
    };
  }
  const release = context.release ?? newestRelease;
  const refused = !readsToml11(release);
  return {
    ...finding,
    path: '',
    failsAt: refused ? 'parse' : 'never',
    severity: refused || context.profile.cococtl ? 'error' : finding.severity,
    why: refused
      ? `${releaseName(release)} refuses the file: ${reader.toLowerCase()} stops at start.`
      : newerSyntaxWhy,
  };
}
