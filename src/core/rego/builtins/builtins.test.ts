import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { type ProfileId, profileOf, profiles } from '../profile.ts';
import { anyValue } from '../testing/any-value.ts';
import { agentContext, evaluateTerm } from '../testing/terms.ts';
import { jsonOf } from '../value/json.ts';
import { BuiltinError } from './builtin.ts';
import { allBuiltins, builtinOf, enginesWith, loadBuiltins } from './registry.ts';

beforeAll(async () => {
  await loadBuiltins(profileOf('opa'));
});

function answer(term: string, strict = false, profile: ProfileId = 'kata-3.30'): string | undefined {
  try {
    const value = evaluateTerm(term, { ...agentContext, profile, strict });
    return value === undefined ? undefined : jsonOf(value);
  } catch (error) {
    if (!(error instanceof BuiltinError)) throw error;
    return `${error.failure}: ${error.message}`;
  }
}

describe('what they answer', () => {
  test.for([
    ['abs(-1.5)', '1.5'],
    ['ceil(1.2)', '2'],
    ['floor(-1.2)', '-2'],
    ['array.reverse([1, [2]])', '[[2],1]'],
    ['bits.or(5, 2)', '7'],
    ['bits.xor(5, 1)', '4'],
    ['bits.negate(0)', '-1'],
    ['__builtin_sets.union({1}, {2})', '[1,2]'],
    ['__builtin_sets.intersection({1, 2}, {2})', '[2]'],
    ['object.keys({"a": 1, 2: 3})', '[2,"a"]'],
    ['json.is_valid("[1]")', 'true'],
    ['json.is_valid("[1,]")', 'false'],
    ['base64.encode("é?>")', '"w6k/Pg=="'],
    ['base64url.encode("é?>")', '"w6k_Pg=="'],
    ['base64url.encode_no_pad("é?>")', '"w6k_Pg"'],
    ['startswith("ab", "a")', 'true'],
    ['endswith("ab", "a")', 'false'],
    ['lower("ÀB")', '"àb"'],
    ['strings.any_suffix_match({"ab"}, ["x", "b"])', 'true'],
    ['trim_left("aaba", "a")', '"ba"'],
    ['trim_right("abaa", "a")', '"ab"'],
    ['trim_prefix("aab", "a")', '"ab"'],
    ['trim_suffix("baa", "a")', '"ba"'],
    ['[is_array([]), is_array({})]', '[true,false]'],
    ['[is_boolean(false), is_boolean(0)]', '[true,false]'],
    ['[is_null(null), is_null(false)]', '[true,false]'],
    ['[is_number(1.5), is_number("1")]', '[true,false]'],
    ['[is_object({}), is_object([])]', '[true,false]'],
    ['[is_set(set()), is_set([])]', '[true,false]'],
    ['[is_string(""), is_string(null)]', '[true,false]'],
    ['trace("x")', '"x"'],
    ['regex.find_n("a.", "ab ac ad", 2)', '["ab","ac"]'],
    ['regex.is_valid("(?=a)")', 'false'],
    ['regex.replace("abc", "(b)", "<$1>")', '"a<b>c"'],
    ['regex.split(",+", "a,,b")', '["a","b"]'],
    ['round(-2.5)', '-3'],
    ['round(-0.2)', '0'],
    ['numbers.range(2, 0)', '[2,1,0]'],
    ['numbers.range_step(10, 0, 3)', '[10,7,4,1]'],
    ['numbers.range_step(0, 1, 0)', 'crash: attempt to divide by zero'],
    ['rand.intn("k", 0)', '0'],
    ['count("🎉")', '2'],
    ['max([1, "a", null])', '"a"'],
    ['min(set())', undefined],
    ['product({2, 3})', '6'],
    ['sum([18446744073709551615, 1])', '1.8446744073709552e+19'],
    ['sort({"b", 1, [0]})', '[1,"b",[0]]'],
    ['array.concat([1], [[2]])', '[1,[2]]'],
    ['array.slice([1, 2, 3], -5, 2)', '[1,2]'],
    ['array.slice([1, 2, 3], 2, 1)', '[]'],
    ['intersection({{1, 2}, {2, 3}})', '[2]'],
    ['union({{1}, {{2}}})', '[1,[2]]'],
    ['{1, 2} - {2} | {[3]}', '[1,[3]]'],
    ['object.get({"a": [{"b": 1}]}, ["a", 0, "b"], 0)', '1'],
    ['object.get({"a": null}, "a", 0)', 'null'],
    ['object.filter({"a": 1, [1]: 2}, [[1]])', '{"[1]":2}'],
    ['object.remove({"a": 1, "b": 2}, {"a"})', '{"b":2}'],
    ['object.subset({"a": [1, 2, 3]}, {"a": [2, 3]})', 'true'],
    ['object.subset([1], [])', 'crash: window size must be non-zero'],
    ['object.union({"a": {"b": 1}}, {"a": {"c": 2}})', '{"a":{"b":1,"c":2}}'],
    ['object.union_n([{"a": 1}, {"a": 2}])', '{"a":2}'],
    ['json.filter({"a": [{"x": 1, "y": 2}]}, ["a/0/x"])', '{"a":[{"x":1}]}'],
    ['json.remove({"a": [1, 2]}, [["a", "0"]])', '{"a":[2]}'],
    ['json.marshal({"b": {2}, "a": "<"})', '"{\\"a\\":\\"<\\",\\"b\\":[2]}"'],
    [
      'json.marshal_with_options([[], [1]], {"indent": ".", "prefix": ">"})',
      '">[\\n>.[],\\n>.[\\n>..1\\n>.]\\n>]"',
    ],
    ['json.unmarshal("[1e2]")', '[100]'],
    ['base64.decode("aGVsbG8=")', '"hello"'],
    ['base64url.decode("YQ")', '"a"'],
    ['base64.is_valid("a===")', 'false'],
    ['concat("-", {"b", "a"})', '"a-b"'],
    ['format_int(-10, 2)', '"-1010"'],
    ['indexof("é🎉x", "x")', '2'],
    ['indexof_n("aaa", "aa")', '[0,1]'],
    ['replace("ab", "", "-")', '"-a-b-"'],
    ['split("é🎉", "")', '["é","🎉"]'],
    ['strings.any_prefix_match(["x", "ab"], {"a"})', 'true'],
    ['strings.count("aaa", "aa")', '2'],
    ['strings.replace_n({"a": "b", "b": "c"}, "ab")', '"cc"'],
    ['strings.reverse("a🎉")', '"🎉a"'],
    ['substring("é🎉xyz", 1, 2)', '"🎉x"'],
    ['trim("abcba", "ab")', '"c"'],
    ['trim_space("\\u00a0a\\u2003")', '"a"'],
    ['upper("straße")', '"STRASSE"'],
    ['sprintf("%d|%5d|%05d|%x|%s|%v", [-5, 42, 42, 255, "a", ["a"]])', '"--5|   42|00042|ff|a|[\\"a\\"]"'],
    ['sprintf("%.2f %e %g", [2.675, 100, 0.5])', '"2.68 1.00e2 5e-1"'],
    ['bits.lsh(-3, 70)', '-3.541774862152234e+21'],
    ['bits.and(123456789012345678901234567890, 255)', '210'],
    ['bits.rsh(-1, 70)', '-1'],
    ['to_number("-0")', '-0.0'],
    ['type_name({})', '"object"'],
    ['units.parse("1.5Mi")', '1572864'],
    ['units.parse_bytes("1.0005KB")', '1001'],
    ['regex.template_match("urn:<[a-z]+>:x", "urn:foo:x", "<", ">")', 'true'],
    ['regex.find_all_string_submatch_n("a(.)", "ab ac", 1)', '[["ab","b"]]'],
  ] as const)('%s', ([term, expected]) => {
    expect(answer(term)).toBe(expected);
  });

  test.for([
    ['count(5)', 'error: `count` requires array/object/set/string argument. Got `5`.'],
    ['count()', 'error: `count` expects 1 argument'],
    ['abs("a")', 'error: `abs` expects numeric argument. Got `"a"` instead'],
    ['substring("a", -1, 1)', 'error: negative offset'],
    ['regex.match("(", "a")', 'error: invalid regex'],
    ['base64.decode("%")', 'error: decode failed\nCaused by\ninvalid length at 0'],
    ['base64.decode("a%==")', 'error: decode failed\nCaused by\ninvalid symbol at 1'],
    ['base64.decode("aGVsbG9=")', 'error: decode failed\nCaused by\nnon-zero trailing bits at 6'],
    ['1 / 0', 'fatal: divide by zero'],
    ['"a" + 1', 'fatal: `add` expects numeric argument. Got `"a"` instead'],
    ['{1} | [1]', 'fatal: `union` expects set argument. Got `[1]` instead'],
  ] as const)('%s is an error when strict', ([term, expected]) => {
    expect(answer(term, true)).toBe(expected);
  });

  test('division by zero is undefined when not', () => {
    expect(answer('1 / 0')).toBeUndefined();
    expect(answer('1 % 0')).toBeUndefined();
  });
});

