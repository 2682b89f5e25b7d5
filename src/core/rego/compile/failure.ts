/**
 * What the engine reports when it gives up: its message, the place it names, and the whole text with the line shown, as
 * regorus prints it.
 */
import { enginePositionAt, type Tokens } from '../lexer.ts';

/** One text as the engine knows it: name and lines stand in every message and print. */
export interface Source {
  readonly name: string;
  readonly text: string;
  readonly tokens: Tokens;
}

/**
 * What ended the evaluation.
 *
 * - `prepare`: found at the first evaluation after loading, so every request fails;
 * - `evaluate`: found when the place was reached;
 * - `budget`, `cancelled`: ours, the agent has no such limits;
 * - `crash`: the native engine panics here and takes its task down.
 */
export type FailureKind = 'prepare' | 'evaluate' | 'budget' | 'cancelled' | 'crash';

export interface EngineFailure {
  readonly kind: FailureKind;
  /** Without the location, such as `could not find function glob.match`. */
  readonly message: string;
  /** Absent for the few messages that name no place. */
  readonly file?: string;
  /** From 1, in the engine's counting. */
  readonly line?: number;
  /** From 1, in the engine's counting. */
  readonly column?: number;
  /** Offset in the text, in UTF-16 code units. */
  readonly at?: number;
  /** As the engine prints it; starts with a line feed when there is a location. */
  readonly text: string;
}

/** Carries a failure up to the caller of the engine; never leaves the room. */
export class Failed extends Error {
  readonly failure: EngineFailure;

  constructor(failure: EngineFailure) {
    super(failure.message);
    this.name = 'Failed';
    this.failure = failure;
  }
}

/** The line of a place under its location, marked with a caret, then `kind: message`. */
export function snippetOf(source: Source, at: number, kind: string, message: string): string {
  const { line, column } = enginePositionAt(source.tokens, at);
  const number = String(line);
  const margin = ' '.repeat(number.length + 1);
  const shown = lineOf(source.text, line);
  const caret = ' '.repeat(Math.max(0, column - 1));
  return `\n--> ${source.name}:${line}:${column}\n${margin}|\n${number} | ${shown}\n${margin}| ${caret}^\n${kind}: ${message}`;
}

/** A failure at a place of a source. */
export function failureAt(kind: FailureKind, source: Source, at: number, message: string): EngineFailure {
  const { line, column } = enginePositionAt(source.tokens, at);
  return {
    kind,
    message,
    file: source.name,
    line,
    column,
    at,
    text: snippetOf(source, at, 'error', message),
  };
}

/** A failure without a place. */
export function failureOf(kind: FailureKind, message: string): EngineFailure {
  return { kind, message, text: message };
}

/** The engine's line number of a place. */
export function lineAt(source: Source, at: number): number {
  return enginePositionAt(source.tokens, at).line;
}

/** Lines end at a line feed alone, as the engine cuts them; a carriage return before it is not shown. */
function lineOf(text: string, line: number): string {
  let from = 0;
  for (let count = 1; count < line; count += 1) {
    const end = text.indexOf('\n', from);
    if (end === -1) return '';
    from = end + 1;
  }
  const end = text.indexOf('\n', from);
  const shown = text.slice(from, end === -1 ? undefined : end);
  return shown.endsWith('\r') ? shown.slice(0, -1) : shown;
}
