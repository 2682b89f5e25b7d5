/** What only OPA has: each builtin as a term in, JSON out. */
import { beforeAll, describe, expect, test } from 'vitest';
import { compile, evaluate, parse } from '../api.ts';
import { profileOf } from '../profile.ts';
import { agentContext, evaluateTerm } from '../testing/terms.ts';
import { jsonOf } from '../value/json.ts';
import { BuiltinError } from './builtin.ts';
import { namesElsewhere } from './names.ts';
import { builtinOf, loadBuiltins } from './registry.ts';
import { unavailableBuiltins } from './unavailable.ts';

const profile = profileOf('opa');

beforeAll(async () => {
  await loadBuiltins(profile);
});

/** JSON, `undefined`, or `failure: message`. */
function answer(term: string, now = 0n): string {
  try {
    const value = evaluateTerm(term, { ...agentContext, profile: 'opa', strict: true, now });
    return value === undefined ? 'undefined' : (jsonOf(value) ?? 'unwritable');
  } catch (error) {
    if (!(error instanceof BuiltinError)) throw error;
    return `${error.failure}: ${error.message}`;
  }
}

const token =
  'eyJhbGciOiJIUzI1NiJ9.eyJhdWQiOiJiIiwiZXhwIjoxMDAsImlzcyI6Im1lIiwibmJmIjo1MH0.A8f86VJ3F1syfQGBUvON5HPkrjQ5wfj8giV-kWy-3ag';

describe('graphs and walks', () => {
  test.for([
    ['graph.reachable({"a": ["b"], "b": {"c"}, "c": [], "d": ["a"]}, ["a"])', '["a","b","c"]'],
    ['graph.reachable_paths({"a": ["b", "c"], "b": [], "c": {"a"}}, {"a"})', '[["a","b"],["a","c"]]'],
    ['graph.reachable_paths({"a": ["x"]}, ["a"])', '[["a"]]'],
    ['graph.reachable_paths({"a": null}, ["a", "z"])', '[["a"]]'],
    ['graph.reachable_paths({"a": 1}, ["a"])', 'error: neighbors of a node must be array/set'],
    ['graph.reachable({}, 1)', 'error: initial vertices must be array/set'],
    ['walk({"a": [1]})', '[[[],{"a":[1]}],[["a"],[1]],[["a",0],1]]'],
    ['walk({[2]})', '[[[],[[2]]],[[[2]],[2]],[[[2],0],2]]'],
    ['walk("x")', '[[[],"x"]]'],
  ] as const)('%s', ([term, expected]) => {
    expect(answer(term)).toBe(expected);
  });

  test('walk is gone through where its pair is taken', () => {
    const text = 'package p\nx := {v | walk(input, [path, v]); count(path) == 2}';
    const parsed = parse(text, { name: 'p', dialect: 'v1', profile });
    const outcome = evaluate(compile([parsed], { profile }), {
      query: 'data.p.x',
      input: [[1, 2], [3]],
    });
    expect(outcome.kind === 'value' ? jsonOf(outcome.value) : outcome).toBe('[1,2,3]');
  });
});

describe('networks', () => {
  test.for([
    ['net.cidr_merge(["192.0.2.112/30", "192.0.2.116/31", "192.0.2.118/31"])', '["192.0.2.112/29"]'],
    ['net.cidr_merge({"10.0.0.0/25", "10.0.0.129/32"})', '["10.0.0.0/25","10.0.0.129/32"]'],
    ['net.cidr_merge(["::/1", "8000::/1", "0.0.0.0/0"])', '["::/0"]'],
    ['net.cidr_merge(["10.1.2.3", "192.168.1.1"])', '["10.1.2.3/8","192.168.1.1/24"]'],
    ['net.cidr_merge(["10.0.0.0/8", "::ffff:10.0.0.0/105"])', '["10.0.0.0/8"]'],
    ['net.cidr_contains("::ffff:0:0/96", "1.2.3.4")', 'true'],
    ['net.cidr_merge([])', '[]'],
    ['net.cidr_merge(["::1"])', 'error: net.cidr_merge: IPv6 invalid: needs prefix length'],
    ['net.cidr_merge(["x"])', 'error: net.cidr_merge: not a valid CIDR'],
    ['net.cidr_contains_matches("10.0.0.0/8", ["10.1.0.0/16", "11.0.0.1"])', '[["10.0.0.0/8",0]]'],
    [
      'net.cidr_contains_matches({"k": ["10.0.0.0/8", "note"]}, {"10.0.0.1", "1.1.1.1"})',
      '[["k","10.0.0.1"]]',
    ],
    [
      'net.cidr_contains_matches([1], [])',
      'error: net.cidr_contains_matches: element must be string or non-empty array',
    ],
    ['net.cidr_overlap("10.0.0.0/8", "10.1.0.0/16")', 'true'],
  ] as const)('%s', ([term, expected]) => {
    expect(answer(term)).toBe(expected);
  });
});

