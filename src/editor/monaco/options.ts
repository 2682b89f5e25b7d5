import type { EditorLanguage } from '../text-editor-props.ts';
import { monaco } from './monaco.ts';

/** Monaco gives these to models from time to time, and to those that it has not made itself only then. */
export const modelOptions = {
  tabSize: 2,
  insertSpaces: true,
  // White space that the editor put in after a new line stays until a person removes it.
  trimAutoWhitespace: false,
} satisfies monaco.editor.ITextModelUpdateOptions & monaco.editor.IGlobalEditorOptions;

/** What is the same for every text. */
export const editorOptions: monaco.editor.IStandaloneEditorConstructionOptions = {
  ...modelOptions,
  accessibilitySupport: 'auto',
  automaticLayout: true,
  autoIndent: 'full',
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
  // Bytes are measured: nothing is rewritten that nobody asked for.
  unusualLineTerminators: 'off',
  padding: { top: 8, bottom: 8 },
  // Monaco dims the number of an empty last line on some systems, beyond what can be read.
  renderFinalNewline: 'on',
  renderLineHighlightOnlyWhenFocus: true,
  renderWhitespace: 'selection',
  overviewRulerBorder: false,
  scrollBeyondLastLine: false,
  smoothScrolling: false,
  stickyScroll: { enabled: false },
  suggest: { showWords: true, preview: false },
  detectIndentation: false,
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
    // Colours by depth help in code; configuration has no depth, and each letter would look for pairs anew.
    bracketPairColorization: { enabled: language === 'rego' },
    wordWrap: language === 'rego' ? 'off' : 'on',
    wordBasedSuggestions: language === 'rego' ? 'currentDocument' : 'off',
    // Values of configuration are strings, and what may stand in them is known.
    quickSuggestions: { other: true, comments: false, strings: language === 'toml' || language === 'yaml' },
  };
}
