/** What the builtins of the agent take and give, for completion and hover. Names of parameters and sentences are ours. */

export interface Signature {
  readonly parameters: readonly string[];
  readonly result: string;
  readonly doc: string;
}

type Row = readonly [parameters: string, result: string, doc: string];

const rows: Readonly<Record<string, Row>> = {
  abs: ['number', 'number', 'The number without its sign.'],
  ceil: ['number', 'number', 'The next integer that is not smaller.'],
  floor: ['number', 'number', 'The next integer that is not larger.'],
  round: ['number', 'number', 'The nearest integer.'],
  'numbers.range': ['from, to', 'array', 'All integers from the first to the last, either way.'],
  'numbers.range_step': [
    'from, to, step',
    'array',
    'Integers a step apart. A step below 1 takes the engine of the guest down.',
  ],
  'rand.intn': ['seed, limit', 'number', 'A random integer below the limit, the same for the same seed.'],
  count: ['collection', 'number', 'The number of items; of a text its length in UTF-16.'],
  max: ['collection', 'any', 'The largest item; undefined when there is none.'],
  min: ['collection', 'any', 'The smallest item; undefined when there is none.'],
  product: ['collection', 'number', 'All numbers multiplied.'],
  sort: ['collection', 'array', 'The items in ascending order.'],
  sum: ['collection', 'number', 'All numbers added.'],
  'array.concat': ['first, second', 'array', 'The items of both lists.'],
  'array.reverse': ['list', 'array', 'The items from last to first.'],
  'array.slice': ['list, from, to', 'array', 'Items from an index up to another, which is left out.'],
  intersection: ['sets', 'set', 'What is in all sets of a set.'],
  union: ['sets', 'set', 'What is in any set of a set.'],
  'object.filter': ['object, keys', 'object', 'The members with these keys.'],
  'object.get': [
    'object, key, otherwise',
    'any',
    'The value of a key, or along a list of keys; another value where there is none.',
  ],
  'object.keys': ['object', 'set', 'The keys.'],
  'object.remove': ['object, keys', 'object', 'The members without these keys.'],
  'object.subset': ['whole, part', 'boolean', 'Whether all of the part is in the whole.'],
  'object.union': ['first, second', 'object', 'The members of both; where both have one, the second wins.'],
  'object.union_n': ['objects', 'object', 'The members of all; the last wins.'],
  'json.filter': ['object, paths', 'object', 'What stands at the paths.'],
  'json.remove': ['object, paths', 'object', 'Everything but what stands at the paths.'],
  concat: ['separator, texts', 'string', 'The texts with the separator between them.'],
  contains: ['text, part', 'boolean', 'Whether the part is anywhere in the text.'],
  endswith: ['text, end', 'boolean', 'Whether the text ends so.'],
  format_int: ['number, base', 'string', 'The number in base 2, 8, 10 or 16.'],
  indexof: ['text, part', 'number', 'Where the part begins; -1 where it is not.'],
  indexof_n: ['text, part', 'array', 'All places at which the part begins.'],
  lower: ['text', 'string', 'The text in small letters.'],
  replace: ['text, old, new', 'string', 'The text with all of the old replaced.'],
  split: ['text, separator', 'array', 'The parts between the separators.'],
  sprintf: [
    'format, values',
    'string',
    'The values in their places of the format. Undefined when their numbers differ.',
  ],
  startswith: ['text, beginning', 'boolean', 'Whether the text begins so.'],
  'strings.any_prefix_match': ['texts, beginnings', 'boolean', 'Whether any text begins with any of these.'],
  'strings.any_suffix_match': ['texts, ends', 'boolean', 'Whether any text ends with any of these.'],
  'strings.count': [
    'text, part',
    'number',
    'How often the part is there. An empty part takes the engine of the guest down.',
  ],
  'strings.replace_n': [
    'replacements, text',
    'string',
    'The text with every key of the object replaced by its value.',
  ],
  'strings.reverse': ['text', 'string', 'The text from its end.'],
  substring: ['text, from, length', 'string', 'A part of the text; to its end for a length below 0.'],
  trim: ['text, characters', 'string', 'The text without these characters at both ends.'],
  trim_left: ['text, characters', 'string', 'The text without these characters at its beginning.'],
  trim_prefix: ['text, beginning', 'string', 'The text without that beginning.'],
  trim_right: ['text, characters', 'string', 'The text without these characters at its end.'],
  trim_space: ['text', 'string', 'The text without blanks at both ends.'],
  trim_suffix: ['text, end', 'string', 'The text without that end.'],
  upper: ['text', 'string', 'The text in capitals.'],
  'regex.find_all_string_submatch_n': [
    'pattern, text, limit',
    'array',
    'Matches with their groups; -1 for all.',
  ],
  'regex.find_n': ['pattern, text, limit', 'array', 'Matches; -1 for all.'],
  'regex.is_valid': ['pattern', 'boolean', 'Whether the engine takes the pattern.'],
  'regex.match': [
    'pattern, text',
    'boolean',
    'Whether the pattern is anywhere in the text: anchors are up to you.',
  ],
  'regex.replace': ['text, pattern, new', 'string', 'The text with all matches replaced.'],
  'regex.split': ['pattern, text', 'array', 'The parts between the matches.'],
  'regex.template_match': [
    'template, text, start, end',
    'boolean',
    'Whether the text fits a template with patterns between two marks.',
  ],
  'bits.and': ['a, b', 'number', 'The bits that both have.'],
  'bits.lsh': ['number, by', 'number', 'The bits moved up.'],
  'bits.negate': ['number', 'number', 'The bits turned over.'],
  'bits.or': ['a, b', 'number', 'The bits that either has.'],
  'bits.rsh': ['number, by', 'number', 'The bits moved down.'],
  'bits.xor': ['a, b', 'number', 'The bits that one has.'],
  is_array: ['value', 'boolean', 'Whether it is a list.'],
  is_boolean: ['value', 'boolean', 'Whether it is true or false.'],
  is_null: ['value', 'boolean', 'Whether it is null.'],
  is_number: ['value', 'boolean', 'Whether it is a number.'],
  is_object: ['value', 'boolean', 'Whether it is an object.'],
  is_set: ['value', 'boolean', 'Whether it is a set.'],
  is_string: ['value', 'boolean', 'Whether it is a text.'],
  type_name: ['value', 'string', 'The kind of the value as a text.'],
  to_number: ['value', 'number', 'The number that a text spells.'],
  'base64.decode': ['text', 'string', 'What the text stands for. Padding is needed.'],
  'base64.encode': ['text', 'string', 'The text in base64.'],
  'base64.is_valid': ['text', 'boolean', 'Whether it is base64.'],
  'base64url.decode': ['text', 'string', 'What the text stands for, padded or not.'],
  'base64url.encode': ['text', 'string', 'The text in base64 for addresses.'],
  'base64url.encode_no_pad': ['text', 'string', 'The same without padding.'],
  'json.is_valid': ['text', 'boolean', 'Whether it is JSON.'],
  'json.marshal': ['value', 'string', 'The value as JSON.'],
  'json.marshal_with_options': ['value, options', 'string', 'The value as JSON, laid out as asked for.'],
  'json.unmarshal': ['text', 'any', 'What the JSON stands for; undefined when it is none.'],
  trace: ['text', 'string', 'The text itself: it is written nowhere in the guest.'],
  'units.parse': ['text', 'number', 'The number that a text with a unit stands for, such as 10M.'],
  'units.parse_bytes': ['text', 'number', 'The bytes that a text with a unit stands for, such as 1Gi.'],
  print: [
    'values…',
    'true',
    'Writes the values into the message of a denial and into the log of the agent. Decides nothing.',
  ],
};

/** The signature of a builtin; undefined for those that the agent does not have. */
export function signatureOf(name: string): Signature | undefined {
  const row = Object.hasOwn(rows, name) ? rows[name] : undefined;
  if (row === undefined) return undefined;
  const [parameters, result, doc] = row;
  return { parameters: parameters.split(', '), result, doc };
}

/** `name(a, b) → result`. */
export function signatureText(name: string, { parameters, result }: Signature): string {
  return `${name}(${parameters.join(', ')}) → ${result}`;
}

/** Names of all builtins that have a signature. */
export const signatureNames: readonly string[] = Object.keys(rows);
