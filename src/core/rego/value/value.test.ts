import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { jsonOf, valueFromJson, valueFromUnknown } from './json.ts';
import { printText } from './print.ts';
import {
  compareStrings,
  compareValues,
  emptyObject,
  emptySet,
  equalValues,
  hasItem,
  itemsOf,
  keysOf,
  memberOf,
  objectOf,
  setOf,
  typeNameOf,
  type Value,
} from './value.ts';
import { anyValue } from '../testing/any-value.ts';

describe('order', () => {
  const ascending: readonly Value[] = [
    null,
    false,
    true,
    -(2n ** 70n),
    -1,
    0,
    0.5,
    1,
    2 ** 53,
    2n ** 53n + 1n,
    2n ** 64n,
    '',
    'A',
    'a',
    'aa',
    'b',
    '\uffff',
    '🎉',
    [],
    [null],
    [1, 2],
    [1, 2, 0],
    [2],
    emptySet,
    setOf([1, 2]),
    setOf([1, 2, 3]),
    setOf([1, 3]),
    emptyObject,
    objectOf([['a', 1]]),
    objectOf([
      ['a', 1],
      ['b', 1],
    ]),
    objectOf([['a', 2]]),
    objectOf([['b', 0]]),
  ];

  test('goes null, boolean, number, string, array, set, object', () => {
    for (const [index, a] of ascending.entries()) {
      for (const [other, b] of ascending.entries()) {
        expect(Math.sign(compareValues(a, b))).toBe(Math.sign(index - other));
        expect(equalValues(a, b)).toBe(index === other);
      }
    }
  });

  test('is total and agrees with equality', () => {
    fc.assert(
      fc.property(anyValue, anyValue, anyValue, (a, b, c) => {
        const ab = Math.sign(compareValues(a, b));
        expect(ab).toBe(0 - Math.sign(compareValues(b, a)));
        expect(equalValues(a, b)).toBe(ab === 0);
        if (ab <= 0 && compareValues(b, c) <= 0) expect(compareValues(a, c)).toBeLessThanOrEqual(0);
      }),
    );
  });

  test('compares strings by code points', () => {
    const codePoints = (text: string): number[] =>
      Array.from(text, (character) => character.codePointAt(0) ?? 0);
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (a, b) => {
        expect(Math.sign(compareStrings(a, b))).toBe(Math.sign(compareValues(codePoints(a), codePoints(b))));
      }),
    );
  });
});

describe('collections', () => {
  test('items and members are found by value', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(anyValue, anyValue)), (members) => {
        const object = objectOf(members);
        const set = setOf(members.map(([key]) => key));
        for (const [key] of members) {
          const last = members.findLast(([other]) => equalValues(other, key));
          expect(equalValues(memberOf(object, key) as Value, last?.[1] as Value)).toBe(true);
          expect(hasItem(set, key)).toBe(true);
        }
        for (const list of [itemsOf(set), keysOf(object)]) {
          for (let index = 1; index < list.length; index += 1) {
            expect(compareValues(list[index - 1] as Value, list[index] as Value)).toBeLessThan(0);
          }
        }
      }),
    );
  });

  test('a text is not taken for the array it looks like', () => {
    expect(hasItem(setOf(['[1,]']), [1])).toBe(false);
    expect(memberOf(objectOf([[[1], 'array']]), '[1,]')).toBeUndefined();
  });

  test.for<[string, Value]>([
    ['null', null],
    ['boolean', true],
    ['number', 1.5],
    ['number', 2n ** 60n],
    ['string', ''],
    ['array', []],
    ['set', emptySet],
    ['object', emptyObject],
  ])('%s', ([name, value]) => {
    expect(typeNameOf(value)).toBe(name);
  });
});

