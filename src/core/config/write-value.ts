/** A value that the quick form and the fixes write. */
export type TomlWritable = string | number | boolean | readonly string[];

/** A value as TOML 1.0 text. Texts of several lines become multi-line strings with the line ends of the file. */
export function writeTomlValue(value: TomlWritable, lineEnd: string): string {
  if (typeof value === 'string') return writeTomlString(value, lineEnd);
  return typeof value === 'object' ? writeList(value, lineEnd) : String(value);
}

function writeList(items: readonly string[], lineEnd: string): string {
  const written = items.map((item) => writeTomlString(item, lineEnd));
  return items.some((item) => item.includes('\n'))
    ? `[${lineEnd}${written.map((item) => `${item},`).join(lineEnd)}${lineEnd}]`
    : `[${written.join(', ')}]`;
}

/** A key, bare where TOML allows it. */
export function writeTomlKey(key: string): string {
  return /^[A-Za-z0-9_-]+$/.test(key) ? key : writeBasic(key);
}

function writeTomlString(value: string, lineEnd: string): string {
  const lines = value.split('\n');
  const plain =
    lineEnd === '\n' ? !value.includes('\r') : lines.slice(0, -1).every((line) => line.endsWith('\r'));
  if (lines.length < 2 || !plain) return writeBasic(value);
  return `"""${lineEnd}${escapeBasic(value, true)}"""`;
}

function writeBasic(value: string): string {
  return `"${escapeBasic(value, false)}"`;
}

const short: Readonly<Record<string, string>> = {
  '\b': '\\b',
  '\t': '\\t',
  '\n': '\\n',
  '\f': '\\f',
  '\r': '\\r',
  '"': '\\"',
  '\\': '\\\\',
};

function escapeBasic(value: string, keepLineEnds: boolean): string {
  let result = '';
  for (let index = 0; index < value.length; index++) {
    const character = value.charAt(index);
    const code = value.charCodeAt(index);
    const lineEnd = character === '\n' || (character === '\r' && value.charAt(index + 1) === '\n');
    if (keepLineEnds && lineEnd) result += character;
    else if (code < 0x20 || code === 0x7f || character === '"' || character === '\\') {
      result += short[character] ?? `\\u${code.toString(16).padStart(4, '0')}`;
    } else result += character;
  }
  return result;
}
