/** Turns the parser's one error into a finding of ours: a place with a length, a sentence, and a fix where one is sure. */
import type { TomlError } from 'smol-toml';
import { diagnostic, type Diagnostic, type Fix, type SourceName } from '../diagnostics/diagnostic.ts';
import { insertAt, replaceSpan, type TextEdit } from '../text/edit.ts';
import { pointAt, type Span } from '../text/span.ts';
import type { Scan, ScannedPair, Statement } from './scan.ts';
import { contentSpan, escapesIn, isBasic, isMultiline, type StringPlace } from './strings.ts';

interface Failure {
  readonly text: string;
  readonly source: SourceName;
  readonly scan: Scan;
  /** Where the parser stopped. */
  readonly offset: number;
  /** The parser's words, without its excerpt of the text. */
  readonly words: string;
}

/** The finding for an error of the parser. `scan` is of the same text and may know the statement better. */
export function syntaxFinding(text: string, source: SourceName, scan: Scan, error: TomlError): Diagnostic {
  const words = (error.message.split('\n', 1)[0] ?? '').replace('Invalid TOML document: ', '');
  const failure = { text, source, scan, offset: offsetOf(text, error.line, error.column), words };
  return (
    carriageReturn(failure) ??
    lostEnd(failure) ??
    unterminated(failure) ??
    controlCharacter(failure) ??
    badEscape(failure) ??
    duplicate(failure) ??
    tooDeep(failure) ??
    foreignCharacter(failure) ??
    unquotedValue(failure) ??
    afterValue(failure) ??
    plainSyntax(failure)
  );
}

/** The parser counts lines by LF and columns in code units, both from 1. */
function offsetOf(text: string, line: number, column: number): number {
  let start = 0;
  for (let passed = 1; passed < line; passed++) {
    const feed = text.indexOf('\n', start);
    if (feed === -1) break;
    start = feed + 1;
  }
  return Math.min(start + column - 1, text.length);
}

function carriageReturn({ text, source, offset, words }: Failure): Diagnostic | undefined {
  if (text.charAt(offset) !== '\r' || text.charAt(offset + 1) === '\n') return undefined;
  const span = { from: offset, to: text.lastIndexOf('\r') + 1 };
  const mended = text.slice(span.from, span.to).replaceAll(/\r(?!\n|$)|\r$/g, '\n');
  return diagnostic(
    'toml/lone-carriage-return',
    source,
    { from: offset, to: offset + 1 },
    `A carriage return stands here without the line feed that TOML asks for (parser: ${words}).`,
    {
      hint: 'Use LF line ends; a carriage return that belongs to a value is written \\r in a """ string.',
      fix: fixOf(source, 'Turn lone carriage returns into line feeds', [replaceSpan(span, mended)]),
    },
  );
}

/** The scan found a string that runs into the next entry: wherever the parser stumbled later, this is why. */
function lostEnd(failure: Failure): Diagnostic | undefined {
  const { scan, offset, text } = failure;
  const open = openStringBefore(scan, offset);
  if (open === undefined || open.to === text.length || text.charAt(open.to - 1) !== '\n') return undefined;
  return withoutEnd(failure, open, 'the next key');
}

function unterminated(failure: Failure): Diagnostic | undefined {
  const { text, scan, offset, words } = failure;
  const atLineEnd = offset >= text.length || /^\r?\n/.test(text.slice(offset, offset + 2));
  const inString = words.startsWith('control') && words.endsWith('strings') && atLineEnd;
  if (words !== 'unfinished string' && !inString) return undefined;
  const open = openStringBefore(scan, offset) ?? { from: offset, to: Math.min(offset + 1, text.length) };
  const multiline = text.startsWith(text.charAt(open.from).repeat(3), open.from);
  return withoutEnd(failure, open, multiline ? 'the end of the text' : 'the end of its line');
}

function withoutEnd({ text, source, words }: Failure, open: Span, before: string): Diagnostic {
  const multiline = text.startsWith(text.charAt(open.from).repeat(3), open.from);
  const quotes = text.slice(open.from, open.from + (multiline ? 3 : 1));
  return diagnostic(
    'toml/unterminated-string',
    source,
    multiline ? { from: open.from, to: open.from + 3 } : open,
    `The string that begins here has no closing ${quotes} before ${before} (parser: ${words}).`,
    {
      hint: multiline ? `Close it with ${quotes} on a line of its own.` : `Close it with ${quotes}.`,
      fix: fixOf(source, `Close the string with ${quotes}`, [
        insertAt(open.to, multiline ? closingLines(text, open.to, quotes) : quotes),
      ]),
    },
  );
}

