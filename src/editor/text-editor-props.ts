import type { Completion, Hover } from '#core/assist/types.ts';
import type { Diagnostic, Fix } from '#core/diagnostics/diagnostic.ts';
import type { TextEdit } from '#core/text/edit.ts';
import type { Span } from '#core/text/span.ts';

export type EditorLanguage = 'toml' | 'rego' | 'yaml' | 'plaintext';

/** A completion of any language; code has more kinds of names than configuration. */
export type EditorCompletion = Omit<Completion, 'kind'> & {
  readonly kind: Completion['kind'] | 'function' | 'variable' | 'keyword';
};

/** Where a name stands. */
export interface NamePlace {
  readonly span: Span;
  readonly isDefinition: boolean;
}

export type Renamed =
  | { readonly kind: 'edits'; readonly edits: readonly TextEdit[] }
  | { readonly kind: 'refused'; readonly reason: string };

/** The call that a place is in. */
export interface CallHelp {
  readonly label: string;
  /** Parts of the label. */
  readonly parameters: readonly string[];
  /** Index of the parameter that is being written; it may lie behind the last. */
  readonly active: number;
  readonly documentation: string;
}

/** A line of the outline of code. */
export interface NamedPlace {
  readonly name: string;
  readonly kind: 'package' | 'import' | 'request' | 'rule' | 'function' | 'set' | 'default';
  readonly detail: string;
  readonly span: Span;
  readonly nameSpan: Span;
}

/** Knows what a text may say at an offset; asked while a person types. What is answered too late is not shown. */
export interface Assist {
  completionsAt(
    text: string,
    offset: number,
  ): readonly EditorCompletion[] | Promise<readonly EditorCompletion[]>;
  hoverAt(text: string, offset: number): Hover | undefined | Promise<Hover | undefined>;
  /** Every place that means the same as the name at an offset; of languages that have names alone. */
  placesOfName?(text: string, offset: number): Promise<readonly NamePlace[]>;
  rename?(text: string, offset: number, name: string): Promise<Renamed>;
  callAt?(text: string, offset: number): Promise<CallHelp | undefined>;
  /** In the order of the text. */
  outlineOf?(text: string): Promise<readonly NamedPlace[]>;
  /** Empty when there is nothing to lay out anew, or the text cannot be read. */
  formatted?(text: string): Promise<readonly TextEdit[]>;
}

/**
 * A stretch of the text to set off for a while: `pointed` for what is looked at elsewhere, `stopped` for the statement that
 * ended an evaluation, `held` and `missed` for what an evaluation reached and what it did not.
 */
export interface EditorMark {
  readonly span: Span;
  readonly kind: 'pointed' | 'stopped' | 'held' | 'missed';
  /** Shown when the pointer rests on it. */
  readonly words?: string;
}

export interface TextEditorProps {
  /**
   * Stable per text: its document and its name, such as `4f2a:entry:aa.toml`. Undo, scroll and cursor are kept under it for
   * as long as texts of the same document are shown.
   */
  readonly id: string;
  readonly language: EditorLanguage;
  /** The accessible name. */
  readonly label: string;
  /** The stored text, exact: with its byte order mark and line ends. */
  readonly text: string;
  readonly readOnly?: boolean | undefined;
  /** Findings whose spans point into `text`. */
  readonly diagnostics: readonly Diagnostic[];
  /**
   * A person edited. The parent applies the edits and passes the new text, in this tick or later.
   *
   * @param edits in terms of `before`, ascending, not overlapping
   * @param before the text that the edits are made for: the last `text`, with the edits since then that were told
   * @returns 'refused' when the parent will not have the edits: the editor takes them back
   */
  readonly onEdit: (edits: readonly TextEdit[], before: string) => void | 'refused';
  /** A person chose a quick fix; without it none are offered. */
  readonly onFix?: ((fix: Fix) => void) | undefined;
  readonly assist?: Assist | undefined;
  /** Set off in the code editor; a text area has no way to show them. */
  readonly marks?: readonly EditorMark[] | undefined;
  /** The cursor of the code editor moved to an offset of the stored text; a text area does not tell. */
  readonly onCursor?: ((offset: number) => void) | undefined;
  /** A text area instead of Monaco: for narrow and touch screens, some screen readers, or by choice. */
  readonly plain: boolean;
  /** A violet gutter: these bytes are measured. */
  readonly measured?: boolean | undefined;
  readonly theme: 'light' | 'dark';
}

export interface EditorHandle {
  focus(): void;
  /** Selects a span of the stored text and brings it into view. */
  reveal(span: Span): void;
}
