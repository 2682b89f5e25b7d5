/** Colours of YAML and JSON for the view that reads them without the code editor. */
import type { languages } from 'monaco-editor/editor';

export const yamlGrammar: languages.IMonarchLanguage = {
  tokenizer: {
    root: [
      [/^(?:---|\.\.\.)(?=\s|$)/, 'table'],
      [/\s+/, ''],
      [/#.*$/, 'comment'],
      [/[-?:](?=\s|$)/, 'delimiter'],
      [/"(?:[^"\\]|\\.)*"(?=\s*:(?:\s|$))/, 'key'],
      [/'(?:[^']|'')*'(?=\s*:(?:\s|$))/, 'key'],
      [/[^\s"'#&*!|>{}[\],%@`-][^:#{}[\],]*(?=:(?:\s|$))/, 'key'],
      [/"/, 'string', '@double'],
      [/'/, 'string', '@single'],
      [/[&*][^\s,[\]{}]+/, 'predefined'],
      [/![^\s,[\]{}]*/, 'predefined'],
      [/[|>][-+\d]*(?=\s*(?:#.*)?$)/, 'keyword'],
      [/(?:true|false|null|~)(?=\s*(?:[,\]}#]|$))/, 'constant'],
      [/[-+]?\d[\d_]*(?:\.\d+)?(?:[eE][-+]?\d+)?(?=\s*(?:[,\]}#]|$))/, 'number'],
      [/[{}[\],]/, '@brackets'],
      [/[^\s,[\]{}#]+/, 'string'],
    ],
    double: [
      [/\\(?:x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.)/, 'string.escape'],
      [/[^"\\]+/, 'string'],
      [/"/, 'string', '@pop'],
    ],
    single: [
      [/''/, 'string.escape'],
      [/[^']+/, 'string'],
      [/'/, 'string', '@pop'],
    ],
  },
};

export const jsonGrammar: languages.IMonarchLanguage = {
  tokenizer: {
    root: [
      [/\s+/, ''],
      [/"(?:[^"\\]|\\.)*"(?=\s*:)/, 'key'],
      [/"/, 'string', '@text'],
      [/(?:true|false|null)\b/, 'constant'],
      [/-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?/, 'number'],
      [/[{}[\]]/, '@brackets'],
      [/[,:]/, 'delimiter'],
    ],
    text: [
      // A string of JSON ends with its line, closed or not.
      [/^/, '', '@pop'],
      [/\\(?:["\\/bfnrt]|u[0-9A-Fa-f]{4})/, 'string.escape'],
      [/\\./, 'invalid'],
      [/[^"\\]+/, 'string'],
      [/"/, 'string', '@pop'],
    ],
  },
};
