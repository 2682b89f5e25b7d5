/** What an editor shows of a policy, as plain data: the room that knows the editor turns it into the editor's own. */
import type { Span } from '#core/text/span.ts';
import type { TextEdit } from '#core/text/edit.ts';

export type CompletionKind = 'request' | 'field' | 'function' | 'rule' | 'variable' | 'keyword' | 'value';

export interface Completion {
  readonly label: string;
  readonly kind: CompletionKind;
  /** A few words behind the label. */
  readonly detail: string;
  /** Sentences for the panel beside the list. */
  readonly documentation: string;
  readonly insert: string;
  /** The text that `insert` takes the place of; empty at the cursor. */
  readonly replace: Span;
}

export interface Hover {
  readonly span: Span;
  readonly title: string;
  readonly paragraphs: readonly string[];
}

/** A line of the outline. */
export interface OutlineItem {
  readonly name: string;
  readonly kind: 'package' | 'import' | 'request' | 'rule' | 'function' | 'set' | 'default';
  /** What stands behind the name, such as `:= false`. */
  readonly detail: string;
  readonly span: Span;
  readonly nameSpan: Span;
}

/** A place where a name stands. */
export interface Occurrence {
  readonly span: Span;
  readonly role: 'definition' | 'use';
}

export type Renaming =
  | { readonly kind: 'edits'; readonly edits: readonly TextEdit[] }
  /** Why there is nothing to rename here, or not to this name. */
  | { readonly kind: 'refused'; readonly reason: string };
