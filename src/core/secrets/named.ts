import type { Span } from '#core/text/span.ts';

export interface NamedSecret {
  readonly key: string;
  /** The value with its quotes. */
  readonly span: Span;
}

/** `key = "value"`, `key: value` and `"key": "value"`, one per line start or after a brace or comma. */
const assignment =
  /(?:^|[{,])[ \t]{0,64}(?:-[ \t]{1,8})?["']?([A-Za-z][A-Za-z0-9_.-]{2,63})["']?[ \t]{0,16}[:=][ \t]{0,16}("(?:[^"\\\n]|\\.){1,512}"|'[^'\n]{1,512}'|[^\s"'#,{}[\]][^\s#,{}]{0,511})/gm;

const telling = /pass(?:word|wd|phrase)|secret|token|api[_-]?key|access[_-]?key|private[_-]?key/i;

/** Keys of our own files and of Kubernetes whose names sound like secrets and whose values are none. */
const harmless =
  /^(?:token_configs|skip_sealed_secret_verification|secret_?name|secret_?key_?ref|secret_?ref|image_?pull_?secrets|automount.*|service_?account_?token|token_?expiration.*|.*_(?:uri|url|path|file|dir|name|type|ttl|algorithm)|.*(?:Path|File|Name|Ref|Type))$/i;

/** What is no secret by itself: words for one, references, placeholders, booleans, numbers, paths, URIs. */
const literalFree =
  /^(?:$|true$|false$|null$|none$|~$|[0-9.]{1,6}$|\$|<|\{\{|\/|file:|kbs(?:\+[a-z0-9.+-]+)?:|https?:\/\/[^@]*$|sealed\.|your-|change-?me|\*+$|x+$|input\b|data\b)/i;

/** Keys that name a secret and have a literal value. */
export function* namedSecretsIn(text: string): Generator<NamedSecret> {
  if (!telling.test(text)) return;
  for (const match of text.matchAll(assignment)) {
    const key = match[1] ?? '';
    const value = match[2] ?? '';
    if (!telling.test(key) || harmless.test(key)) continue;
    const bare = value.replace(/^["']|["']$/g, '');
    const quoted = value !== bare;
    if (literalFree.test(bare) || (!quoted && /[().]|^[=>~]/.test(bare))) continue;
    const from = match.index + match[0].length - value.length;
    yield { key, span: { from, to: from + value.length } };
  }
}
