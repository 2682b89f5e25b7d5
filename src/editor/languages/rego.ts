/** Colours and editing habits of Rego, v0 and v1; what a policy means is decided elsewhere. */
import type { languages } from 'monaco-editor/editor';
import { regoBuiltins } from './rego-builtins.ts';

export const regoConfiguration: languages.LanguageConfiguration = {
  comments: { lineComment: '#' },
  brackets: [
    ['{', '}'],
    ['[', ']'],
    ['(', ')'],
  ],
  autoClosingPairs: [
    { open: '{', close: '}' },
    { open: '[', close: ']' },
    { open: '(', close: ')' },
    { open: '"', close: '"', notIn: ['string', 'comment'] },
    { open: '`', close: '`', notIn: ['string', 'comment'] },
  ],
  indentationRules: {
    increaseIndentPattern: /[{[(]\s*(?:#.*)?$/,
    decreaseIndentPattern: /^\s*[}\])]/,
  },
};

export const regoGrammar: languages.IMonarchLanguage = {
  defaultToken: '',
  tokenPostfix: '.rego',
  brackets: [
    { open: '{', close: '}', token: 'delimiter.curly' },
    { open: '[', close: ']', token: 'delimiter.square' },
    { open: '(', close: ')', token: 'delimiter.parenthesis' },
  ],
  keywords: [
    'as',
    'contains',
    'default',
    'else',
    'every',
    'if',
    'import',
    'in',
    'not',
    'package',
    'some',
    'with',
  ],
  constants: ['true', 'false', 'null'],
  roots: ['input', 'data'],
  builtins: regoBuiltins,
  tokenizer: {
    root: [
      // `contains(` is the builtin, `contains` without a bracket the keyword of v1.
      [
        /^[A-Za-z_]\w*/,
        {
          cases: {
            'package|import': { token: 'keyword', next: '@path' },
            default: { token: 'keyword', next: '@head' },
            '@keywords': 'keyword',
            '@default': 'rule',
          },
        },
      ],
      { include: '@terms' },
    ],
    path: [
      [/^/, '', '@pop'],
      [/#.*$/, 'comment'],
      [/as\b/, 'keyword'],
      [/[A-Za-z_]\w*/, 'namespace'],
      [/[.\s]+/, ''],
      [/"[^"]*"/, 'string'],
      [/[[\]]/, '@brackets'],
      [/./, { token: '@rematch', next: '@pop' }],
    ],
    head: [
      [/^/, '', '@pop'],
      [/\s+/, ''],
      [/[A-Za-z_]\w*/, 'rule', '@pop'],
      [/./, { token: '@rematch', next: '@pop' }],
    ],
    terms: [
      [/\s+/, ''],
      [/#.*$/, 'comment'],
      [/`/, 'string', '@rawString'],
      [/"/, 'string', '@string'],
      [/-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/, 'number'],
      [
        /[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*(?=\()/,
        { cases: { '@builtins': 'predefined', '@keywords': 'keyword', '@default': 'function' } },
      ],
      [
        /[A-Za-z_]\w*/,
        {
          cases: {
            '@keywords': 'keyword',
            '@constants': 'constant',
            '@roots': 'root',
            '@default': 'identifier',
          },
        },
      ],
      [/[{}[\]()]/, '@brackets'],
      [/:=|==|!=|<=|>=|[=<>+\-*/%&|]/, 'operator'],
      [/[,.:;]/, 'delimiter'],
    ],
    string: [
      // A quoted string ends with its line, closed or not.
      [/^/, '', '@pop'],
      [/[^"\\]+/, 'string'],
      [/\\(?:["\\/bfnrt]|u[0-9A-Fa-f]{4})/, 'string.escape'],
      [/\\./, 'invalid'],
      [/"/, 'string', '@pop'],
    ],
    rawString: [
      [/[^`]+/, 'string'],
      [/`/, 'string', '@pop'],
    ],
  },
};