describe('YAML', () => {
  test.for([
    [
      'yaml.marshal({"b": [1, {"c": null}], "a": "true", "d": {}})',
      '"a: \\"true\\"\\nb:\\n- 1\\n- c: null\\nd: {}\\n"',
    ],
    ['yaml.unmarshal("a: yes\\nb: 0x10\\nc: [1.5, ~]\\n2: x")', '{"2":"x","a":true,"b":16,"c":[1.5,null]}'],
    ['yaml.unmarshal("18446744073709551615")', '18446744073709551615'],
    ['yaml.unmarshal("a: &x {k: 1}\\nb: *x")', '{"a":{"k":1},"b":{"k":1}}'],
    ['yaml.unmarshal("base: &b {k: 1}\\nc: {<<: *b, l: 2}")', '{"base":{"k":1},"c":{"k":1,"l":2}}'],
    ['yaml.unmarshal("d: 2001-12-14\\nt: 1:30")', '{"d":"2001-12-14","t":"1:30"}'],
    [
      'yaml.marshal({"a": "x: y", "b": "1.0", "c": "on", "n": "~"})',
      '"a: \'x: y\'\\nb: \\"1.0\\"\\nc: \\"on\\"\\n\\"n\\": \\"~\\"\\n"',
    ],
    ['yaml.unmarshal("a: 1\\na: 2")', '{"a":2}'],
    ['yaml.unmarshal("!!binary aGk=")', '"hi"'],
    ['yaml.unmarshal("? [1]\\n: x")', 'error: yaml.unmarshal: not YAML'],
    ['yaml.unmarshal("null: 1")', 'error: yaml.unmarshal: not YAML'],
    ['yaml.unmarshal("")', 'null'],
    ['yaml.unmarshal("a: {")', 'error: yaml.unmarshal: not YAML'],
    ['yaml.unmarshal("a: *x")', 'error: yaml.unmarshal: not YAML'],
    ['yaml.is_valid("a: 1\\n---\\n\\tb: 2\\n")', 'false'],
    ['yaml.is_valid("a: 1\\n---\\nb: 2\\n")', 'true'],
    ['yaml.is_valid(1)', 'false'],
  ] as const)('%s', ([term, expected]) => {
    expect(answer(term)).toBe(expected);
  });
});

