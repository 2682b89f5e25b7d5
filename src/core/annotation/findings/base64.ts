import {
  diagnostic,
  type Diagnostic,
  type DiagnosticDetails,
  type Fix,
} from '#core/diagnostics/diagnostic.ts';
import { pointAt, type Span } from '#core/text/span.ts';
import { encodeBase64, type Base64Reading, type WhitespaceKind } from '../base64.ts';
import type { AnnotationOutcome } from '../consumers.ts';
import { outcomesFor, wholeOf } from './common.ts';

const whitespaceNames = {
  lf: 'line feed',
  cr: 'carriage return',
  space: 'space',
  tab: 'tab',
  nbsp: 'no-break space',
  zwsp: 'zero-width space',
  bom: 'byte order mark',
} as const satisfies Record<WhitespaceKind, string>;

/** How a value departs from what every reader accepts, as far as its characters show. */
export function base64Findings(
  value: string,
  reading: Base64Reading,
  outcomes: readonly AnnotationOutcome[],
): readonly Diagnostic[] {
  // Symbols and padding that nobody finds fault with are no placeholder either.
  if (reading.strict === 'ok') return [];
  const consumers = outcomesFor(outcomes);
  if (value === '') {
    const message = 'The annotation is empty.';
    return [diagnostic('annotation/empty', 'annotation', wholeOf(value), message, { consumers })];
  }
  const placeholder = placeholderIn(value);
  if (placeholder !== undefined) {
    const message = `"${value.slice(placeholder.from, placeholder.to)}" is a placeholder, not a value.`;
    const hint =
      'Put the value itself here; a shell or template has to expand it before the manifest is applied.';
    return [diagnostic('annotation/placeholder', 'annotation', placeholder, message, { consumers, hint })];
  }
  // Behind a foreign character the text is not one value, and what is missing from it says nothing.
  if (reading.firstForeign !== undefined) {
    return [foreignFinding(value, reading.firstForeign, withFix({ consumers }, unquoted(value)))];
  }
  const details = withFix({ consumers }, cleanValue(value, reading));
  const found = [
    ...whitespaceFindings(value, reading, details),
    ...alphabetFindings(value, reading, details),
    ...paddingFindings(value, reading, details),
  ];
  return found.length > 0 ? found : spareBitsFindings(value, reading, details);
}

function foreignFinding(
  value: string,
  { offset, codePoint }: NonNullable<Base64Reading['firstForeign']>,
  details: DiagnosticDetails,
): Diagnostic {
  const number = codePoint.toString(16).toUpperCase().padStart(4, '0');
  const name = `${JSON.stringify(String.fromCodePoint(codePoint))} (U+${number})`;
  const message = `${name} at offset ${offset} is no character of base64.`;
  const hint = 'Copy the value alone, without key, quotes or what surrounds it.';
  return diagnostic('annotation/foreign-character', 'annotation', characterAt(value, offset), message, {
    ...details,
    hint,
  });
}

function whitespaceFindings(
  value: string,
  { whitespace }: Base64Reading,
  details: DiagnosticDetails,
): readonly Diagnostic[] {
  const hint = 'Encode with base64 -w0 and put the value on one line; a YAML block scalar adds a line break.';
  return whitespace.map(({ kind, count, first }) => {
    const name = whitespaceNames[kind];
    const message =
      count === 1
        ? `A ${name} stands at offset ${first}.`
        : `${count} times a ${name}, first at offset ${first}.`;
    return diagnostic('annotation/white-space', 'annotation', characterAt(value, first), message, {
      ...details,
      hint,
    });
  });
}

function alphabetFindings(
  value: string,
  { alphabet, firstUrlSafe }: Base64Reading,
  details: DiagnosticDetails,
): readonly Diagnostic[] {
  if (firstUrlSafe === undefined) return [];
  const message =
    alphabet === 'mixed'
      ? 'The value mixes the standard and the URL-safe alphabet.'
      : 'The value uses the URL-safe alphabet.';
  const hint = 'Replace - by + and _ by /.';
  const span = characterAt(value, firstUrlSafe);
  return [diagnostic('annotation/url-safe-alphabet', 'annotation', span, message, { ...details, hint })];
}

function paddingFindings(
  value: string,
  reading: Base64Reading,
  details: DiagnosticDetails,
): readonly Diagnostic[] {
  const message = paddingMessage(reading);
  if (message === undefined) return [];
  const { padding, firstPadding } = reading;
  const span =
    firstPadding !== undefined && (padding === 'inside' || padding === 'excess')
      ? characterAt(value, firstPadding)
      : pointAt(value.length);
  return [diagnostic('annotation/padding', 'annotation', span, message, details)];
}

function spareBitsFindings(
  value: string,
  { nonCanonicalAt }: Base64Reading,
  details: DiagnosticDetails,
): readonly Diagnostic[] {
  if (nonCanonicalAt === undefined) return [];
  const message = 'The last character carries bits that belong to no byte and are not zero.';
  const hint = 'Encode the bytes again.';
  const span = characterAt(value, nonCanonicalAt);
  return [diagnostic('annotation/non-canonical-bits', 'annotation', span, message, { ...details, hint })];
}

/** `details` with the fix when there is one. */
function withFix(details: DiagnosticDetails, fix: Fix | undefined): DiagnosticDetails {
  return fix === undefined ? details : { ...details, fix };
}

/** One character, all of it when it takes two code units. */
function characterAt(value: string, offset: number): Span {
  return { from: offset, to: offset + String.fromCodePoint(value.codePointAt(offset) ?? 0).length };
}

/** `${NAME}`, `$(command)`, `<what to put here>`, or a value that a guide cut with dots. */
function placeholderIn(value: string): Span | undefined {
  const text = value.trim();
  if (/^(?:\$\{[^}]*\}|\$\([^)]*\)|\$\w+|<[^<>]*>|\{\{.*\}\})$/s.test(text)) return wholeOf(value);
  const end = value.trimEnd();
  const dots = ['...', '\u2026'].find((sign) => end.endsWith(sign));
  return dots === undefined ? undefined : { from: end.length - dots.length, to: value.length };
}

function paddingMessage({ padding, paddingCharacters }: Base64Reading): string | undefined {
  switch (padding) {
    case 'ok':
    case 'none':
      return padding === 'ok' ? undefined : 'There is nothing but white space.';
    case 'missing':
      return 'The equals signs at the end are missing.';
    case 'partial':
      return 'One of two equals signs at the end is missing.';
    case 'excess':
      return `There are more equals signs at the end (${paddingCharacters}) than the value needs.`;
    case 'inside':
      return 'An equals sign stands inside the value, as if two values were joined.';
    case 'impossible-length':
      return 'The last character stands alone, so that at least one more was lost.';
  }
}

/** The same bytes as every reader wants them. */
function cleanValue(value: string, { strict, bytes }: Base64Reading): Fix | undefined {
  if (bytes === undefined || bytes.length === 0 || strict === 'ok') return undefined;
  return {
    title: 'Write the value on one line, in the standard alphabet and padded',
    source: 'annotation',
    edits: [{ span: wholeOf(value), insert: encodeBase64(bytes) }],
  };
}

function unquoted(value: string): Fix | undefined {
  const inner = /^\s*(?:"([\w+/=-]+)"|'([\w+/=-]+)'|`([\w+/=-]+)`|\u201c([\w+/=-]+)\u201d)\s*$/.exec(value);
  const text = inner?.slice(1).find((group) => group !== undefined);
  if (text === undefined) return undefined;
  return {
    title: 'Remove the quotation marks',
    source: 'annotation',
    edits: [{ span: wholeOf(value), insert: text }],
  };
}
