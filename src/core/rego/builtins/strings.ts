/** Builtins on strings but for `sprintf` and regular expressions. */
import { bigIntOf, displayNumber, subtractNumbers } from '../value/number.ts';
import { compareNumbers, isArray, isSet, membersOf, type RegoNumber, type Value } from '../value/value.ts';
import {
  define,
  numberArgument,
  objectArgument,
  signed64,
  strictly,
  stringArgument,
  stringsArgument,
} from './arguments.ts';
import { type Builtin, type BuiltinContext, BuiltinError } from './builtin.ts';
import { isWhiteSpace, placesOf, replaceText, sliceCharacters, trimCharacters } from './characters.ts';

function unary(name: string, change: (text: string) => string, called = name): Builtin {
  return define({
    name,
    arity: 1,
    called,
    evaluate: ([text]) => change(stringArgument(called, text, 0)),
  });
}

function binary(name: string, join: (a: string, b: string) => Value, called = name): Builtin {
  return define({
    name,
    arity: 2,
    called,
    evaluate: ([a, b]) => {
      const first = stringArgument(called, a, 0);
      return join(first, stringArgument(called, b, 1));
    },
  });
}

function trimming(name: string, sides: { readonly start: boolean; readonly end: boolean }): Builtin {
  return binary(name, (text, cut) => trimCharacters(text, (character) => cut.includes(character), sides));
}

/** `strings.any_prefix_match` and `strings.any_suffix_match`. */
function anyMatch(name: string, matches: (text: string, part: string) => boolean): Builtin {
  return define({
    name,
    arity: 2,
    evaluate: ([search, base], context) => {
      const texts = oneOrMore(name, search, 0, context);
      if (texts === undefined) return undefined;
      const parts = oneOrMore(name, base, 1, context);
      if (parts === undefined) return undefined;
      context.spend(texts.length * parts.length);
      return texts.some((text) => parts.some((part) => matches(text, part)));
    },
  });
}

function oneOrMore(
  name: string,
  value: Value,
  index: number,
  context: BuiltinContext,
): readonly string[] | undefined {
  if (typeof value === 'string') return [value];
  if (isArray(value) || isSet(value)) return stringsArgument(name, value, index);
  return strictly(context, `\`${name}\` expects string/array[string]/set[string] argument.`, 0);
}

const radixes: ReadonlySet<number | undefined> = new Set([2, 8, 10, 16]);

/** Digits of the magnitude without its fraction; none for a float that is too large to have exact ones. */
function digitsOf(number: RegoNumber, radix: number): string {
  const whole = typeof number === 'number' ? Math.floor(number) : number;
  return radix === 10 ? displayNumber(whole) : (bigIntOf(whole)?.toString(radix) ?? '');
}

export const stringBuiltins: readonly Builtin[] = [
  define({
    name: 'concat',
    arity: 2,
    evaluate: ([delimiter, collection]) => {
      const between = stringArgument('concat', delimiter, 0);
      return stringsArgument('concat', collection, 1).join(between);
    },
  }),
  binary('contains', (text, part) => text.includes(part)),
  binary('startswith', (text, part) => text.startsWith(part)),
  binary('endswith', (text, part) => text.endsWith(part)),
  define({
    name: 'format_int',
    arity: 2,
    evaluate: ([value, base], context) => {
      const number = numberArgument('format_int', value, 0);
      const radix = signed64(numberArgument('format_int', base, 1));
      if (radix === undefined || !radixes.has(radix)) {
        return strictly(context, '`format_int` expects base to be one of 2, 8, 10, 16', 1);
      }
      const negative = compareNumbers(number, 0) < 0;
      const magnitude = negative ? subtractNumbers(0, number) : number;
      return (negative ? '-' : '') + digitsOf(magnitude, radix);
    },
  }),
  // The place in code points, -1 for none; an empty text is nowhere in an empty text.
  binary('indexof', (text, part) => placesOf(part, text, 1)[0] ?? -1),
  binary('indexof_n', (text, part) => placesOf(part, text, Number.POSITIVE_INFINITY)),
  unary('lower', (text) => text.toLowerCase()),
  unary('upper', (text) => text.toUpperCase()),
  define({
    name: 'replace',
    arity: 3,
    evaluate: ([text, old, replacement]) => {
      const whole = stringArgument('replace', text, 0);
      const from = stringArgument('replace', old, 1);
      return replaceText(whole, from, stringArgument('replace', replacement, 2));
    },
  }),
  binary(
    'split',
    (text, delimiter) => (delimiter === '' ? Array.from(text) : text.split(delimiter)),
    'replace',
  ),
  anyMatch('strings.any_prefix_match', (text, part) => text.startsWith(part)),
  anyMatch('strings.any_suffix_match', (text, part) => text.endsWith(part)),
  define({
    name: 'strings.count',
    arity: 2,
    evaluate: ([text, part]) => {
      const whole = stringArgument('strings.count', text, 0);
      const sought = stringArgument('strings.count', part, 0);
      if (sought === '') throw new BuiltinError('window size must be non-zero', undefined, 'crash');
      let count = 0;
      for (let at = whole.indexOf(sought); at !== -1; at = whole.indexOf(sought, at + 1)) count += 1;
      return count;
    },
  }),
  define({
    name: 'strings.replace_n',
    arity: 2,
    called: 'trim',
    evaluate: ([patterns, value], context) => {
      const object = objectArgument('trim', patterns, 0);
      let text = stringArgument('trim', value, 1);
      // One after the other in the order of the keys, so a replacement may be replaced again.
      for (const [old, replacement] of membersOf(object)) {
        if (typeof old !== 'string' || typeof replacement !== 'string') {
          throw new BuiltinError('`trim` expects string keys and values in pattern object.', 0);
        }
        text = replaceText(text, old, replacement);
        context.spend(text.length);
      }
      return text;
    },
  }),
  unary('strings.reverse', (text) => Array.from(text).toReversed().join(''), 'reverse'),
  define({
    name: 'substring',
    arity: 3,
    evaluate: ([text, offset, length], context) => {
      const whole = stringArgument('substring', text, 0);
      const from = signed64(numberArgument('substring', offset, 1));
      const count = signed64(numberArgument('substring', length, 2));
      if (from !== undefined && from < 0) return strictly(context, 'negative offset', 1);
      if (from === undefined || count === undefined) return '';
      return sliceCharacters(whole, from, count < 0 ? whole.length : count);
    },
  }),
  trimming('trim', { start: true, end: true }),
  trimming('trim_left', { start: true, end: false }),
  trimming('trim_right', { start: false, end: true }),
  binary('trim_prefix', (text, prefix) => (text.startsWith(prefix) ? text.slice(prefix.length) : text)),
  binary('trim_suffix', (text, suffix) =>
    text.endsWith(suffix) ? text.slice(0, text.length - suffix.length) : text,
  ),
  unary('trim_space', (text) => trimCharacters(text, isWhiteSpace, { start: true, end: true })),
];
