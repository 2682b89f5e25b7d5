/**
 * How programs write Init-Data that they have parsed: comments are gone, strings get other delimiters, entries another
 * order, and so the digest is another. Each writer here gives the same bytes as the program it is named after.
 *
 * Sources: kata-containers src/libs/kata-types/src/initdata.rs (encode_initdata), toml_writer 1.2.0 src/string.rs,
 * toml 0.5.11 src/ser.rs, cococtl pkg/initdata/initdata.go (marshalInitData), go-toml 2.2.4 marshaler.go, BurntSushi/toml
 * 1.6.0 encode.go.
 */
import type { WriterId } from './comparison.ts';

export interface Rewritten {
  readonly version: string;
  readonly algorithm: string;
  /** In the order in which they are to be written. */
  readonly entries: readonly { readonly key: string; readonly content: string }[];
}

/** Writers that put entries into the order of their keys, whatever it was before. */
export const sortingWriters: readonly WriterId[] = ['cococtl', 'burntsushi', 'pelletier'];

/** The document as `writer` writes it; `undefined` where it cannot hold the content. */
export function writeAs(
  writer: WriterId,
  { version, algorithm, entries }: Rewritten,
  first: 'version' | 'algorithm' = 'version',
): string | undefined {
  const dialect = dialects[writer];
  const fields = [
    ['version', version],
    ['algorithm', algorithm],
  ] as const;
  const header = (first === 'version' ? fields : fields.toReversed())
    .map(([name, value]) => `${name} = ${dialect.string(value)}\n`)
    .join('');
  if (!dialect.holds(entries.map(({ content }) => content))) return undefined;
  return `${header}\n[data]\n${dialect.entries(entries)}`;
}

interface Dialect {
  readonly string: (text: string) => string;
  readonly entries: (entries: Rewritten['entries']) => string;
  /** Whether the writer keeps these contents; the ones that never look write a broken document. */
  readonly holds: (contents: readonly string[]) => boolean;
}

function lines(
  key: (text: string) => string,
  value: (text: string) => string,
  indent = '',
): Dialect['entries'] {
  return (entries) =>
    entries.map((entry) => `${indent}${key(entry.key)} = ${value(entry.content)}\n`).join('');
}

const anything = (): boolean => true;

const dialects: Readonly<Record<WriterId, Dialect>> = {
  'toml-1': { string: toml1String, entries: lines(toml1Key, toml1String), holds: anything },
  'toml-0.5-pretty': {
    string: toml05Pretty,
    entries: lines(toml05Key, toml05Pretty),
    holds: anything,
  },
  'toml-0.5': { string: toml05Basic, entries: lines(toml05Key, toml05Basic), holds: anything },
  burntsushi: {
    string: burntSushiString,
    entries: lines(burntSushiKey, burntSushiString, '  '),
    holds: anything,
  },
  pelletier: { string: pelletierString, entries: lines(pelletierKey, pelletierString), holds: anything },
  cococtl: {
    string: quoted,
    entries: (entries) =>
      entries.map(({ key, content }) => `\n${quoted(key)} = '''\n${withFinalNewline(content)}'''\n`).join(''),
    holds: hasNoTripleQuotes,
  },
  documentation: {
    string: quoted,
    entries: (entries) =>
      entries.map(({ key, content }) => `${quoted(key)} = '''\n${withFinalNewline(content)}'''\n`).join('\n'),
    holds: hasNoTripleQuotes,
  },
};

function hasNoTripleQuotes(contents: readonly string[]): boolean {
  return contents.every((content) => !content.includes("'''"));
}

function withFinalNewline(text: string): string {
  return text.endsWith('\n') ? text : `${text}\n`;
}

function quoted(text: string): string {
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}

const bareKey = /^[A-Za-z0-9_-]+$/;

// oxlint-disable-next-line no-control-regex -- the control characters that TOML strings must escape
const control = /[\u0000-\u0008\u000b-\u001f\u007f]/;

