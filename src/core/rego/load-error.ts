/** What the pinned engine reports when it refuses to load a policy. */

/** The engine's error as it builds it: at a place, or a bare text. */
export type EngineError =
  | {
      readonly kind: 'located';
      readonly line: number;
      readonly column: number;
      readonly message: string;
      /** An error that is quoted inside the message. */
      readonly cause?: EngineError;
      /** Another place that the message shows behind itself. */
      readonly shown?: { readonly line: number; readonly column: number; readonly message: string };
    }
  | { readonly kind: 'plain'; readonly message: string };

export interface LoadError {
  /** The text behind the last `error: `, trimmed. */
  readonly message: string;
  /** Name of the module and the engine's line and column, from 1; absent when the engine names no place. */
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
  /** The whole text with the line of source. */
  readonly full: string;
}

export function located(line: number, column: number, message: string): EngineError {
  return { kind: 'located', line, column, message };
}

/** The error as the engine words it for a module of that name and text. */
export function loadErrorOf(error: EngineError, file: string, text: string): LoadError {
  const full = fullText(error, file, text);
  const last = full.lastIndexOf('\nerror: ');
  const message = (last < 0 ? full : full.slice(last + '\nerror: '.length)).trim();
  return error.kind === 'plain'
    ? { message, full }
    : { message, file, line: error.line, column: error.column, full };
}

function fullText(error: EngineError, file: string, text: string): string {
  if (error.kind === 'plain') return error.message;
  let message = error.message;
  if (error.cause !== undefined) message += fullText(error.cause, file, text);
  const { shown } = error;
  if (shown !== undefined) message += sourceMessage(file, text, shown.line, shown.column, '', shown.message);
  return sourceMessage(file, text, error.line, error.column, 'error', message);
}

/** The engine's frame around a line of source. */
export function sourceMessage(
  file: string,
  text: string,
  line: number,
  column: number,
  kind: string,
  message: string,
): string {
  const gutter = ' '.repeat(String(line).length + 1);
  const source = lineText(text, line);
  const caret = ' '.repeat(Math.max(0, column - 1));
  return `\n--> ${file}:${line}:${column}\n${gutter}|\n${line} | ${source}\n${gutter}| ${caret}^\n${kind}: ${message}`;
}

function lineText(text: string, line: number): string {
  let start = 0;
  for (let left = line - 1; left > 0; left--) {
    const feed = text.indexOf('\n', start);
    if (feed < 0) return '';
    start = feed + 1;
  }
  const feed = text.indexOf('\n', start);
  if (feed < 0) return text.slice(start);
  return text.slice(start, feed > start && text.charCodeAt(feed - 1) === 0x0d ? feed - 1 : feed);
}
