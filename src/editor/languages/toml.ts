/** Colours and editing habits of TOML, with the languages that data entries of Init-Data hold inside their strings. */
import type { languages } from 'monaco-editor/editor';

export const tomlConfiguration: languages.LanguageConfiguration = {
  comments: { lineComment: '#' },
  brackets: [
    ['{', '}'],
    ['[', ']'],
  ],
  autoClosingPairs: [
    { open: '{', close: '}', notIn: ['string', 'comment'] },
    { open: '[', close: ']', notIn: ['string', 'comment'] },
    { open: '"', close: '"', notIn: ['string', 'comment'] },
    { open: "'", close: "'", notIn: ['string', 'comment'] },
  ],
  // The keys of Init-Data and of the guest's files hold dots and hyphens; a word is one part of a dotted key.
  wordPattern: /[\w-]+/,
};

/** The string of a data entry under a key that ends in `.name`, read in another language. */
function embedded(name: string, language: string): Record<string, languages.IMonarchLanguageRule[]> {
  const opening = (quotes: string, state: string): languages.IMonarchLanguageRule => [
    quotes,
    { token: 'string', switchTo: state, nextEmbedded: language },
  ];
  const closing = (quotes: RegExp): languages.IMonarchLanguageRule[] => [
    [quotes, { token: 'string', next: '@pop', nextEmbedded: '@pop' }],
  ];
  return {
    [`${name}Entry`]: [
      [/^/, '', '@pop'],
      [/\s+/, ''],
      [/=/, 'delimiter'],
      opening("'''", `@${name}Literal`),
      opening('"""', `@${name}Basic`),
      [/./, { token: '@rematch', next: '@pop' }],
    ],
    // Up to two quotes may stand before the three that close.
    [`${name}Literal`]: closing(/'{3,5}/),
    [`${name}Basic`]: closing(/(?<!\\)"{3,5}/),
  };
}

export const tomlGrammar: languages.IMonarchLanguage = {
  defaultToken: '',
  tokenPostfix: '.toml',
  brackets: [
    { open: '{', close: '}', token: 'delimiter.curly' },
    { open: '[', close: ']', token: 'delimiter.square' },
  ],
  tokenizer: {
    root: [
      [/^\s*\[\[?[^[\]{}"'#,=]*(?:(?:"[^"]*"|'[^']*')[^[\]{}"'#,=]*)*\]\]?(?=\s*(?:#|$))/, 'table'],
      [/\s+/, ''],
      [/#.*$/, 'comment'],
      [/(?:"[^"\s]*\.rego"|'[^'\s]*\.rego')(?=\s*=)/, 'key', '@regoEntry'],
      [/(?:"[^"\s]*\.toml"|'[^'\s]*\.toml')(?=\s*=)/, 'key', '@tomlEntry'],
      [/[\w-]+(?=\s*(?:=|\.\s*[A-Za-z_"'-][^=#]*=))/, 'key'],
      [/(?:"(?:[^"\\]|\\.)*"|'[^']*')(?=\s*[=.])/, 'key'],
      [/"""/, 'string', '@basicLines'],
      [/'''/, 'string', '@literalLines'],
      [/"/, 'string', '@basic'],
      [/'[^']*'?/, 'string'],
      [/\d{4}-\d\d-\d\d(?:[Tt ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:[Zz]|[+-]\d\d:\d\d)?)?/, 'number.date'],
      [/\d\d:\d\d(?::\d\d(?:\.\d+)?)?/, 'number.date'],
      [/0x[0-9A-Fa-f_]+|0o[0-7_]+|0b[01_]+/, 'number'],
      [/[+-]?(?:inf|nan)\b/, 'number'],
      [/[+-]?\d[\d_]*(?:\.[\d_]+)?(?:[eE][+-]?[\d_]+)?/, 'number'],
      [/(?:true|false)\b/, 'constant'],
      [/[\w-]+/, ''],
      [/[{}[\]]/, '@brackets'],
      [/[=,.]/, 'delimiter'],
    ],
    basic: [[/^/, '', '@pop'], { include: '@escapes' }, [/[^"\\]+/, 'string'], [/"/, 'string', '@pop']],
    basicLines: [{ include: '@escapes' }, [/"{3,5}/, 'string', '@pop'], [/[^"\\]+|"/, 'string']],
    literalLines: [
      [/'{3,5}/, 'string', '@pop'],
      [/[^']+|'/, 'string'],
    ],
    escapes: [
      [/\\(?:[btnfr"\\e]|x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|\s*$)/, 'string.escape'],
      [/\\./, 'invalid'],
    ],
    ...embedded('rego', 'rego'),
    ...embedded('toml', 'toml'),
  },
};
