/** Every text of a review that a finding can point into. */
import type { SourceName } from '#core/diagnostics/diagnostic.ts';
import type { HiddenCharacter, Review } from '#core/review/review.ts';
import { lineIndexOf, positionAt, type LineIndex } from '#core/text/line-index.ts';
import { nameOfSource } from './words.ts';

export interface ReviewText {
  readonly source: SourceName;
  /** Other names of the same text, such as a value that is all of the paste. */
  readonly aliases: readonly SourceName[];
  readonly label: string;
  readonly language: string;
  readonly text: string;
  /** Known for the files of the document; for other texts it is found out when they are shown. */
  readonly hidden?: readonly HiddenCharacter[];
}

/** The files of the document first, then the document, then what it came in. */
export function textsOf(review: Review): readonly ReviewText[] {
  const { subject, paste } = review;
  const document = subject?.document;
  const texts: ReviewText[] = (document?.files ?? []).map(({ key, source, language, text, hidden }) => ({
    source,
    aliases: [],
    label: key,
    language,
    text,
    hidden,
  }));
  const add = (source: SourceName, label: string, language: string, text: string | undefined): void => {
    if (text === undefined) return;
    const at = texts.findIndex((known) => known.text === text);
    const known = texts[at];
    if (known !== undefined) texts[at] = { ...known, aliases: [...known.aliases, source] };
    else texts.push({ source, aliases: [], label, language, text });
  };
  add('initdata', 'initdata.toml', 'toml', document?.text);
  add('manifest', 'the paste', languageOfPaste(review), paste.text);
  add('annotation', 'annotation value', 'text', subject?.value);
  return texts;
}

function languageOfPaste({ paste }: Review): string {
  const { kind, carriers, text = '' } = paste;
  if (/^\s*[[{]/.test(text)) return carriers.length > 0 || kind === 'manifest' ? 'json' : 'text';
  if (kind === 'document' || kind === 'aa.toml' || kind === 'cdh.toml') return 'toml';
  if (kind === 'agent-policy' || kind === 'other-rego') return 'rego';
  const isYaml = carriers.some((carrier) => yamlCarriers.has(carrier)) && !carriers.includes('markdown');
  return isYaml || kind === 'manifest' ? 'yaml' : 'text';
}

const yamlCarriers: ReadonlySet<string> = new Set(['manifest', 'configmap', 'secret', 'yaml', 'describe']);

/** The text that a source points into. */
export function textOf(texts: readonly ReviewText[], source: SourceName | undefined): ReviewText | undefined {
  return texts.find(
    (text) => text.source === source || (source !== undefined && text.aliases.includes(source)),
  );
}

/** Writes a place as people count it, such as `policy.rego:12:3`; the name alone where the text is not at hand. */
export function placesIn(texts: readonly ReviewText[]): (source: SourceName, offset: number) => string {
  const indexes = new Map<SourceName, LineIndex>();
  return (source, offset) => {
    let index = indexes.get(source);
    if (index === undefined) {
      const text = textOf(texts, source)?.text;
      if (text === undefined) return nameOfSource(source);
      index = lineIndexOf(text);
      indexes.set(source, index);
    }
    const { line, column } = positionAt(index, offset);
    return `${nameOfSource(source)}:${String(line)}:${String(column)}`;
  };
}
