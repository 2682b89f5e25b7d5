import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { colourLine, firstState, type ColourState } from './colour.ts';
import { regoGrammar } from './rego.ts';
import { tomlGrammar } from './toml.ts';
import { jsonGrammar, yamlGrammar } from './yaml-colours.ts';

const grammars = { rego: regoGrammar, toml: tomlGrammar, yaml: yamlGrammar, json: jsonGrammar };

/** `kind:text` of every piece that has a colour, line by line. */
function coloured(language: string, text: string): readonly (readonly string[])[] {
  let state: ColourState = firstState;
  return text.split('\n').map((line) => {
    const result = colourLine(grammars, language, line, state);
    ({ state } = result);
    return result.pieces.filter(({ kind }) => kind !== '').map(({ kind, text: piece }) => `${kind}:${piece}`);
  });
}

describe('pieces', () => {
  test.for([
    {
      language: 'toml',
      text: 'url = "a" # b',
      want: [['key:url', 'punctuation:=', 'string:"a"', 'comment:# b']],
    },
    { language: 'toml', text: '[kbs]', want: [['table:[kbs]']] },
    {
      language: 'toml',
      text: 'a = """x\ny"""',
      want: [['key:a', 'punctuation:=', 'string:"""x'], ['string:y"""']],
    },
    {
      language: 'rego',
      text: 'default X := false',
      want: [['keyword:default', 'rule:X', 'punctuation::=', 'constant:false']],
    },
    {
      language: 'rego',
      text: 'a := `x\ny`',
      want: [['rule:a', 'punctuation::=', 'string:`x'], ['string:y`']],
    },
    { language: 'yaml', text: 'kind: Pod', want: [['key:kind', 'punctuation::', 'string:Pod']] },
    {
      language: 'yaml',
      text: '- a: true',
      want: [['punctuation:-', 'key:a', 'punctuation::', 'constant:true']],
    },
    {
      language: 'json',
      text: '{"a": [1, null]}',
      want: [
        [
          'punctuation:{',
          'key:"a"',
          'punctuation::',
          'punctuation:[',
          'number:1',
          'punctuation:,',
          'constant:null',
          'punctuation:]}',
        ],
      ],
    },
  ])('$language: $text', ({ language, text, want }) => {
    expect(coloured(language, text)).toEqual(want);
  });

  test('a policy inside a document has the colours of its own language', () => {
    expect(coloured('toml', `"policy.rego" = '''\ndefault X := true\n'''\nb = 1`)).toEqual([
      ['key:"policy.rego"', 'punctuation:=', `string:'''`],
      ['keyword:default', 'rule:X', 'punctuation::=', 'constant:true'],
      [`string:'''`],
      ['key:b', 'punctuation:=', 'number:1'],
    ]);
  });

  test('other languages and endless lines stay plain', () => {
    expect(coloured('text', 'a = 1')).toEqual([[]]);
    expect(coloured('toml', `a = "${'x'.repeat(5_000)}"`)).toEqual([[]]);
  });
});

test('the pieces of any text are the text, in bounded time', () => {
  const line = fc.string({
    unit: fc.constantFrom(...'\'"`#[]{}=.:- \\/aX1é\u202e'.split('')),
    maxLength: 60,
  });
  fc.assert(
    fc.property(
      fc.constantFrom('rego', 'toml', 'yaml', 'json'),
      fc.array(line, { maxLength: 8 }),
      (language, lines) => {
        let state: ColourState = firstState;
        for (const text of lines) {
          const result = colourLine(grammars, language, text, state);
          ({ state } = result);
          expect(result.pieces.map((piece) => piece.text).join('')).toBe(text);
        }
      },
    ),
  );
});