describe('JSON Schema', () => {
  const match = (document: string, schema: string): string =>
    answer(`json.match_schema(${document}, ${schema})`);
  const difference = (type: string, field: string, desc: string): unknown => ({
    desc,
    error: `${field}: ${desc}`,
    field,
    type,
  });

  test.for([
    ['{"id": 5}', '{"properties": {"id": {"type": "integer"}}, "required": ["id"]}'],
    ['[1, "a"]', '{"items": [{"type": "number"}, {"enum": ["a", "b"]}], "additionalItems": false}'],
    [
      '{"a": 1}',
      '`{"properties": {"a": {"$ref": "#/definitions/n"}}, "definitions": {"n": {"minimum": 1}}}`',
    ],
    ['`{"n": [[]]}`', '{"definitions": {"t": {"type": "array", "items": {"$ref": "#/definitions/t"}}}}'],
    [
      '{"a": "x-1"}',
      '{"patternProperties": {"^a": {"pattern": "^x-\\\\d$"}}, "additionalProperties": false}',
    ],
    ['{"d": "2020-02-30T00:00:00Z"}', '{"properties": {"d": {"format": "no-such-format"}}}'],
    ['{"a": 3}', '{"if": {"required": ["b"]}, "then": false, "else": {"maxProperties": 1}}'],
  ] as const)('%s meets %s', ([document, schema]) => {
    expect(match(document, schema)).toBe('[true,[]]');
  });

  test.for([
    [
      '{"id": "x"}',
      '{"properties": {"id": {"type": "integer"}}}',
      ['invalid_type', 'id', 'Invalid type. Expected: integer, given: string'],
    ],
    ['{}', '{"required": ["a"]}', ['required', '(Root)', 'a is required']],
    [
      '{"a": {"b": 1.5}}',
      '{"properties": {"a": {"properties": {"b": {"multipleOf": 1}}}}}',
      ['multiple_of', 'a.b', 'Must be a multiple of 1'],
    ],
    ['[5]', '{"items": {"exclusiveMaximum": 5}}', ['number_lt', '0', 'Must be less than 5']],
    ['[5]', '{"items": {"maximum": 5, "exclusiveMaximum": true}}', ['number_lt', '0', 'Must be less than 5']],
    ['[4]', '{"items": {"minimum": 5}}', ['number_gte', '0', 'Must be greater than or equal to 5']],
    [
      '["é"]',
      '{"items": {"minLength": 2}}',
      ['string_gte', '0', 'String length must be greater than or equal to 2'],
    ],
    ['[1, 1]', '{"uniqueItems": true}', ['unique', '(Root)', 'array items[0,1] must be unique']],
    ['[1]', '{"contains": {"const": 2}}', ['contains', '(Root)', 'At least one of the items must match']],
    [
      '{"x": 1}',
      '{"additionalProperties": false}',
      ['additional_property_not_allowed', '(Root)', 'Additional property x is not allowed'],
    ],
    ['{"a": 1}', '{"dependencies": {"a": ["b"]}}', ['missing_dependency', '(Root)', 'Has a dependency on b']],
    [
      '{"a": 1}',
      '{"propertyNames": {"maxLength": 0}}',
      ['invalid_property_name', '(Root)', 'Property name of "a" does not match'],
    ],
    [
      '{"a": 1}',
      '{"not": {"required": ["a"]}}',
      ['number_not', '(Root)', 'Must not validate the schema (not)'],
    ],
    ['["x"]', '{"items": {"enum": [1, "y"]}}', ['enum', '0', '0 must be one of the following: 1, "y"']],
    ['["10.0.0.256"]', '{"items": {"format": "ipv4"}}', ['format', '0', "Does not match format 'ipv4'"]],
    ['[1]', '{"items": false}', ['false', '0', 'False always fails validation']],
  ] as const)('%s differs from %s', ([document, schema, [type, field, description]]) => {
    const [meets, [first]] = JSON.parse(match(document, schema)) as [boolean, unknown[]];
    expect(meets).toBe(false);
    expect(first).toEqual(difference(type, field, description));
  });

  test.for([
    ['{"anyOf": [{"type": "string"}, {"type": "null"}]}', ['number_any_of', 'invalid_type']],
    ['{"allOf": [{"minProperties": 1}]}', ['array_min_properties', 'number_all_of']],
    ['{"oneOf": [true, {}]}', ['number_one_of']],
    ['{"properties": {"a": false}, "minProperties": 2}', ['array_min_properties']],
    ['{"if": true, "then": {"minProperties": 1}}', ['condition_then', 'array_min_properties']],
  ] as const)('an object without members differs from %s', ([schema, types]) => {
    const [, found] = JSON.parse(match('{}', schema)) as [boolean, { readonly type: string }[]];
    expect(found.map(({ type }) => type)).toEqual(types);
  });

  test.for([
    ['{"type": "boolean"}', '[true,null]'],
    ['`{"type": "boolean"}`', '[true,null]'],
    [
      '{"type": "unknown"}',
      '[false,"jsonschema: has a primitive type that is NOT VALID -- given: /unknown/ Expected valid values are:[array boolean integer number null object string]"]',
    ],
    ['{"properties": {"a": {"minLength": -1}}}', '[false,"jsonschema: minLength must be of an integer"]'],
    ['{"items": [{"pattern": "("}]}', '[false,"jsonschema: pattern must be a valid regex"]'],
    ['{"allOf": {}}', '[false,"jsonschema: allOf must be of an array"]'],
    ['{"$ref": "#/definitions/x"}', `[false,"jsonschema: Object has no key 'x'"]`],
    ['`{`', '[false,"jsonschema: invalid JSON string"]'],
    ['1', '[false,"jsonschema: wrong type, expected string or object"]'],
  ] as const)('the schema %s', ([schema, expected]) => {
    expect(answer(`json.verify_schema(${schema})`)).toBe(expected);
  });

  test('a reference to another document is not followed', () => {
    expect(match('{}', '{"$ref": "other.json"}')).toMatch(/^fatal: .*network/);
  });

  test('a reference to itself ends', () => {
    expect(match('{}', '{"$ref": "#"}')).toBe('error: the schema refers to itself without an end');
  });
});

