/** The quick form's fields over the text: read from it, written into it, one named step each. */
import { readForm, setFormValue, type FormField, type FormValues } from '#core/config/form.ts';
import type { Diagnostic } from '#core/diagnostics/diagnostic.ts';
import { addEntry, replaceEntry } from '#core/initdata/edit.ts';
import { entryOf, type Outline } from '#core/initdata/outline.ts';
import { applyEdits, differenceOf } from '#core/text/edit.ts';
import { currentOutline } from '#state/outline.ts';
import { changeDocument, documentText } from '#state/workspace.ts';

const files = ['aa.toml', 'cdh.toml'] as const;
type ConfigFile = (typeof files)[number];

/** What the form shows for a document. */
export function formOf(outline: Outline): FormValues {
  return readForm(entryOf(outline, 'aa.toml')?.content, entryOf(outline, 'cdh.toml')?.content);
}

export interface FormEdit {
  readonly label: string;
  readonly field: FormField;
  /** Undefined removes the key. */
  readonly value: string | number | readonly string[] | undefined;
}

/** Why the latest change of a field was not made, by field. */
export type Refusals = Readonly<Partial<Record<FormEdit['field'], string | undefined>>>;

/**
 * The document's text with one field set in every file that has it. An entry that is missing is added, unless the field
 * is being emptied.
 *
 * @returns `refused` with the reason when a file is not TOML or the document cannot hold the change
 */
export function withField(
  text: string,
  { field, value }: FormEdit,
  outline: (text: string) => Outline = currentOutline,
): { readonly text: string } | { readonly refused: string } {
  let changed = text;
  for (const file of filesOf(field)) {
    const next = withFieldInFile(changed, file, field, value, outline);
    if ('refused' in next) return next;
    changed = next.text;
  }
  return { text: changed };
}

/** Sets a field as one undo step. Returns why it was not set. */
export function setField(edit: FormEdit): string | undefined {
  const text = documentText();
  if (text === undefined) return 'The document is not UTF-8 and cannot be edited.';
  const next = withField(text, edit);
  if ('refused' in next) return next.refused;
  const difference = differenceOf(text, next.text);
  if (difference === undefined) return undefined;
  return reasonOf(changeDocument(edit.label, { value: [difference], diagnostics: [] }));
}

function filesOf(field: FormField): readonly ConfigFile[] {
  return field === 'kbsUrl' || field === 'kbsCertificate' ? files : ['cdh.toml'];
}

function withFieldInFile(
  text: string,
  file: ConfigFile,
  field: FormField,
  value: FormEdit['value'],
  outline: (text: string) => Outline,
): { readonly text: string } | { readonly refused: string } {
  const entry = entryOf(outline(text), file);
  if (entry === undefined && value === undefined) return { text };
  const content = entry?.content ?? '';
  const edits = setFormValue(content, file, field, value);
  if (edits === undefined) return { refused: `${file} cannot be read as TOML: mend it first.` };
  if (edits.length === 0) return { text };
  const next = applyEdits(content, edits);
  const change = entry === undefined ? addEntry(text, file, next) : replaceEntry(text, file, next);
  return change.value === undefined
    ? { refused: reasonOf(change.diagnostics) ?? `${file} cannot be changed.` }
    : { text: applyEdits(text, change.value) };
}

function reasonOf(diagnostics: readonly Diagnostic[]): string | undefined {
  return diagnostics.length === 0 ? undefined : diagnostics.map(({ message }) => message).join(' ');
}
