import type { EditorLanguage } from '../text-editor-props.ts';
import { monaco } from './monaco.ts';

/** What is the same for every text. */
export const editorOptions: monaco.editor.IStandaloneEditorConstructionOptions = {
  accessibilitySupport: 'auto',
  automaticLayout: true,
  autoIndent: 'full',
  bracketPairColorization: { enabled: false },
  fixedOverflowWidgets: true,
  fontFamily: 'var(--mono)',
  fontLigatures: false,
  fontSize: 13,
  fontVariations: false,
  lightbulb: { enabled: monaco.editor.ShowLightbulbIconMode.On },
  lineHeight: 20,
  lineNumbersMinChars: 3,
  links: false,
  minimap: { enabled: false },
  occurrencesHighlight: 'singleFile',
  // Neither may rewrite what nobody asked for: bytes are measured.
  unusualLineTerminators: 'off',
  trimAutoWhitespace: false,
  padding: { top: 8, bottom: 8 },
  renderLineHighlightOnlyWhenFocus: true,
  renderWhitespace: 'selection',
  overviewRulerBorder: false,
  scrollBeyondLastLine: false,
  smoothScrolling: false,
  stickyScroll: { enabled: false },
  suggest: { showWords: true, preview: false },
  tabSize: 2,
  detectIndentation: false,
  insertSpaces: true,
  unicodeHighlight: {
    ambiguousCharacters: true,
    invisibleCharacters: true,
    includeComments: true,
    includeStrings: true,
  },
  useShadowDOM: false,
  wrappingIndent: 'same',
};

/** Policies are code and scroll sideways; configuration holds long values and wraps. */
export function optionsFor(
  language: EditorLanguage,
): monaco.editor.IEditorOptions & monaco.editor.IGlobalEditorOptions {
  return {
    wordWrap: language === 'rego' ? 'off' : 'on',
    wordBasedSuggestions: language === 'rego' ? 'currentDocument' : 'off',
    // Values of configuration are strings, and what may stand in them is known.
    quickSuggestions: { other: true, comments: false, strings: language === 'toml' || language === 'yaml' },
  };
}