describe('tokens', () => {
  test.for([
    [
      'io.jwt.encode_sign({"alg": "HS256"}, {"iss": "me", "aud": "b", "exp": 100, "nbf": 50}, {"kty": "oct", "k": "c2VjcmV0"})',
      `"${token}"`,
    ],
    [
      'io.jwt.encode_sign_raw(`{"alg":"HS384","typ":"text"}`, "no json", `{"keys":[{"kty":"oct","k":"AQ"}]}`)',
      /^"eyJ[\w-]+\.bm8ganNvbg\.[\w-]{64}"$/,
    ],
    [
      `io.jwt.decode("${token}")`,
      /^\[\{"alg":"HS256"\},\{"aud":"b","exp":100,"iss":"me","nbf":50\},"[0-9a-f]{64}"\]$/,
    ],
    [`io.jwt.verify_hs256("${token}", "secret")`, 'true'],
    [`io.jwt.verify_hs256("${token}", "other")`, 'false'],
    [`io.jwt.verify_hs384("${token}", "secret")`, 'false'],
    [`io.jwt.verify_hs512("${token}", "secret")`, 'false'],
    ['io.jwt.decode("a.b")', 'error: encoded JWT must have 3 sections'],
    ['io.jwt.decode("?.e30.AA")', 'error: JWT header had invalid encoding'],
    ['io.jwt.encode_sign({"alg": "RS256"}, {}, {"kty": "RSA"})', /^fatal: .*public-key/],
    ['io.jwt.encode_sign({"alg": "none"}, {}, {"kty": "oct", "k": "AQ"})', 'error: unknown JWS algorithm'],
  ] as const)('%s', ([term, expected]) => {
    if (typeof expected === 'string') expect(answer(term)).toBe(expected);
    else expect(answer(term)).toMatch(expected);
  });

  const verified = '[true,{"alg":"HS256"},{"aud":"b","exp":100,"iss":"me","nbf":50}]';
  const refused = '[false,{},{}]';
  test.for([
    ['{"secret": "secret", "aud": "b"}', 60, verified],
    ['{"secret": "secret", "aud": "b", "iss": "me", "alg": "HS256"}', 60, verified],
    ['{"secret": "secret", "aud": "b", "time": 60000000000}', 0, verified],
    ['{"secret": "secret"}', 60, refused],
    ['{"secret": "wrong", "aud": "b"}', 60, refused],
    ['{"secret": "secret", "aud": "b", "iss": "you"}', 60, refused],
    ['{"secret": "secret", "aud": "b", "alg": "HS512"}', 60, refused],
    ['{"secret": "secret", "aud": "b"}', 100, refused],
    ['{"secret": "secret", "aud": "b"}', 49, refused],
    ['{}', 60, 'error: no key constraint'],
    ['{"secret": "s", "what": 1}', 60, 'error: unknown token validation constraint'],
  ] as const)('io.jwt.decode_verify with %s after %i seconds', ([constraints, seconds, expected]) => {
    const found = answer(
      `io.jwt.decode_verify("${token}", ${constraints})`,
      BigInt(seconds) * 1_000_000_000n,
    );
    expect(found).toBe(expected);
  });
});

describe('addresses', () => {
  test.for([
    [
      'uri.parse("HTTPS://u:p@example.com:8080/a%2Fb?q=1#top")',
      '{"fragment":"top","hostname":"example.com","path":"/a/b","port":"8080","raw_path":"/a%2Fb","raw_query":"q=1","scheme":"https"}',
    ],
    ['uri.parse("http://[fe80::1%25eth0]:80")', '{"hostname":"fe80::1%eth0","port":"80","scheme":"http"}'],
    ['uri.parse("mailto:a@b")', '{"scheme":"mailto"}'],
    ['uri.parse("/a%21b")', '{"path":"/a!b","raw_path":"/a!b"}'],
    ['uri.parse("")', '{}'],
    ['uri.is_valid("http://exa%6dple.com/")', 'false'],
    ['uri.is_valid("http://a<b@example.com/")', 'false'],
    ['uri.is_valid("http://example.com:1x")', 'false'],
    ['uri.is_valid("http://[::1")', 'false'],
    ['uri.is_valid("a:b:c")', 'true'],
    ['uri.is_valid("1:b")', 'false'],
    ['uri.is_valid("/%zz")', 'false'],
    ['uri.is_valid("")', 'false'],
    ['uri.is_valid(1)', 'false'],
  ] as const)('%s', ([term, expected]) => {
    expect(answer(term)).toBe(expected);
  });
});

