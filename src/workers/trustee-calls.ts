/** What the Trustee mode and its worker say to each other. Texts and plain data. */
import type { DocumentInput } from '#core/analysis/analysis.ts';
import type { Algorithm } from '#core/initdata/algorithm.ts';
import type { BindingRow } from '#core/measurement/binding.ts';

export type BindAnswer =
  | { readonly kind: 'bound'; readonly algorithm: Algorithm; readonly rows: readonly BindingRow[] }
  /** The document names no algorithm that components know; `spelling` is what it says instead. */
  | { readonly kind: 'undecided'; readonly spelling?: string; readonly utf8: boolean }
  /** The page has no digest functions. */
  | { readonly kind: 'unavailable' };

export interface TrusteeCalls {
  /** What becomes of the document's digest on every way to a guest. */
  readonly bind: { readonly request: { readonly document: DocumentInput }; readonly response: BindAnswer };
}