describe('JSON', () => {
  test.for([
    ['1', '1'],
    ['1.0', '1'],
    ['-0', '-0.0'],
    ['1e2', '100'],
    ['1e21', '1e+21'],
    ['1e-5', '0.00001'],
    ['1e-6', '1e-6'],
    ['0.30000000000000004', '0.30000000000000004'],
    ['18446744073709551615', '18446744073709551615'],
    ['18446744073709551616', '1.8446744073709552e+19'],
    ['-9223372036854775808', '-9223372036854775808'],
    ['-9223372036854775809', '-9.223372036854776e+18'],
    ['9007199254740993', '9007199254740993'],
    ['9007199254740993.0', '9007199254740994'],
    ['{"b": [1, {"a": null}], "a": "\\u00e9\\/", "b": 2}', '{"a":"é/","b":2}'],
    ['  [true , false]\r\n', '[true,false]'],
  ] as const)('%s is written %s', ([text, written]) => {
    const reading = valueFromJson(text);
    expect(reading.kind === 'value' ? jsonOf(reading.value) : reading.message).toBe(written);
  });

  test.for([
    ['', 'EOF while parsing a value at line 1 column 0'],
    ['nul', 'EOF while parsing a value at line 1 column 3'],
    ['[1,]', 'trailing comma at line 1 column 4'],
    ['[1 2]', 'expected `,` or `]` at line 1 column 4'],
    ['{1:2}', 'key must be a string at line 1 column 2'],
    ['{"a" 1}', 'expected `:` at line 1 column 6'],
    ['01', 'invalid number at line 1 column 2'],
    ['1 1', 'trailing characters at line 1 column 3'],
    ['"\n"', 'control character (\\u0000-\\u001F) found while parsing a string at line 2 column 0'],
    ['"\\ud83c"', 'unexpected end of hex escape at line 1 column 8'],
    ['"\\x"', 'invalid escape at line 1 column 3'],
    ['1e999', 'number out of range at line 1 column 5'],
  ] as const)('%j is refused', ([text, message]) => {
    expect(valueFromJson(text)).toMatchObject({ kind: 'refused', message });
  });

  test('a number without JSON text has none', () => {
    expect(jsonOf([Number.POSITIVE_INFINITY])).toBeUndefined();
    expect(jsonOf('inf\\u0000')).toBe('"inf\\\\u0000"');
  });

  test('what JSON can say survives the round trip', () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: 'binary' }), (json) => {
        const reading = valueFromJson(JSON.stringify(json));
        const direct = valueFromUnknown(JSON.parse(JSON.stringify(json)));
        const again = valueFromJson(jsonOf(direct) ?? '');
        // Floats of more than 15 digits may differ in the last one, as in the engine.
        if (/[\d.]{17}|e/.test(JSON.stringify(json))) return;
        expect(reading.kind === 'value' && equalValues(reading.value, direct)).toBe(true);
        expect(again.kind === 'value' && equalValues(again.value, direct)).toBe(true);
      }),
    );
  });

  test('no text makes the reader throw, and it accepts what JSON.parse accepts', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json().map((text) => text.slice(1)),
        ),
        (text) => {
          const reading = valueFromJson(text);
          let accepted = true;
          try {
            JSON.parse(text);
          } catch {
            accepted = false;
          }
          expect(reading.kind === 'value').toBe(accepted);
        },
      ),
    );
  });
});

describe('print', () => {
  test.for<[Value, string]>([
    ['quo"te', 'quo"te'],
    [['quo"te'], '["quo\\"te"]'],
    [[1, 'a', null, true], '[1, "a", null, true]'],
    [emptySet, '{}'],
    [setOf([3, 1, 2]), '{1, 2, 3}'],
    [
      objectOf([
        [1.5, 2],
        [null, 3],
        [true, 4],
      ]),
      '{null: 3, true: 4, 1.5: 2}',
    ],
    [
      objectOf([
        [[1], 2],
        [setOf([1]), 3],
      ]),
      '{[1]: 2, {1}: 3}',
    ],
    [[1e21, 1e-7], '[1e+21, 1e-7]'],
    [10n ** 23n, '1e+23'],
  ])('%#', ([value, text]) => {
    expect(printText(value)).toBe(text);
  });
});
