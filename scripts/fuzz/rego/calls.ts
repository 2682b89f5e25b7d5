/** Calls of builtins by the type of their result: a name and the types of its arguments, or texts that arguments are picked from. */
import type { Type } from './inputs.ts';

/** A type, `any`, or the texts to choose from. */
export type Parameter = Type | 'any' | 'collection' | readonly string[];

export interface BuiltinCall {
  readonly name: string;
  readonly parameters: readonly Parameter[];
}

const call = (name: string, ...parameters: readonly Parameter[]): BuiltinCall => ({ name, parameters });

const small = ['0', '1', '2', '3', '-1', '5'];
const patterns = [
  ...[
    '`^a`',
    '`[a-z]+`',
    '`\\d+`',
    '`(a)(b)?`',
    '`^/run/[a-z0-9/]+$`',
    '`x*`',
    '`(?i)HELLO`',
    '`\\bW`',
    '`[`',
    '`(?=a)`',
  ],
  ...[
    '`a|ab`',
    '`(\\w)\\s`',
    '`.`',
    '`^$`',
    '`\\.`',
    '`[^,]+`',
    '`a{2,}`',
    '`(?P<n>\\w+)`',
    '`é+`',
    '`\\s*$`',
    '""',
  ],
];
const formats = [
  ...[
    '"%d"',
    '"%s"',
    '"%v"',
    '"%x"',
    '"%05d"',
    '"%.2f"',
    '"a%vb%v"',
    '"%%"',
    '"%q"',
    '"%t"',
    '"%e"',
    '"%o"',
    '"%b"',
    '"%c"',
  ],
  ...['"%5s|"', '"%d-%s"', '""', '"%"', '"%X"', '"%g"', '"%6.1f"', '"%s %s %s"', '"%z"'],
];
const paths = ['["a"]', '["a/b"]', '[["a"]]', '["tags/0"]', '{"s"}', '["/a", "s"]', '[]'];
const cutsets = ['" "', '"a"', '"ab"', '","', '""', '"/"'];
const pieces = ['"a"', '","', '"/"', '" "', '""', '"l"', '"é"'];
const units = ['"1"', '"10Ki"', '"2.5MB"', '"1e3"', '"100m"', '"5 G"', '"x"', '"1.5Gi"', '"0.5k"', '""'];
const jsons = [
  '"[1, 2.0, \\"x\\"]"',
  '"{\\"b\\": 1, \\"a\\": [null]}"',
  '"1e400"',
  '"nul"',
  '"\\"\\\\u00e9\\""',
  '""',
  '" 1 "',
];
const encoded = ['"aGVsbG8="', '"aGVsbG8"', '"_-8="', '"/+8="', '"!"', '""', '"gA=="'];

