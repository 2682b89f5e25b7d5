/** `glob.*` of OPA: patterns where a delimiter stops `*` and `?`, but not `**`. */
import { isMatch, regexOf } from '../regex/regex.ts';
import { isArray, type Value } from '../value/value.ts';
import { define, stringArgument, stringsArgument } from './arguments.ts';
import { type Builtin, BuiltinError } from './builtin.ts';

function escaped(character: string): string {
  return /^[\\.+*?()|[\]{}^$#&~-]$/.test(character) ? `\\${character}` : character;
}

/** No delimiters for null, a dot for an empty list. */
function delimitersOf(value: Value): readonly string[] {
  if (value === null) return [];
  const list = isArray(value) ? stringsArgument('glob.match', value, 1) : undefined;
  if (list === undefined) throw new BuiltinError('`glob.match` expects array or null for delimiters', 1);
  return list.length === 0 ? ['.'] : list;
}

function invalid(): never {
  throw new BuiltinError('glob.match: invalid pattern', 0);
}

/** The pattern in the syntax of regular expressions. */
function translated(pattern: string, delimiters: readonly string[]): string {
  const characters = Array.from(pattern);
  const stops = delimiters.map(escaped).join('');
  const any = stops === '' ? '.' : `[^${stops}]`;
  let result = '';
  let depth = 0;
  for (let at = 0; at < characters.length; at += 1) {
    const character = characters[at] ?? '';
    if (character === '\\') {
      at += 1;
      result += escaped(characters[at] ?? invalid());
    } else if (character === '*') {
      const double = characters[at + 1] === '*';
      if (double) at += 1;
      result += double ? '.*' : `${any}*`;
    } else if (character === '?') {
      result += any;
    } else if (character === '[') {
      const end = characters.indexOf(']', at + 2);
      if (end === -1) invalid();
      result += translatedClass(characters.slice(at + 1, end));
      at = end;
    } else if (character === '{') {
      depth += 1;
      result += '(?:';
    } else if (character === '}' && depth > 0) {
      depth -= 1;
      result += ')';
    } else {
      result += character === ',' && depth > 0 ? '|' : escaped(character);
    }
  }
  // Nothing matches a brace that is not closed.
  if (depth > 0) return '[^\\s\\S]';
  return `(?s)^(?:${result})$`;
}

/** A range or a list, negated by an exclamation mark. */
function translatedClass(characters: readonly string[]): string {
  const negated = characters[0] === '!';
  const [from, ...rest] = negated ? characters.slice(1) : characters;
  const isRange = rest.length === 2 && rest[0] === '-';
  const items = isRange
    ? `${escaped(from ?? '')}-${escaped(rest[1] ?? '')}`
    : [from ?? '', ...rest].map(escaped).join('');
  return `[${negated ? '^' : ''}${items}]`;
}

export const globBuiltins: readonly Builtin[] = [
  define({
    name: 'glob.match',
    arity: 3,
    feature: 'opa',
    evaluate: ([pattern, delimiters, text], context) => {
      const source = stringArgument('glob.match', pattern, 0);
      const reading = regexOf(translated(source, delimitersOf(delimiters)));
      if (reading.kind === 'refused') invalid();
      return isMatch(reading.regex, stringArgument('glob.match', text, 2), context.spend);
    },
  }),
  define({
    name: 'glob.quote_meta',
    arity: 1,
    feature: 'opa',
    evaluate: ([text]) => stringArgument('glob.quote_meta', text, 0).replaceAll(/[*?\\[\]{}]/g, '\\$&'),
  }),
];