const shortEscapes: Readonly<Record<string, string>> = {
  '\b': '\\b',
  '\t': '\\t',
  '\n': '\\n',
  '\f': '\\f',
  '\r': '\\r',
  '"': '\\"',
  '\\': '\\\\',
};

/** Escapes control characters and what `also` matches; a tab is always escaped, as all these writers do. */
function escaped(text: string, also: RegExp, hex: (code: string) => string): string {
  let out = '';
  for (const character of text) {
    const code = character.charCodeAt(0);
    const isControl = (code < 0x20 && code !== 0x0a) || code === 0x7f;
    if (!isControl && !also.test(character)) out += character;
    else out += shortEscapes[character] ?? `\\u${hex(code.toString(16).padStart(4, '0'))}`;
  }
  return out;
}

const upper = (code: string): string => code.toUpperCase();
const lower = (code: string): string => code;

function runOf(text: string, quote: string): number {
  let longest = 0;
  let run = 0;
  for (const character of text) {
    run = character === quote ? run + 1 : 0;
    longest = Math.max(longest, run);
  }
  return longest;
}

function toml1String(text: string): string {
  if (/^[A-Za-z0-9_./ :-]*$/.test(text)) return `"${text}"`;
  const codes = control.test(text);
  const newline = text.includes('\n');
  const backslash = text.includes('\\');
  const double = runOf(text, '"');
  const single = runOf(text, "'");
  if (!codes && !backslash && double === 0 && !newline) return toml1Basic(text, false);
  if (!codes && single === 0 && !newline) return `'${text}'`;
  if (!codes && !backslash && double <= 2) return toml1Basic(text, true);
  if (!codes && single <= 2) return `'''${newline ? '\n' : ''}${text}'''`;
  return toml1Basic(text, newline);
}

/** In a multi-line string only the third quotation mark in a row is escaped. */
function toml1Basic(text: string, multiLine: boolean): string {
  if (!multiLine) return `"${escaped(text, /[\n"\\]/, upper)}"`;
  const body = escaped(text, /\\/, upper).replaceAll('"""', '""\\"');
  return `"""${text.includes('\n') ? '\n' : ''}${body}"""`;
}

function toml1Key(text: string): string {
  if (bareKey.test(text)) return text;
  // oxlint-disable-next-line no-control-regex -- as above, line ends included
  const codes = /[\u0000-\u0008\u000a-\u001f\u007f]/.test(text);
  if (!codes && !text.includes('\\') && !text.includes('"')) return toml1Basic(text, false);
  return !codes && !text.includes("'") ? `'${text}'` : toml1Basic(text, false);
}

function toml05Pretty(text: string): string {
  const newline = text.includes('\n');
  const single = runOf(text, "'");
  const pretty = !control.test(text) && single < 3 && !text.endsWith("'");
  if (pretty) {
    if (newline) return `'''\n${text}'''`;
    return single > 0 ? `'''${text}'''` : `'${text}'`;
  }
  return newline ? `"""\n${escaped(text, /["\\]/, upper)}"""` : toml05Basic(text);
}

function toml05Basic(text: string): string {
  return `"${escaped(text, /[\n"\\]/, upper)}"`;
}

function toml05Key(text: string): string {
  return bareKey.test(text) ? text : toml05Basic(text);
}

function burntSushiString(text: string): string {
  return `"${escaped(text, /[\n"\\]/, lower)}"`;
}

function burntSushiKey(text: string): string {
  return bareKey.test(text) ? text : burntSushiString(text);
}

function pelletierString(text: string): string {
  // oxlint-disable-next-line no-control-regex -- what its table calls invalid in ASCII
  const needsQuotes = /['\r\n\u0000-\u0008\u000b-\u001f\u007f]/.test(text);
  return needsQuotes ? `"${escaped(text, /[\n"\\]/, upper)}"` : `'${text}'`;
}

function pelletierKey(text: string): string {
  if (text === '') return "''";
  return bareKey.test(text) ? text : pelletierString(text);
}
