/** Texts as they are called on screen, and which editor shows them. */
import type { SourceName } from '#core/diagnostics/diagnostic.ts';
import type { EditorTab } from '#state/view.ts';

const entryPrefix = 'entry:';

/** The file name a source goes by: `aa.toml`, `initdata.toml`, `pod.yaml`. */
export function labelOfSource(source: SourceName): string {
  switch (source) {
    case 'initdata':
      return 'initdata.toml';
    case 'manifest':
      return 'pod.yaml';
    case 'annotation':
      return 'annotation';
    case 'image':
      return 'initdata.img';
    case 'resource-policy':
      return 'resource-policy.rego';
    case 'command':
      return 'command';
    default:
      return source.slice(entryPrefix.length);
  }
}

/** The key of the data entry that a source is the content of. */
export function entryKeyOf(source: SourceName): string | undefined {
  return source.startsWith(entryPrefix) ? source.slice(entryPrefix.length) : undefined;
}

export function entryTab(key: string): EditorTab {
  return `${entryPrefix}${key}`;
}

/** The language of a text by its name. */
export function languageOf(source: SourceName): 'rego' | 'toml' | 'yaml' | 'plaintext' {
  const label = labelOfSource(source);
  if (label.endsWith('.rego')) return 'rego';
  if (label.endsWith('.toml')) return 'toml';
  if (/\.ya?ml$/.test(label)) return 'yaml';
  return 'plaintext';
}
