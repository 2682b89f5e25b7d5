/** Builtins and operators against the recorded answers of the agent's engine, where the collection is at hand. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { announce } from '#core/testing/announce.ts';
import { agentContext, evaluateTerm, NotATerm } from '../testing/terms.ts';
import { profileOf } from '../profile.ts';
import { jsonOf } from '../value/json.ts';
import { BuiltinError } from './builtin.ts';
import { loadBuiltins } from './registry.ts';

await loadBuiltins(profileOf('kata-3.30'));

interface Vector {
  readonly id: string;
  readonly modules: readonly { readonly text?: string }[];
  readonly strict_builtin_errors?: boolean;
  readonly outcome: { readonly kind: string; readonly json?: string; readonly message?: string };
}

interface VectorFile {
  readonly format: string;
  readonly vectors: readonly Vector[];
}

const folder = join(import.meta.dirname, '../../../../../shared/vectors');
const areas = [
  'arith',
  'builtins',
  'errors',
  'json-output',
  'lexing',
  'panics',
  'print',
  'regex',
  'sprintf',
  'undefined',
];

/** The expression of a module that is `x := expression` alone. */
function termOf(vector: Vector): string | undefined {
  return /^package agent_policy\nx := (.*)\n$/s.exec(vector.modules[0]?.text ?? '')?.[1];
}

/** What came, in the form of the recording; undefined when more than builtins is needed. */
function outcomeOf(term: string, strict: boolean): Vector['outcome'] | undefined {
  try {
    const value = evaluateTerm(term, { ...agentContext, strict });
    if (value === undefined) return { kind: 'undefined' };
    const json = jsonOf(value);
    return json === undefined
      ? { kind: 'serialize-error', message: 'could not serialize number' }
      : { kind: 'value', json };
  } catch (error) {
    if (error instanceof NotATerm) return undefined;
    if (!(error instanceof BuiltinError)) throw error;
    if (error.failure === 'error' && !strict) return { kind: 'undefined' };
    return { kind: error.failure === 'crash' ? 'panic' : 'eval-error', message: error.message };
  }
}

describe.skipIf(!existsSync(folder))('recorded answers', () => {
  test.for(areas)('%s', (area) => {
    const file = JSON.parse(readFileSync(join(folder, `rego-${area}.json`), 'utf8')) as VectorFile;
    let compared = 0;
    const different: string[] = [];
    for (const vector of file.vectors) {
      const term = termOf(vector);
      const outcome = term === undefined ? undefined : outcomeOf(term, vector.strict_builtin_errors === true);
      if (outcome === undefined || vector.outcome.kind === 'load-error') continue;
      compared += 1;
      const { kind, json, message } = vector.outcome;
      const same = kind === outcome.kind && json === outcome.json && message === outcome.message;
      if (!same)
        different.push(
          `${vector.id} ${String(term)}\n  ${JSON.stringify({ kind, json, message })}\n  ${JSON.stringify(outcome)}`,
        );
    }
    announce(
      `rego-${area}: ${String(compared)} compared, ${String(file.vectors.length - compared)} need the evaluator`,
    );
    expect(different).toEqual([]);
  });
});

if (!existsSync(folder)) {
  announce(`builtins: ${String(areas.length)} files of recorded answers skipped, ../shared is not here`);
}