describe('what only OPA has', () => {
  test.for([
    ['crypto.md5("")', '"d41d8cd98f00b204e9800998ecf8427e"'],
    ['crypto.sha1("abc")', '"a9993e364706816aba3e25717850c26c9cd0d89d"'],
    ['crypto.sha256("abc")', '"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"'],
    ['crypto.hmac.md5("what do ya want for nothing?", "Jefe")', '"750c783e6ab0b503eaa86e310a5db738"'],
    [
      'crypto.hmac.sha1("what do ya want for nothing?", "Jefe")',
      '"effcdf6ae5eb2fa2d27416d5f184df9c259a7c79"',
    ],
    [
      'crypto.hmac.sha256("what do ya want for nothing?", "Jefe")',
      '"5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"',
    ],
    [
      'crypto.hmac.sha512("what do ya want for nothing?", "Jefe")',
      '"164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea2505549758bf75c05a994a6d034f65f8f0e6fdcaeab1a34d4a6b4b636e070a38bce737"',
    ],
    ['crypto.hmac.equal("a", "a")', 'true'],
    ['set_diff({1, 2}, {2})', '[1]'],
    ['cast_set([1, 1])', '[1]'],
    ['re_match("^a", "ab")', 'true'],
    ['hex.encode("é")', '"c3a9"'],
    ['hex.decode("C3a9")', '"é"'],
    ['urlquery.encode("a b&é~")', '"a+b%26%C3%A9~"'],
    ['urlquery.decode("a+b%26%C3%A9")', '"a b&é"'],
    ['urlquery.encode_object({"a": ["1", "2"], "b": "c d"})', '"a=1&a=2&b=c+d"'],
    ['urlquery.decode_object("a=1&b=%20&a=2")', '{"a":["1","2"],"b":[" "]}'],
    ['uuid.parse("00000000-0000-4000-8000-000000000000")', '{"variant":"RFC4122","version":4}'],
    [
      'json.patch({"a": [1, {"b": 2}]}, [{"op": "add", "path": "/a/1", "value": 9}, {"op": "remove", "path": "a/2/b"}])',
      '{"a":[1,9,{}]}',
    ],
    [
      'json.patch({"a": 1}, [{"op": "move", "from": "/a", "path": "/b~1c"}, {"op": "test", "path": "/b~1c", "value": 1}])',
      '{"b/c":1}',
    ],
    ['json.patch({"a": {1}}, [{"op": "add", "path": ["a", 2], "value": 2}])', '{"a":[1,2]}'],
    ['json.patch({"a": 1}, [{"op": "remove", "path": ""}, {"op": "add", "path": "", "value": 2}])', '2'],
    ['time.add_date(0, 2000000000, 0, 0)', undefined],
    ['json.patch({"a": 1}, [{"op": "replace", "path": "/b", "value": 1}])', undefined],
    ['semver.compare("1.0.0-alpha.2", "1.0.0-alpha.10")', '-1'],
    ['semver.compare("1.0.0", "1.0.0-rc.1+x")', '1'],
    ['semver.is_valid("1.0")', 'false'],
    ['semver.is_valid("01.0.0")', 'false'],
    ['semver.is_valid("1.0.0-01")', 'false'],
    ['semver.is_valid("1.0.0-0a.0+01")', 'true'],
    ['net.cidr_contains("10.0.0.0/8", "10.1.2.0/24")', 'true'],
    ['net.cidr_contains("2001:db8::/32", "2001:db8:1::1")', 'true'],
    ['net.cidr_intersects("10.0.0.0/25", "10.0.0.128/25")', 'false'],
    ['net.cidr_expand("192.0.2.0/30")', '["192.0.2.0","192.0.2.1","192.0.2.2","192.0.2.3"]'],
    ['net.cidr_expand("2001:db8::/127")', '["2001:db8::","2001:db8::1"]'],
    ['net.cidr_is_valid("10.0.0.0/33")', 'false'],
    ['glob.match("*.github.com", [], "api.github.com")', 'true'],
    ['glob.match("*.github.com", [], "a.b.github.com")', 'false'],
    ['glob.match("**.com", null, "a.b.com")', 'true'],
    ['glob.match("{cat,[!b]at,?}:*", [":"], "rat:x")', 'true'],
    ['glob.match("[a-c]\\\\*", [], "b*")', 'true'],
    ['glob.quote_meta("*.a[b]")', '"\\\\*.a\\\\[b\\\\]"'],
    ['graph.reachable({"a": ["b"], "b": {"c"}, "c": [], "d": ["a"]}, ["a"])', '["a","b","c"]'],
    ['array.flatten([1, [2, [3]]])', '[1,2,[3]]'],
    ['all([true, false])', 'false'],
    ['any({true})', 'true'],
  ] as const)('%s', ([term, expected]) => {
    const found = answer(term, false, 'opa');
    expect(found?.startsWith('error: ') === true ? undefined : found).toBe(expected);
  });
});

