import type { Span } from '#core/text/span.ts';

export interface NamedSecret {
  readonly key: string;
  /** The value with its quotes. */
  readonly span: Span;
}

const telling = /pass(?:word|wd|phrase)|secret|token|api[_-]?key|access[_-]?key|private[_-]?key/gi;

/** What follows a key: `= "value"`, `: value`, `": "value"`, also with the quotes escaped inside another string. */
const assigned =
  /(?:\\?["'])?[ \t]{0,16}(?::=|=(?!=)|:(?!=))[ \t]{0,16}("(?:[^"\\\n]|\\.){1,512}"|\\"[^"\\\n]{1,512}\\"|'[^'\n]{1,512}'|[^\s"'#,{}[\]][^\s#,{}]{0,511})/y;

/** Keys of our own files and of Kubernetes whose names sound like secrets and whose values are none. */
const harmless =
  /^(?:token_configs.*|skip_sealed_secret_verification|secret_?name|secret_?key_?ref|secret_?ref|image_?pull_?secrets|automount.*|service_?account_?token|token_?expiration.*|.*[_-](?:uri|url|path|file|dir|name|type|ttl|algorithm)|.*(?:Path|File|Name|Ref|Type))$/i;

/** What is no secret by itself: words for one, references, placeholders, booleans, numbers, paths, URIs. */
const literalFree =
  /^(?:$|true$|false$|null$|none$|~$|[0-9.]{1,6}$|\$|<|\{\{|\/|file:|kbs(?:\+[a-z0-9.+-]+)?:|https?:\/\/[^@]*$|sealed\.|your-|change-?me|\*+$|x+$|input\b|data\b)/i;

/** Keys that name a secret and have a literal value. */
export function* namedSecretsIn(text: string): Generator<NamedSecret> {
  let done = 0;
  for (const match of text.matchAll(telling)) {
    if (match.index < done) continue;
    const from = startOfKey(text, match.index);
    const to = endOfKey(text, match.index + match[0].length);
    done = to;
    const key = text.slice(from, to);
    if (to - from > 64 || harmless.test(key) || text.charAt(from - 1) === '/') continue;
    assigned.lastIndex = to;
    const value = assigned.exec(text)?.[1];
    if (value === undefined || !isLiteral(value)) continue;
    done = assigned.lastIndex;
    yield { key, span: { from: done - value.length, to: done } };
  }
}

function isLiteral(value: string): boolean {
  const bare = value.replace(/^\\?["']|\\?["']$/g, '');
  const quoted = value !== bare;
  return !literalFree.test(bare) && (quoted || !/[().|]|^[=>~!&*]/.test(bare));
}

function startOfKey(text: string, at: number): number {
  let from = at;
  while (from > 0 && at - from < 65 && isKeyCharacter(text.charCodeAt(from - 1))) from--;
  return from;
}

function endOfKey(text: string, at: number): number {
  let to = at;
  while (to - at < 65 && isKeyCharacter(text.charCodeAt(to))) to++;
  return to;
}

/** Letters, digits, underscore, hyphen and dot. */
function isKeyCharacter(code: number): boolean {
  return (
    (code >= 0x61 && code <= 0x7a) ||
    (code >= 0x41 && code <= 0x5a) ||
    (code >= 0x30 && code <= 0x39) ||
    code === 0x5f ||
    code === 0x2d ||
    code === 0x2e
  );
}
