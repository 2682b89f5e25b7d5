/** What Monaco asks of code alone: where names stand, what a call takes, the outline, and another layout. */
import { editorRange } from '../position-map.ts';
import type { EditorLanguage, NamedPlace } from '../text-editor-props.ts';
import { keptModelOf, storedLinesOf } from './kept-models.ts';
import { monaco } from './monaco.ts';
import { placeIn } from './place.ts';

const { languages } = monaco;

/** Registers everything for a language whose texts define names. To be called once for each. */
export function registerCode(language: EditorLanguage): void {
  registerNames(language);
  registerCalls(language);
  registerOutline(language);
  registerLayout(language);
}

function registerNames(language: EditorLanguage): void {
  const placesAt = async (
    model: monaco.editor.ITextModel,
    position: monaco.Position,
    onlyDefinitions: boolean,
  ): Promise<monaco.languages.Location[]> => {
    const place = placeIn(model, position);
    const found = await place?.kept.client?.assist?.placesOfName?.(place.text, place.offset);
    if (place === undefined || found === undefined || model.isDisposed()) return [];
    const lines = storedLinesOf(place.kept);
    return found
      .filter(({ isDefinition }) => isDefinition || !onlyDefinitions)
      .map(({ span }) => ({ uri: model.uri, range: editorRange(lines, span) }));
  };
  languages.registerDefinitionProvider(language, {
    provideDefinition: (model, position) => placesAt(model, position, true),
  });
  languages.registerReferenceProvider(language, {
    provideReferences: (model, position) => placesAt(model, position, false),
  });
  languages.registerRenameProvider(language, {
    async provideRenameEdits(model, position, name) {
      const place = placeIn(model, position);
      const renamed = await place?.kept.client?.assist?.rename?.(place.text, place.offset, name);
      if (place === undefined || renamed === undefined || model.isDisposed()) return { edits: [] };
      if (renamed.kind === 'refused') return { edits: [], rejectReason: renamed.reason };
      const lines = storedLinesOf(place.kept);
      return {
        edits: renamed.edits.map(({ span, insert }) => ({
          resource: model.uri,
          versionId: model.getVersionId(),
          textEdit: { range: editorRange(lines, span), text: insert },
        })),
      };
    },
  });
}

function registerCalls(language: EditorLanguage): void {
  languages.registerSignatureHelpProvider(language, {
    signatureHelpTriggerCharacters: ['(', ','],
    signatureHelpRetriggerCharacters: [')'],
    async provideSignatureHelp(model, position) {
      const place = placeIn(model, position);
      const call = await place?.kept.client?.assist?.callAt?.(place.text, place.offset);
      if (call === undefined || model.isDisposed()) return null;
      const { label, parameters, active, documentation } = call;
      const signature = { label, documentation, parameters: parametersIn(label, parameters) };
      return {
        value: { signatures: [signature], activeSignature: 0, activeParameter: active },
        dispose: () => undefined,
      };
    },
  });
}

/** Each where it stands in the label: a name may be part of another one. */
function parametersIn(label: string, names: readonly string[]): { readonly label: [number, number] }[] {
  let from = label.indexOf('(') + 1;
  return names.map((name) => {
    const start = label.indexOf(name, from);
    from = start + name.length;
    return { label: [start, from] };
  });
}

const symbolKinds = {
  package: languages.SymbolKind.Package,
  import: languages.SymbolKind.Module,
  request: languages.SymbolKind.Event,
  rule: languages.SymbolKind.Variable,
  function: languages.SymbolKind.Function,
  set: languages.SymbolKind.Array,
  default: languages.SymbolKind.Constant,
} satisfies Record<NamedPlace['kind'], monaco.languages.SymbolKind>;

function registerOutline(language: EditorLanguage): void {
  languages.registerDocumentSymbolProvider(language, {
    displayName: 'Outline',
    async provideDocumentSymbols(model) {
      const kept = keptModelOf(model);
      const { text } = kept?.synced.stored ?? { text: '' };
      const outline = await kept?.client?.assist?.outlineOf?.(text);
      // A text that changed meanwhile is asked for again.
      if (kept === undefined || outline === undefined || kept.synced.stored.text !== text) return [];
      const lines = storedLinesOf(kept);
      return outline.map(({ name, kind, detail, span, nameSpan }) => ({
        // The list shows no details, and a rule may have many definitions.
        name: `${name}${detail.startsWith('(') || detail === '' ? '' : ' '}${detail}`,
        detail: '',
        kind: symbolKinds[kind],
        tags: [],
        range: editorRange(lines, span),
        selectionRange: editorRange(lines, nameSpan),
      }));
    },
  });
}

function registerLayout(language: EditorLanguage): void {
  languages.registerDocumentFormattingEditProvider(language, {
    displayName: 'Layout',
    async provideDocumentFormattingEdits(model) {
      const kept = keptModelOf(model);
      const { text } = kept?.synced.stored ?? { text: '' };
      const edits = await kept?.client?.assist?.formatted?.(text);
      if (kept === undefined || edits === undefined || kept.synced.stored.text !== text) return [];
      const lines = storedLinesOf(kept);
      return edits.map(({ span, insert }) => ({ range: editorRange(lines, span), text: insert }));
    },
  });
}
