import type { Span } from '#core/text/span.ts';
import { nearest } from './similar.ts';

export interface LogProblem {
  /** `target`: a word taken for a log target; `level`: a level that stops the process. */
  readonly kind: 'target' | 'level';
  readonly span: Span;
  readonly word: string;
  /** The level that was probably meant. */
  readonly meant?: string;
}

const levels = ['off', 'error', 'warn', 'info', 'debug', 'trace'] as const;
/** What people write for a level of another logging library. */
const foreign: Readonly<Record<string, string>> = {
  warning: 'warn',
  err: 'error',
  fatal: 'error',
  critical: 'error',
  verbose: 'debug',
  information: 'info',
  none: 'off',
};

function isLevel(word: string): boolean {
  return /^[0-5]$/.test(word) || (levels as readonly string[]).includes(word.toLowerCase());
}

/** Problems of a log filter: `level`, or `target=level` with commas between. Spans point into the value. */
export function problemsOfLogFilter(value: string): readonly LogProblem[] {
  const problems: LogProblem[] = [];
  let at = 0;
  for (const directive of value.split(',')) {
    const from = at + (directive.length - directive.trimStart().length);
    const word = directive.trim();
    at += directive.length + 1;
    const equals = word.lastIndexOf('=');
    const level = equals === -1 ? word : word.slice(equals + 1).trim();
    if (word === '' || isLevel(level) || (equals !== -1 && level === '')) continue;
    const start = equals === -1 ? from : from + word.length - word.slice(equals + 1).trimStart().length;
    const meant = Object.hasOwn(foreign, level.toLowerCase())
      ? foreign[level.toLowerCase()]
      : nearest(level, levels);
    const kind = equals === -1 ? 'target' : 'level';
    if (kind === 'target' && value.includes(',') && value.split(',').some((part) => isLevel(part.trim())))
      continue;
    problems.push({
      kind,
      span: { from: start, to: start + level.length },
      word: level,
      ...(meant === undefined ? {} : { meant }),
    });
  }
  return problems;
}