/** A multi-line string is closed on a line of its own, above whatever follows. */
function closingLines(text: string, end: number, quotes: string): string {
  const ownLine = text.charAt(end - 1) === '\n' ? '' : '\n';
  return `${ownLine}${quotes}\n`;
}

function openStringBefore(scan: Scan, offset: number): Span | undefined {
  let found: Span | undefined;
  for (const statement of scan.statements) {
    if (statement.span.from > offset) break;
    if (statement.kind === 'pair' && statement.value.kind === 'string' && !statement.value.closed) {
      found = statement.value.span;
    }
  }
  return found;
}

function controlCharacter({ text, source, scan, offset, words }: Failure): Diagnostic | undefined {
  const code = text.charCodeAt(offset);
  if (!(code < 0x20 && code !== 0x09 && code !== 0x0a) && code !== 0x7f) return undefined;
  const span = { from: offset, to: offset + 1 };
  const string = stringAround(scan, offset);
  const escaped = `\\u${code.toString(16).padStart(4, '0')}`;
  const fix =
    string !== undefined && isBasic(string.form)
      ? fixOf(source, `Write it as ${escaped}`, [replaceSpan(span, escaped)])
      : fixOf(source, 'Remove the character', [replaceSpan(span, '')]);
  return diagnostic(
    'toml/control-character',
    source,
    span,
    `The control character ${nameOf(code)} is not allowed in TOML (parser: ${words}).`,
    {
      hint:
        code === 0
          ? 'A NUL between all characters means that the text was UTF-16.'
          : `Remove it, or write ${escaped} in a double-quoted string.`,
      fix,
    },
  );
}

