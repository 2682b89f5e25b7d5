/** What was looked at, and against what, so that an empty list of findings claims no more than was checked. */
import type { Outline } from '#core/initdata/outline.ts';
import { platformOf } from '#core/platform/platform.ts';
import { releaseName } from '#core/config/releases.ts';
import type { AnalysisContext, CheckRun, ManifestFacts } from './analysis.ts';
import type { EngineCheck } from './engine.ts';
import { engineOf } from './guest-engine.ts';

export function checksRun(
  outline: Outline | undefined,
  manifest: string,
  facts: ManifestFacts,
  context: AnalysisContext,
  engine: EngineCheck,
): readonly CheckRun[] {
  const has = (key: string) => outline?.entries.some((entry) => entry.key === key) ?? false;
  const guest = releaseName(context.release);
  const needsText = 'the document is not UTF-8';
  const needsBoth = 'needs both aa.toml and cdh.toml';
  return [
    run(
      'initdata.toml: TOML, version, algorithm and entries as each consumer reads them',
      outline ? undefined : needsText,
    ),
    run(`aa.toml: keys and values as ${guest} reads them`, absent(has('aa.toml'), 'aa.toml')),
    run(`cdh.toml: keys and values as ${guest} reads them`, absent(has('cdh.toml'), 'cdh.toml')),
    run(
      'aa.toml and cdh.toml agree with each other',
      has('aa.toml') && has('cdh.toml') ? undefined : needsBoth,
    ),
    run('certificates: form, dates and use, by this machine’s clock', outline ? undefined : needsText),
    run('secret material by its known forms, in every entry', outline ? undefined : needsText),
    run(
      `policy.rego: as ${engineOf(context).name} reads and prepares it; no request is decided`,
      engine.kind === 'no-engine'
        ? 'the policy engine could not be loaded'
        : absent(has('policy.rego'), 'policy.rego'),
    ),
    run(`the digest’s fit to ${platformOf(context.platform).name}`, outline ? undefined : needsText),
    run('pod manifest: place and key of the annotation, runtime class', manifestReason(manifest, facts)),
  ];
}

function run(name: string, skipped: string | undefined): CheckRun {
  return skipped === undefined ? { name } : { name, skipped };
}

function absent(there: boolean, key: string): string | undefined {
  return there ? undefined : `the document has no readable ${key}`;
}

function manifestReason(manifest: string, { parsed, pods }: ManifestFacts): string | undefined {
  if (manifest.trim() === '') return 'no manifest was given';
  if (!parsed) return 'the manifest does not parse';
  return pods.length === 0 ? 'the manifest has no pod' : undefined;
}
