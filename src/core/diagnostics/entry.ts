/** What the catalogue knows about a code. `Family/kebab-case-name` is the form of the code itself. */
export interface CatalogueEntry {
  readonly severity: 'error' | 'warning' | 'info';
  /** The rule in a few words, for lists and help. */
  readonly title: string;
  /** Why it matters at run time, when that is the same for every finding of the code. */
  readonly why?: string;
  /** Where the fact can be read: an upstream source file or page. */
  readonly reference: string;
}

export type Catalogue = Readonly<Record<string, CatalogueEntry>>;