function nameOf(code: number): string {
  return `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
}

function badEscape({ text, source, scan, offset, words }: Failure): Diagnostic | undefined {
  if (!words.includes('escape')) return undefined;
  const string = stringAround(scan, offset);
  if (string === undefined) return undefined;
  const bad = [...escapesIn(text, contentSpan(text, string), string.form)].filter(({ known }) => !known);
  const first = bad[0];
  if (first === undefined) return undefined;
  const span = { from: first.at, to: Math.min(first.at + 2, text.length) };
  const rest = bad.length === 1 ? '' : ` There are ${bad.length} of them in this string.`;
  return diagnostic(
    'toml/bad-escape',
    source,
    span,
    `"${text.slice(span.from, span.to)}" is no escape that TOML knows (parser: ${words}).`,
    {
      hint: `Double the backslash, or put the value between ''' where backslashes are plain.${rest}`,
      fix: fixOf(
        source,
        bad.length === 1 ? 'Double the backslash' : `Double ${bad.length} backslashes`,
        bad.map(({ at }) => insertAt(at, '\\')),
      ),
    },
  );
}

function stringAround(scan: Scan, offset: number): StringPlace | undefined {
  const statement = statementAt(scan, offset);
  if (statement?.kind !== 'pair') return undefined;
  const { value } = statement;
  return value.kind === 'string' && value.span.from <= offset && offset <= value.span.to ? value : undefined;
}

function statementAt(scan: Scan, offset: number): Statement | undefined {
  let found: Statement | undefined;
  for (const statement of scan.statements) {
    if (statement.span.from > offset) break;
    found = statement;
  }
  return found;
}

function duplicate({ source, scan, offset, words, text }: Failure): Diagnostic | undefined {
  if (!words.startsWith('trying to redefine')) return undefined;
  const statement = statementAt(scan, offset);
  if (statement === undefined || statement.kind === 'broken') return undefined;
  const from = statement.key[0]?.span.from ?? statement.span.from;
  const to = statement.key.at(-1)?.span.to ?? statement.span.to;
  const written = text.slice(from, to);
  const first = firstOf(scan, statement);
  const what = statement.kind === 'header' ? `The table [${written}]` : `The key ${written}`;
  return diagnostic(
    'toml/duplicate-key',
    source,
    { from, to },
    `${what} is defined a second time (parser: ${words}).`,
    {
      hint: 'Keep one of them; TOML does not merge them and takes neither the first nor the last.',
      ...(first === undefined
        ? {}
        : { related: [{ source, span: first.span, message: 'The first definition is here.' }] }),
      ...(first !== undefined && isRemovable(scan, statement, first)
        ? { fix: fixOf(source, `Remove this second ${written}`, [replaceSpan(statement.lines, '')]) }
        : {}),
    },
  );
}

/** A second header of the table that is open anyway says nothing; one of another table moves what follows. */
function isRemovable(scan: Scan, statement: Statement, first: Statement): boolean {
  if (statement.kind === 'pair') return true;
  const headers = scan.statements.filter(({ kind }) => kind === 'header');
  return headers[headers.indexOf(statement) - 1] === first;
}

function firstOf(scan: Scan, duplicateOf: Statement): Statement | undefined {
  let header: readonly string[] = [];
  const seen = new Map<string, Statement>();
  for (const statement of scan.statements) {
    if (statement.kind === 'broken') continue;
    const names = statement.key.map(({ name }) => name);
    if (statement.kind === 'header') header = names;
    const path = JSON.stringify(statement.kind === 'header' ? names : [...header, ...names]);
    const first = seen.get(path);
    if (statement === duplicateOf) return first;
    if (first === undefined) seen.set(path, statement);
  }
  return undefined;
}

function tooDeep({ source, offset, words }: Failure): Diagnostic | undefined {
  if (!words.includes('nested')) return undefined;
  const span = { from: offset, to: offset + 1 };
  return diagnostic(
    'toml/too-deep',
    source,
    span,
    `Arrays or tables are nested too deeply here (parser: ${words}).`,
  );
}

/** Characters that look like TOML's own and come from word processors and web pages. */
const lookalikes: Readonly<Record<string, string>> = {
  '\u201c': '"',
  '\u201d': '"',
  '\u201e': '"',
  '\u00ab': '"',
  '\u00bb': '"',
  '\u2018': "'",
  '\u2019': "'",
  '\u00a0': ' ',
  '\u202f': ' ',
  '\u3000': ' ',
  '\u200b': '',
  '\ufeff': '',
};

function foreignCharacter({ text, source, offset, words }: Failure): Diagnostic | undefined {
  const character = text.charAt(offset);
  const meant = lookalikes[character];
  if (meant === undefined) return undefined;
  const end = text.indexOf('\n', offset);
  const line = text.slice(offset, end === -1 ? text.length : end);
  const edits: TextEdit[] = [];
  for (let index = 0; index < line.length; index++) {
    const replacement = lookalikes[line.charAt(index)];
    if (replacement === undefined) continue;
    edits.push(replaceSpan({ from: offset + index, to: offset + index + 1 }, replacement));
  }
  const name = nameOf(character.charCodeAt(0));
  const what =
    meant === '"' || meant === "'"
      ? `The typographic quote ${character} (${name}) starts no TOML string`
      : `The character ${name} looks like ${meant === '' ? 'nothing' : 'a space'} and is not allowed here`;
  return diagnostic('toml/syntax', source, { from: offset, to: offset + 1 }, `${what} (parser: ${words}).`, {
    hint: 'It usually comes from a web page or a word processor.',
    fix: fixOf(source, 'Use the plain character', edits),
  });
}

function unquotedValue({ text, source, scan, offset, words }: Failure): Diagnostic | undefined {
  const statement = statementAt(scan, offset);
  if (statement?.kind !== 'pair' || statement.value.kind !== 'bare') return undefined;
  const { span } = statement.value;
  if (offset < span.from || offset > span.to || words.startsWith('each key-value')) return undefined;
  const written = text.slice(span.from, span.to);
  if (written === '') {
    const to = statement.span.to;
    return diagnostic(
      'toml/syntax',
      source,
      { from: statement.span.from, to },
      `The key ${keyText(text, statement)} has no value (parser: ${words}).`,
      {
        hint: 'Write a string between double quotes after the equals sign.',
        fix: fixOf(source, 'Give it an empty string', [
          insertAt(span.from, `${spaceBefore(text, span.from)}""`),
        ]),
      },
    );
  }
  const quotable = !placeholder.test(written) && !/["'\\]|[^\P{Cc}\t]/u.test(written);
  return diagnostic(
    'toml/syntax',
    source,
    span,
    `The value of ${keyText(text, statement)} is neither quoted nor a number, date or boolean (parser: ${words}).`,
    {
      hint: 'Text values stand between double quotes.',
      ...(quotable
        ? { fix: fixOf(source, `Quote it: "${written}"`, [replaceSpan(span, `"${written}"`)]) }
        : {}),
    },
  );
}

/** What a template leaves behind; quoting it would only hide that it was never filled in. */
const placeholder = /^(?:<.*>|\$[({\w].*|\{\{.*)$/;

function spaceBefore(text: string, offset: number): string {
  return /\s/.test(text.charAt(offset - 1)) ? '' : ' ';
}

function keyText(text: string, pair: ScannedPair): string {
  return text.slice(pair.span.from, pair.key.at(-1)?.span.to ?? pair.span.to);
}

function afterValue({ text, source, scan, offset, words }: Failure): Diagnostic | undefined {
  if (!words.startsWith('each key-value')) return undefined;
  const broken = scan.statements.findIndex(
    ({ kind, span }) => kind === 'broken' && span.from <= offset && offset <= span.to,
  );
  const before = scan.statements[broken - 1];
  const rest = scan.statements[broken];
  if (rest === undefined || before === undefined || before.kind === 'broken') return undefined;
  const multiline =
    before.kind === 'pair' && before.value.kind === 'string' && isMultiline(before.value.form);
  const quotes = multiline ? text.slice(before.span.to - 3, before.span.to) : '';
  return diagnostic(
    'toml/syntax',
    source,
    rest.span,
    multiline
      ? `The ${quotes} before this place ended the value of ${keyText(text, before)}, and text follows (parser: ${words}).`
      : `Text follows where the line should end (parser: ${words}).`,
    {
      hint: multiline
        ? `A ${quotes} inside the content ends it early; such content needs the other form of string, or escapes.`
        : 'Put each key on a line of its own.',
      ...(multiline
        ? {
            related: [
              {
                source,
                span: { from: before.span.to - 3, to: before.span.to },
                message: `This ${quotes} ended it.`,
              },
            ],
          }
        : {}),
    },
  );
}

function plainSyntax({ text, source, scan, offset, words }: Failure): Diagnostic {
  const broken = scan.statements.find(
    ({ kind, span }) => kind === 'broken' && span.from <= offset && offset <= span.to,
  );
  const span =
    broken?.span ?? (offset < text.length ? { from: offset, to: offset + 1 } : pointAt(text.length));
  const line = text.slice(span.from, Math.min(span.to, span.from + 200));
  if (line.startsWith('```')) {
    const fences = [...text.matchAll(/^```.*(?:\r?\n|$)/gm)].map(({ index, 0: whole }) =>
      replaceSpan({ from: index, to: index + whole.length }, ''),
    );
    return diagnostic(
      'toml/syntax',
      source,
      span,
      `The fence of a Markdown block was copied along (parser: ${words}).`,
      {
        fix: fixOf(source, 'Remove the Markdown fences', fences),
      },
    );
  }
  const unquoted = /^([^\s"'=[\]{}#][^"'=[\]{}#]*?)[ \t]*=/.exec(line)?.[1];
  if (broken !== undefined && unquoted !== undefined) {
    const key = { from: span.from, to: span.from + unquoted.length };
    return diagnostic('toml/syntax', source, key, `The key ${unquoted} needs quotes (parser: ${words}).`, {
      hint: 'Without quotes a key has letters, digits, - and _ only.',
      fix: fixOf(source, 'Put the key between quotes', [
        replaceSpan(key, `"${unquoted.replaceAll('\\', '\\\\')}"`),
      ]),
    });
  }
  return diagnostic('toml/syntax', source, span, plainMessage(broken === undefined ? '' : line, line, words));
}

/** @param statement the line where it is known to be a statement that could not be read, else empty */
function plainMessage(statement: string, line: string, words: string): string {
  if (/^[\w"'.-]+[ \t]+\S/.test(statement) && !statement.includes('=')) {
    return `There is no equals sign between key and value (parser: ${words}).`;
  }
  if (/^(?:[\w.-]+|"[^"]*"|'[^']*')\s*$/.test(statement)) {
    return `This line has a key and no value (parser: ${words}).`;
  }
  if (/^\{\s*(?:"|$)/.test(line)) {
    return `This looks like JSON; every component reads Init-Data and its configuration as TOML (parser: ${words}).`;
  }
  return `This is not TOML (parser: ${words}).`;
}

function fixOf(source: SourceName, title: string, edits: readonly TextEdit[]): Fix {
  return { title, source, edits };
}
