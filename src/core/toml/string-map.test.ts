import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { contentToText, textToContent } from './string-map.ts';
import { contentSpan, decodeString, escapesIn, type StringForm } from './strings.ts';

function placeOf(
  text: string,
  form: StringForm,
): { readonly span: { from: number; to: number }; readonly form: StringForm } {
  return { span: { from: 0, to: text.length }, form };
}

describe('where the content is in the text', () => {
  test.for([
    { form: 'ml-literal', text: "'''\nab\n'''", content: 'ab\n', at: [4, 5, 6, 7] },
    { form: 'ml-literal', text: "'''\r\nab'''", content: 'ab', at: [5, 6, 7] },
    { form: 'ml-literal', text: "'''ab'''", content: 'ab', at: [3, 4, 5] },
    { form: 'literal', text: "'ab'", content: 'ab', at: [1, 2, 3] },
    { form: 'basic', text: '"a\\nb"', content: 'a\nb', at: [1, 2, 4, 5] },
    { form: 'basic', text: '"\\u00e9x"', content: 'éx', at: [1, 7, 8] },
    { form: 'basic', text: '"\\U0001F511x"', content: '🔑x', at: [1, 1, 11, 12] },
    { form: 'ml-basic', text: '"""\na\\\n  b"""', content: 'ab', at: [4, 9, 10] },
    { form: 'ml-basic', text: '"""\r\na\r\nb"""', content: 'a\r\nb', at: [5, 6, 7, 8, 9] },
    { form: 'basic', text: '"\\d"', content: '\\d', at: [1, 2, 3] },
  ] as const)('$text', ({ form, text, content, at }) => {
    const place = placeOf(text, form);
    expect(decodeString(text, place)).toBe(content);
    expect(
      Array.from({ length: content.length + 1 }, (_, offset) => contentToText(text, place, offset)),
    ).toEqual(at);
  });
});

describe('where the text is in the content', () => {
  test.for([
    {
      form: 'ml-literal',
      text: "'''\nab'''",
      want: [undefined, undefined, undefined, 0, 0, 1, 2, undefined],
    },
    { form: 'basic', text: '"a\\nb"', want: [undefined, 0, 1, 1, 2, 3, undefined] },
    {
      form: 'ml-basic',
      text: '"""a\\\n b"""',
      want: [undefined, undefined, undefined, 0, 1, 1, 1, 1, 2, undefined],
    },
  ] as const)('$text', ({ form, text, want }) => {
    expect(want.map((_, offset) => textToContent(text, placeOf(text, form), offset))).toEqual(want);
  });
});

test('an offset of the content comes back from the text, except inside an escape', () => {
  const pieces = fc.constantFrom(
    'a',
    '\\n',
    '\\\\',
    '\\u0041',
    '\\U0001F511',
    '\\\n   ',
    '\n',
    '\r\n',
    '"" ',
    'é',
    '\\"',
    ' ',
  );
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 20 }), (parts) => {
      const text = `"""\n${parts.join('')}"""`;
      const place = placeOf(text, 'ml-basic');
      const content = decodeString(text, place);
      const inPair = new Set<number>();
      for (const { at, value } of escapesIn(text, contentSpan(text, place), place.form)) {
        const offset = textToContent(text, place, at);
        if (value.length === 2 && offset !== undefined) inPair.add(offset + 1);
      }
      for (let offset = 0; offset <= content.length; offset++) {
        if (inPair.has(offset)) continue;
        expect(textToContent(text, place, contentToText(text, place, offset))).toBe(offset);
      }
    }),
  );
});
