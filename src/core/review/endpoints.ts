/** Where the attestation agent and the confidential data hub go, as their files say. */
import { readConfig } from '#core/config/read-config.ts';
import { textAt } from '#core/config/values.ts';
import type { Endpoint } from './review.ts';

const fields = [
  ['aa', 'aa.toml', ['token_configs', 'kbs', 'url']],
  ['aa', 'aa.toml', ['token_configs', 'coco_as', 'url']],
  ['cdh', 'cdh.toml', ['kbc', 'url']],
] as const;

/** The addresses in both files; none of a file that is not TOML. */
export function endpointsOf(texts: { readonly aa?: string; readonly cdh?: string }): readonly Endpoint[] {
  return fields.flatMap(([component, file, path]) => {
    const text = texts[component];
    const root = text === undefined ? undefined : readConfig(file, text).view?.root;
    const found = root === undefined ? undefined : textAt({ root, ignoreCase: false }, path);
    if (found === undefined) return [];
    const { value: url, node } = found;
    return [{ component, field: path.join('.'), url, source: `entry:${file}`, span: node.span }];
  });
}