export const builtinCalls: Readonly<Record<Type, readonly BuiltinCall[]>> = {
  number: [
    call('count', 'collection'),
    call('count', 'string'),
    call('sum', 'array'),
    call('product', 'array'),
    call('max', 'collection'),
    call('min', 'collection'),
    call('abs', 'number'),
    call('ceil', 'number'),
    call('floor', 'number'),
    call('round', 'number'),
    call('bits.and', small, 'number'),
    call('bits.or', small, small),
    call('bits.xor', small, 'number'),
    call('bits.lsh', 'number', small),
    call('bits.rsh', 'number', small),
    call('bits.negate', 'number'),
    call('to_number', 'string'),
    call('to_number', 'any'),
    call('indexof', 'string', pieces),
    call('strings.count', 'string', ['"a"', '","', '"l"']),
    call('units.parse', units),
    call('units.parse_bytes', units),
  ],
  string: [
    call('concat', pieces, 'array'),
    call('concat', pieces, 'set'),
    call('lower', 'string'),
    call('upper', 'string'),
    call('replace', 'string', pieces, pieces),
    call('sprintf', formats, 'array'),
    call('sprintf', formats, [
      '[1]',
      '["a"]',
      '[1.5, "b"]',
      '[-42]',
      '[[1, "a"], {"k": true}]',
      '[{2, 1}]',
      '[true, null]',
    ]),
    call('substring', 'string', small, small),
    call('trim', 'string', cutsets),
    call('trim_left', 'string', cutsets),
    call('trim_right', 'string', cutsets),
    call('trim_prefix', 'string', pieces),
    call('trim_suffix', 'string', pieces),
    call('trim_space', 'string'),
    call('format_int', 'number', ['2', '8', '10', '16', '3']),
    call('strings.reverse', 'string'),
    call('strings.replace_n', ['{"a": "b"}', '{"l": "", "o": "0"}', '{}'], 'string'),
    call('json.marshal', 'any'),
    call('json.marshal_with_options', 'any', [
      '{"pretty": true}',
      '{"indent": "  "}',
      '{"pretty": true, "prefix": ">"}',
      '{}',
    ]),
    call('base64.encode', 'string'),
    call('base64.decode', encoded),
    call('base64url.encode', 'string'),
    call('base64url.encode_no_pad', 'string'),
    call('base64url.decode', encoded),
    call('regex.replace', 'string', patterns, ['"<$1>"', '"$0"', '"-"', '"${n}x"', '"$$"']),
    call('type_name', 'any'),
    call('trace', 'string'),
  ],
  boolean: [
    call('contains', 'string', pieces),
    call('startswith', 'string', pieces),
    call('endswith', 'string', pieces),
    call('regex.match', patterns, 'string'),
    call('regex.is_valid', patterns),
    call('regex.template_match', ['"/run/{.*}/x"', '"urn:{\\\\d+}"', '"{a"'], 'string', ['"{"'], ['"}"']),
    call('is_array', 'any'),
    call('is_boolean', 'any'),
    call('is_null', 'any'),
    call('is_number', 'any'),
    call('is_object', 'any'),
    call('is_set', 'any'),
    call('is_string', 'any'),
    call('json.is_valid', jsons),
    call('base64.is_valid', encoded),
    call('object.subset', 'object', 'object'),
    call('object.subset', 'set', 'set'),
    call('object.subset', 'array', ['[1]', '["a", "b"]']),
    call('strings.any_prefix_match', 'string', 'array'),
    call('strings.any_suffix_match', 'array', 'string'),
  ],
  array: [
    call('array.concat', 'array', 'array'),
    call('array.reverse', 'array'),
    call('array.slice', 'array', small, small),
    call('sort', 'collection'),
    call('split', 'string', pieces),
    call('indexof_n', 'string', pieces),
    call('numbers.range', small, small),
    call('numbers.range_step', small, small, ['1', '2', '3']),
    call('regex.find_n', patterns, 'string', small),
    call('regex.split', patterns, 'string'),
    call('regex.find_all_string_submatch_n', patterns, 'string', small),
    call('json.unmarshal', jsons),
  ],
  set: [
    call('object.keys', 'object'),
    call('intersection', ['{{1, 2}, {2}}', '{{"a"}, set()}', 'set()']),
    call('union', ['{{1, 2}, {2}}', '{{"a"}, set()}', 'set()']),
  ],
  object: [
    call('object.filter', 'object', ['["a", "s"]', '{"a"}', '{"name": 1}']),
    call('object.remove', 'object', ['["a", "s"]', '{"a"}', '{"name": 1}']),
    call('object.union', 'object', 'object'),
    call('object.union_n', [
      '[{"a": 1}, {"a": 2, "b": {"c": 1}}, {"b": {"d": 2}}]',
      '[]',
      '[{"a": {"b": 1}}, {"a": 2}]',
    ]),
    call('json.filter', 'object', paths),
    call('json.remove', 'object', paths),
    call('object.get', 'object', ['"a"', '"missing"', '["tags", 0]'], 'object'),
    call('json.unmarshal', jsons),
  ],
  null: [call('object.get', 'object', ['"missing"'], ['null'])],
};