describe('the rest', () => {
  test.for([
    ['regex.globs_match("a.a.[0-9]+z", ".b.b2359825792*594823z")', 'true'],
    ['regex.globs_match("[a-z]+", "[0-9]*")', 'false'],
    ['regex.globs_match("[a-z]*", "[0-9]*")', 'false'],
    ['regex.globs_match("[a-z]*", "[m-z0]*")', 'true'],
    ['regex.globs_match("[a-]", "a")', 'error: regex.globs_match: the pattern [a-] is invalid'],
    ['regex.globs_match(`\\[[\\]]`, "..")', 'true'],
    ['regex.globs_match("a]", "a")', 'error: regex.globs_match: the pattern a] is invalid'],
    ['re_match("^a", "ab")', 'true'],
    ['strings.split_n("a-b-c", "-", 2)', '["a","b"]'],
    ['strings.split_n("a-b-c", "-", -2)', '["b","c"]'],
    ['strings.split_n("ab", "", 5)', '["a","b"]'],
    ['strings.split_n("ab", "", 0)', '[]'],
    ['opa.runtime()', '{}'],
    ['uuid.parse("(00000000-0000-4000-8000-000000000000)")', '{"variant":"RFC4122","version":4}'],
    ['uuid.parse("URN:UUID:6bea8ef2-d3d3-3cd1-84e0-9bab06a52ece")', '{"variant":"RFC4122","version":3}'],
    ['uuid.parse("6bea8ef2d3d33cd184e09bab06a52ece")', '{"variant":"RFC4122","version":3}'],
    ['uuid.parse("6bea8ef2-d3d33cd184e09bab06a52ece")', 'undefined'],
    ['uuid.rfc4122("k")', '"00000000-0000-4000-8000-000000000000"'],
    ['cast_boolean(true)', 'true'],
    ['cast_null(null)', 'null'],
    ['cast_object({})', '{}'],
    ['cast_string(1)', 'error: `cast_string` expects string argument'],
    ['cast_array({2, 1})', '[1,2]'],
    ['plus(1, 2)', '3'],
    ['minus({1, 2}, {1})', '[2]'],
    ['or({1}, {2})', '[1,2]'],
    ['lte([1], [1, 0])', 'true'],
    ['neq(1, 1.0)', 'false'],
    ['equal({1}, {1.0})', 'true'],
    ['[lt(1, 1), gt(2, 1), gte(1, 1)]', '[false,true,true]'],
    ['mul(2, 3)', '6'],
    ['rem(-5, 3)', '-2'],
    ['plus(1, "a")', 'error: `add` expects numeric argument. Got `"a"` instead'],
    ['div(1, 0)', 'error: divide by zero'],
    ['json.patch({}, [{"op": "remove", "path": "/a"}])', 'undefined'],
    ['json.patch({}, [1])', 'undefined'],
    ['json.patch({}, {})', 'error: `json.patch` expects array argument. Got `{}` instead'],
  ] as const)('%s', ([term, expected]) => {
    expect(answer(term)).toBe(expected);
  });
});

describe('what is not answered', () => {
  test.for(unavailableBuiltins.map(({ name, arity }) => [name, arity.max] as const))(
    '%s',
    ([name, arity]) => {
      const found = answer(`${name}(${Array.from({ length: arity }, () => '1').join(', ')})`);
      expect(found).toMatch(/^fatal: .* is not answered here: it /);
    },
  );

  test('a call ends the evaluation, and something else can stand in for it', () => {
    const text =
      'package p\nx if not http.send({})\ny := v if v := z with http.send as {"a": 1}\nz := http.send({}).a';
    const compiled = compile([parse(text, { name: 'p', dialect: 'v1', profile })], { profile });
    expect(evaluate(compiled, { query: 'data.p.x' })).toMatchObject({ kind: 'failed' });
    expect(evaluate(compiled, { query: 'data.p.y' })).toMatchObject({ kind: 'value', value: 1 });
  });
});

test('every name that comes in a chunk is there, and nothing else', () => {
  for (const [name, feature] of namesElsewhere()) expect(builtinOf(name, profile)?.feature).toBe(feature);
});
