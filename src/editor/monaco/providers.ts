/** What Monaco asks while a person edits, answered per model: each language is registered once, each text has a client. */
import type { Fix } from '#core/diagnostics/diagnostic.ts';
import { overlaps } from '#core/text/span.ts';
import { regoConfiguration, regoGrammar } from '../languages/rego.ts';
import type { FoldingRange, OutlineSymbol } from '../languages/symbol.ts';
import { tomlFolding, tomlSymbols } from '../languages/toml-structure.ts';
import { tomlConfiguration, tomlGrammar } from '../languages/toml.ts';
import { yamlSymbols } from '../languages/yaml-symbols.ts';
import { editorRange, storedSpan } from '../position-map.ts';
import type { EditorCompletion, EditorLanguage } from '../text-editor-props.ts';
import { registerCode } from './code-providers.ts';
import { keptModelOf, storedLinesOf } from './kept-models.ts';
import { markerOf } from './markers.ts';
import { monaco } from './monaco.ts';
import { placeIn } from './place.ts';

const { languages } = monaco;

const applyFixCommand = 'studio.applyFix';

/** Registers languages and providers. To be called once. */
export function registerLanguages(): void {
  languages.register({ id: 'toml', extensions: ['.toml'], aliases: ['TOML'] });
  languages.setLanguageConfiguration('toml', tomlConfiguration);
  languages.setMonarchTokensProvider('toml', tomlGrammar);
  languages.registerFoldingRangeProvider('toml', {
    provideFoldingRanges: (model) => tomlFolding(model.getValue()).map(foldingOf),
  });
  languages.register({ id: 'rego', extensions: ['.rego'], aliases: ['Rego'] });
  languages.setLanguageConfiguration('rego', regoConfiguration);
  languages.setMonarchTokensProvider('rego', regoGrammar);

  registerOutline('toml', tomlSymbols);
  registerOutline('yaml', yamlSymbols);
  for (const language of ['toml', 'rego', 'yaml', 'plaintext'] satisfies EditorLanguage[]) {
    registerAssist(language);
    registerFixes(language);
  }
  registerCode('rego');
  monaco.editor.registerCommand(applyFixCommand, (_, apply: () => void) => {
    apply();
  });
}

function foldingOf({ line, endLine, kind }: FoldingRange): monaco.languages.FoldingRange {
  const { Comment, Region } = languages.FoldingRangeKind;
  return { start: line + 1, end: endLine + 1, kind: kind === 'comment' ? Comment : Region };
}

const symbolKinds = {
  document: languages.SymbolKind.File,
  key: languages.SymbolKind.Property,
  table: languages.SymbolKind.Object,
} satisfies Record<OutlineSymbol['kind'], monaco.languages.SymbolKind>;

function registerOutline(
  language: EditorLanguage,
  symbolsOf: (text: string) => readonly OutlineSymbol[],
): void {
  const symbolIn =
    (model: monaco.editor.ITextModel) =>
    ({ name, detail, kind, line, endLine, children }: OutlineSymbol): monaco.languages.DocumentSymbol => ({
      name: name === '' ? ' ' : name,
      detail,
      kind: symbolKinds[kind],
      tags: [],
      range: new monaco.Range(line + 1, 1, endLine + 1, model.getLineMaxColumn(endLine + 1)),
      selectionRange: new monaco.Range(line + 1, 1, line + 1, model.getLineMaxColumn(line + 1)),
      children: children.map(symbolIn(model)),
    });
  languages.registerDocumentSymbolProvider(language, {
    displayName: 'Outline',
    provideDocumentSymbols: (model) => symbolsOf(model.getValue()).map(symbolIn(model)),
  });
}

const forConfiguration = ['.', '"', "'", '=', '[', ':', '/', ' '];

/** In code a blank means nothing: a list that comes by itself would take the Enter that ends the line. */
const triggers = {
  toml: forConfiguration,
  yaml: forConfiguration,
  plaintext: forConfiguration,
  rego: ['.'],
} satisfies Record<EditorLanguage, string[]>;

