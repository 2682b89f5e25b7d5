/** Texts that config maps and secrets hold under their own keys. */
import { isMap } from 'yaml';
import type { Span } from '#core/text/span.ts';
import type { NodePath } from './manifest.ts';
import { nameOf, objectsOf } from './objects.ts';
import { checkSyntax } from './syntax.ts';
import { keyOf, nodeAtPath, parseYaml, resolved, spanOf, stringOf } from './yaml.ts';

export interface EmbeddedText {
  readonly kind: string;
  readonly name?: string;
  readonly namespace?: string;
  /** Of the map that holds the key. */
  readonly path: NodePath;
  readonly key: string;
  readonly content: string;
  readonly span: Span;
}

/** The values of `data` of config maps and of `stringData` of secrets. Never throws; empty for a text that is not YAML. */
export function embeddedTexts(text: string): readonly EmbeddedText[] {
  const yaml = parseYaml(text);
  if (checkSyntax(yaml).length > 0) return [];
  return objectsOf(yaml).flatMap((object) => {
    const field = object.kind === 'ConfigMap' ? 'data' : object.kind === 'Secret' ? 'stringData' : undefined;
    const data = field === undefined ? undefined : nodeAtPath(yaml, object.map, [field]);
    if (field === undefined || !isMap(data)) return [];
    const about = { kind: object.kind, ...nameOf(yaml, object.map), path: [...object.path, field] };
    return data.items.flatMap((pair) => {
      const key = keyOf(yaml, pair);
      const content = stringOf(resolved(yaml, pair.value));
      return key === undefined || content === undefined
        ? []
        : [{ ...about, key, content, span: spanOf(pair.value) }];
    });
  });
}
