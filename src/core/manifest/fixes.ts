/** Fixes of manifest findings: offered only when reading the result again confirms them. */
import type { Fix } from '#core/diagnostics/diagnostic.ts';
import type { TextEdit } from '#core/text/edit.ts';
import { confirmed, removeKey } from './edit.ts';
import type { NodePath } from './manifest.ts';
import type { ParsedYaml } from './yaml.ts';

/** Takes a key out of the map at `map`. */
export function removalFix(
  yaml: ParsedYaml,
  document: number,
  map: NodePath,
  key: string,
  title: string,
): { readonly fix?: Fix } {
  const removal = removeKey(yaml, document, map, key);
  return removal === undefined ? {} : fixOf(title, confirmed(yaml, removal.edits, [removal.change]));
}

/** A fix, or nothing for edits that could not be made. */
export function fixOf(title: string, edits: readonly TextEdit[] | undefined): { readonly fix?: Fix } {
  return edits === undefined ? {} : { fix: { title, source: 'manifest', edits } };
}
