/** Failures in the words of the recordings, which the cases of the engine and those of the agent share. */
import type { EngineFailure } from '../compile/failure.ts';
import type { LoadError } from '../load-error.ts';

/** An outcome in the words of the recording. */
export interface Recorded {
  readonly kind: string;
  readonly json?: string;
  readonly message?: string;
  readonly file?: string;
  readonly line?: number;
  readonly col?: number;
  readonly full?: string;
}

export function recordedFailure(kind: string, failure: EngineFailure): Recorded {
  const last = failure.text.lastIndexOf('\nerror: ');
  const message = last < 0 ? failure.text : failure.text.slice(last + '\nerror: '.length);
  return {
    kind: failure.kind === 'crash' ? 'panic' : kind,
    message: message.trim(),
    ...(failure.file === undefined ? {} : { file: failure.file }),
    ...(failure.line === undefined ? {} : { line: failure.line }),
    ...(failure.column === undefined ? {} : { col: failure.column }),
    full: failure.text,
  };
}

export function recordedLoadError(error: LoadError): Recorded {
  return {
    kind: 'load-error',
    message: error.message,
    ...(error.file === undefined ? {} : { file: error.file }),
    ...(error.line === undefined ? {} : { line: error.line }),
    ...(error.column === undefined ? {} : { col: error.column }),
    full: error.full,
  };
}