function registerAssist(language: EditorLanguage): void {
  languages.registerCompletionItemProvider(language, {
    triggerCharacters: triggers[language],
    async provideCompletionItems(model, position) {
      const place = placeIn(model, position);
      const completions = await place?.kept.client?.assist?.completionsAt(place.text, place.offset);
      if (place === undefined || completions === undefined || model.isDisposed()) return undefined;
      const lines = storedLinesOf(place.kept);
      return {
        suggestions: completions.map((completion, rank) => ({
          label: { label: completion.label, description: completion.detail },
          kind: completionKinds[completion.kind],
          documentation: completion.documentation,
          insertText: completion.insert,
          ...(completion.snippet === true && {
            insertTextRules: languages.CompletionItemInsertTextRule.InsertAsSnippet,
          }),
          range: editorRange(lines, completion.replace),
          filterText: filterTextOf(completion, place.text.slice(completion.replace.from, place.offset)),
          // The order in which they were given is the order of use.
          sortText: String(rank).padStart(4, '0'),
        })),
      };
    },
  });
  languages.registerHoverProvider(language, {
    async provideHover(model, position) {
      const place = placeIn(model, position);
      const hover = await place?.kept.client?.assist?.hoverAt(place.text, place.offset);
      if (place === undefined || hover === undefined || model.isDisposed()) return undefined;
      return {
        range: editorRange(storedLinesOf(place.kept), hover.span),
        contents: [
          { value: `**${plainMarkdown(hover.title)}**` },
          ...hover.paragraphs.map((paragraph) => ({ value: plainMarkdown(paragraph) })),
        ],
      };
    },
  });
}

/** Monaco drops what does not begin as the replaced text does, and that may begin with a quote that no label has. */
function filterTextOf({ label }: EditorCompletion, typed: string): string {
  const opening = /^["'.[\s]*/.exec(typed)?.[0] ?? '';
  return label.startsWith(opening) ? label : `${opening}${label}`;
}

const completionKinds = {
  key: languages.CompletionItemKind.Property,
  table: languages.CompletionItemKind.Module,
  value: languages.CompletionItemKind.Value,
  snippet: languages.CompletionItemKind.Snippet,
  function: languages.CompletionItemKind.Function,
  variable: languages.CompletionItemKind.Variable,
  keyword: languages.CompletionItemKind.Keyword,
} satisfies Record<EditorCompletion['kind'], monaco.languages.CompletionItemKind>;

/** Text that Markdown shows as it is; backticks keep their meaning. */
function plainMarkdown(text: string): string {
  return text.replaceAll(/[\\*_{}[\]()<>#+\-.!|~&]/g, String.raw`\$&`);
}

function registerFixes(language: EditorLanguage): void {
  languages.registerCodeActionProvider(
    language,
    {
      provideCodeActions(model, range) {
        const kept = keptModelOf(model);
        const client = kept?.client;
        const onFix = client?.onFix;
        if (kept === undefined || client === undefined || onFix === undefined) return undefined;
        const lines = storedLinesOf(kept);
        const asked = storedSpan(lines, range);
        const actionFor = (fix: Fix): Omit<monaco.languages.CodeAction, 'diagnostics'> => ({
          title: fix.title,
          kind: 'quickfix',
          isPreferred: true,
          command: {
            id: applyFixCommand,
            title: fix.title,
            arguments: [
              () => {
                onFix(fix);
              },
            ],
          },
        });
        const actions = client.diagnostics
          .filter(({ span }) => overlaps(span, asked) || (span.from <= asked.to && asked.from <= span.to))
          .flatMap((finding) =>
            finding.fix === undefined
              ? []
              : [{ ...actionFor(finding.fix), diagnostics: [markerOf(finding, lines, model.uri)] }],
          );
        return { actions, dispose: () => undefined };
      },
    },
    { providedCodeActionKinds: ['quickfix'] },
  );
}
