/**
 * Puts a file's content into a TOML string and gets exactly the same content back. Only TOML 1.0 is written, because
 * peer pods, kubectl coco and older Kata releases read no more.
 */
import { pointAt, type Span } from '../text/span.ts';
import { decodeString, isMultiline, type StringForm } from '../toml/strings.ts';

/** Control characters that no literal string may hold: all but tab and line feed. */
const notLiteral = /[^\P{Cc}\t\n\u0080-\u009f]/u;

/**
 * The form for new content: a multi-line literal where nothing in the content forbids it, a multi-line basic string
 * otherwise. CRLF counts as forbidden: not every parser keeps it inside a literal.
 */
export function recommendedForm(content: string): 'ml-literal' | 'ml-basic' {
  return canHold('ml-literal', content) ? 'ml-literal' : 'ml-basic';
}

/** True when a string of this form can hold the content so that every parser reads it back unchanged. */
export function canHold(form: StringForm, content: string): boolean {
  switch (form) {
    case 'ml-literal':
      return !content.includes("'''") && !notLiteral.test(content);
    case 'literal':
      return !/['\n]/.test(content) && !notLiteral.test(content);
    case 'basic':
    case 'ml-basic':
      return true;
  }
}

/** The place of the first half of a surrogate pair that stands alone, which UTF-8 cannot hold; undefined if none does. */
export function loneSurrogateIn(content: string): Span | undefined {
  if (content.isWellFormed()) return undefined;
  const at = content.search(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/);
  return at === -1 ? pointAt(0) : { from: at, to: at + 1 };
}

/**
 * The right-hand side for `content` in a form that can hold it, delimiters included.
 *
 * @param lineEnd written after the opening delimiter of a multi-line form, where TOML drops it
 * @throws RangeError when the text would not read back as the content: a mistake of ours, as lone surrogates and forms
 *   that cannot hold the content are to be refused before.
 */
export function embedString(content: string, form: StringForm, lineEnd = '\n'): string {
  const quotes = quotesOf(form);
  const text = quotes + (isMultiline(form) ? lineEnd : '') + encodeContent(content, form) + quotes;
  if (decodeString(text, { span: { from: 0, to: text.length }, form }) !== content) {
    throw new RangeError(`content of ${content.length} does not survive as ${form}`);
  }
  return text;
}

export function quotesOf(form: StringForm): string {
  switch (form) {
    case 'basic':
      return '"';
    case 'literal':
      return "'";
    case 'ml-basic':
      return '"""';
    case 'ml-literal':
      return "'''";
  }
}

const shortEscapes: Readonly<Record<string, string>> = {
  '\b': '\\b',
  '\t': '\\t',
  '\n': '\\n',
  '\f': '\\f',
  '\r': '\\r',
  '"': '\\"',
  '\\': '\\\\',
};

/** The characters between the delimiters. In a multi-line basic string only quotes that would end it are escaped. */
export function encodeContent(content: string, form: StringForm): string {
  switch (form) {
    case 'literal':
    case 'ml-literal':
      return content;
    case 'basic':
      return content.replaceAll(/["\\]|[^\P{Cc}\u0080-\u009f]/gu, escapeOf);
    case 'ml-basic':
      return content.replaceAll(/"{3}|"$|\\|[^\P{Cc}\t\n\u0080-\u009f]/gu, (found) =>
        found === '"""' ? '""\\"' : escapeOf(found),
      );
  }
}

/** As `encodeContent`, with every double quote escaped: for a piece whose neighbours may be quotes. */
export function encodePiece(content: string, form: StringForm): string {
  if (form !== 'ml-basic') return encodeContent(content, form);
  return content.replaceAll(/["\\]|[^\P{Cc}\t\n\u0080-\u009f]/gu, escapeOf);
}

function escapeOf(character: string): string {
  return shortEscapes[character] ?? `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** A key as TOML writes it with quotes; entry names have dots, which a bare key may not have. */
export function quotedKey(name: string): string {
  return embedString(name, 'basic');
}
