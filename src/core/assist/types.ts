/** What an editor shows while typing, as plain data: the room that knows the editor turns it into the editor's own. */
import type { Span } from '#core/text/span.ts';

export interface Completion {
  readonly label: string;
  readonly kind: 'key' | 'table' | 'value' | 'snippet';
  /** A few words behind the label. */
  readonly detail: string;
  /** Sentences for the panel beside the list. */
  readonly documentation: string;
  readonly insert: string;
  /** The text that `insert` takes the place of; empty at the cursor. */
  readonly replace: Span;
  /** True when `insert` has tab stops such as `$1`. */
  readonly snippet?: boolean;
}

export interface Hover {
  readonly span: Span;
  readonly title: string;
  readonly paragraphs: readonly string[];
}