describe('engines', () => {
  test('the agent has 86 functions besides print, and two names of its own', () => {
    const agent = profiles.filter((profile) => profile.id === 'kata-3.30');
    const names = [...allBuiltins()].filter((builtin) =>
      agent.some((profile) => builtinOf(builtin.name, profile)),
    );
    expect(names.filter((builtin) => !builtin.name.startsWith('__'))).toHaveLength(86);
  });

  test.for([
    ['base64.decode', ['kata-3.30', 'kata-3.28', 'trustee', 'opa']],
    ['base64url.decode', ['kata-3.30', 'kata-3.28', 'opa']],
    ['regex.match', ['kata-3.30', 'kata-3.28', 'kata-3.11', 'kata-3.5', 'trustee', 'opa']],
    ['glob.match', ['opa']],
    ['time.now_ns', ['trustee', 'opa']],
    ['http.send', ['opa']],
    ['no.such', []],
  ] as const)('%s', ([name, expected]) => {
    expect(enginesWith(name).map((profile) => profile.id)).toEqual(expected);
  });
});

test('no builtin throws anything but a BuiltinError, and all give values', () => {
  const builtins = [...allBuiltins()];
  const args = fc.array(fc.oneof(anyValue, fc.integer({ min: -3, max: 9 }), fc.string({ maxLength: 4 })), {
    maxLength: 4,
  });
  fc.assert(
    fc.property(fc.constantFrom(...builtins), args, fc.boolean(), (builtin, values, strict) => {
      const fitting = values.length >= builtin.arity.min ? values.slice(0, builtin.arity.max) : values;
      try {
        const value = builtin.evaluate(fitting, { ...agentContext, strict });
        if (value !== undefined) jsonOf(value);
      } catch (error) {
        expect(error).toBeInstanceOf(BuiltinError);
      }
    }),
    { numRuns: 3000 },
  );
});
