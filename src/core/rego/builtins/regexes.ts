/** `regex.*`. */
import type { BuiltinFeature } from '../profile.ts';
import { isInteger } from '../value/number.ts';
import type { Value } from '../value/value.ts';
import {
  findAll,
  findFirst,
  groupText,
  isMatch,
  type Regex,
  regexOf,
  replaceAll,
  splitText,
} from '../regex/regex.ts';
import type { Slots } from '../regex/search.ts';
import { define, numberArgument, signed64, stringArgument } from './arguments.ts';
import { type Builtin, type BuiltinContext, BuiltinError } from './builtin.ts';

function validRegex(pattern: string): Regex {
  const reading = regexOf(pattern);
  if (reading.kind === 'regex') return reading.regex;
  throw new BuiltinError('invalid regex', 0);
}

/** `regex.find_n` and its like: at most so many matches, all of them for a negative number. */
function finding(name: string, take: (text: string, match: Slots, regex: Regex) => Value): Builtin {
  return define({
    name,
    arity: 3,
    feature: 'regex',
    evaluate: ([pattern, value, limit], context) => {
      const source = stringArgument(name, pattern, 0);
      const text = stringArgument(name, value, 1);
      const wanted = numberArgument(name, limit, 2);
      const regex = validRegex(source);
      if (!isInteger(wanted)) throw new BuiltinError('n must be an integer', 2);
      const count = signed64(wanted) ?? -1;
      const found: Value[] = [];
      if (count === 0) return found;
      for (const match of findAll(regex, text, context.spend)) {
        if (found.push(take(text, match, regex)) === count) break;
      }
      return found;
    },
  });
}

/** Whether a pattern matches anywhere in a text. */
export function matching(name: string, feature: BuiltinFeature): Builtin {
  return define({
    name,
    arity: 2,
    feature,
    evaluate: ([pattern, value], context) => {
      const source = stringArgument(name, pattern, 0);
      const text = stringArgument(name, value, 1);
      return isMatch(validRegex(source), text, context.spend);
    },
  });
}

/** A text cut at a number of UTF-8 bytes, or undefined when that is within a character or beyond the end. */
function atByte(text: string, bytes: number): number | undefined {
  let left = bytes;
  let at = 0;
  while (left > 0 && at < text.length) {
    const code = text.codePointAt(at) ?? 0;
    left -= code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x1_0000 ? 3 : 4;
    at += code > 0xffff ? 2 : 1;
  }
  return left === 0 ? at : undefined;
}

/** Literal text with patterns in delimiters, against the whole of a value. */
function templateMatch(
  template: string,
  value: string,
  open: string,
  close: string,
  context: BuiltinContext,
): boolean | undefined {
  let restOfTemplate = template;
  let restOfValue = value;
  for (;;) {
    const start = restOfTemplate.indexOf(open);
    const end = restOfTemplate.indexOf(close);
    if (start === -1 || end === -1) return restOfTemplate === restOfValue;
    if (start >= end) return undefined;
    const literal = restOfTemplate.slice(0, start);
    // The engine cuts the value at the literal's length in bytes, wherever that is.
    const cut = atByte(restOfValue, new TextEncoder().encode(literal).length);
    if (cut === undefined) throw new BuiltinError('byte index is not a char boundary', undefined, 'crash');
    if (restOfValue.slice(0, cut) !== literal) return false;
    if (start + open.length > end) throw new BuiltinError('begin <= end', undefined, 'crash');
    const regex = validRegex(restOfTemplate.slice(start + open.length, end));
    restOfValue = restOfValue.slice(cut);
    const match = findFirst(regex, restOfValue, context.spend);
    if (match === undefined || match[0] !== 0) return false;
    restOfValue = restOfValue.slice(match[1]);
    restOfTemplate = restOfTemplate.slice(end + close.length);
  }
}

export const regexBuiltins: readonly Builtin[] = [
  finding('regex.find_n', (text, match) => groupText(text, match, 0) ?? ''),
  finding('regex.find_all_string_submatch_n', (text, match, regex) =>
    Array.from({ length: regex.groups }, (_, group) => groupText(text, match, group) ?? ''),
  ),
  define({
    name: 'regex.is_valid',
    arity: 1,
    feature: 'regex',
    evaluate: ([pattern]) => typeof pattern === 'string' && regexOf(pattern).kind === 'regex',
  }),
  matching('regex.match', 'regex'),
  define({
    name: 'regex.replace',
    arity: 3,
    feature: 'regex',
    evaluate: ([value, pattern, replacement], context) => {
      const text = stringArgument('regex.replace', value, 0);
      const reading = regexOf(stringArgument('regex.replace', pattern, 1));
      const inserted = stringArgument('regex.replace', replacement, 2);
      // An invalid pattern is undefined here even in strict evaluation.
      return reading.kind === 'regex' ? replaceAll(reading.regex, text, inserted, context.spend) : undefined;
    },
  }),
  define({
    name: 'regex.split',
    arity: 2,
    feature: 'regex',
    evaluate: ([pattern, value], context) => {
      const source = stringArgument('regex.split', pattern, 0);
      const text = stringArgument('regex.split', value, 1);
      return splitText(validRegex(source), text, context.spend);
    },
  }),
  define({
    name: 'regex.template_match',
    arity: 4,
    feature: 'regex',
    evaluate: ([template, value, open, close], context) =>
      templateMatch(
        stringArgument('regex.template_match', template, 0),
        stringArgument('regex.template_match', value, 1),
        stringArgument('regex.template_match', open, 2),
        stringArgument('regex.template_match', close, 3),
        context,
      ),
  }),
];
