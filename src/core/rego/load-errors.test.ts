import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { announce } from '../testing/announce.ts';
import type { Dialect } from './ast.ts';
import { parse, parseQuery } from './parse.ts';

/**
 * Load errors recorded from the engine itself. Those that come from a library of another version than the agent's are
 * compared by place alone.
 */
const folder = resolve(import.meta.dirname, '../../../../shared/vectors');

interface Recorded {
  readonly id: string;
  readonly dialect: Dialect;
  readonly modules: readonly {
    readonly name: string;
    readonly text?: string;
    readonly parts?: readonly (readonly [string, number])[];
  }[];
  readonly query: string;
  readonly mode: string;
  readonly outcome: {
    readonly kind: string;
    readonly message?: string;
    readonly file?: string;
    readonly line?: number;
    readonly col?: number;
    readonly full?: string;
  };
}

interface Load {
  readonly load: string;
  readonly message?: string;
  readonly line?: number;
  readonly col?: number;
}

/** Recorded with a serde_json that took the decimals of a number beyond 2^64 for missing; the agent's does not. */
const otherLibrary = new Set(['arith-102']);

function textOf(module: Recorded['modules'][number]): string {
  return module.text ?? (module.parts ?? []).map(([part, times]) => part.repeat(times)).join('');
}

/** Words of the JSON library, which differ from version to version. */
function isFromLibrary(message: string): boolean {
  return / at line \d+ column \d+/.test(message);
}

const files = existsSync(folder)
  ? readdirSync(folder).filter((name) => /^rego-(?!agent-sequence).*\.json$/.test(name))
  : [];
if (files.length === 0) announce('rego load errors: 1 564 recorded modules skipped, ../shared is absent');

describe.skipIf(files.length === 0)('as recorded', () => {
  test.for(files)('%s', (file) => {
    const { vectors } = JSON.parse(readFileSync(resolve(folder, file), 'utf8')) as {
      vectors: readonly Recorded[];
    };
    const wrong: unknown[] = [];
    let refused = 0;
    for (const { id, dialect, modules, outcome } of vectors) {
      if (otherLibrary.has(id)) continue;
      const errors = modules.map((module) => parse(textOf(module), { name: module.name, dialect }).loadError);
      const got = errors.find((error) => error !== undefined);
      if (outcome.kind !== 'load-error') {
        if (got !== undefined) wrong.push({ id, got });
        continue;
      }
      refused++;
      const { message = '', file: name, line, col, full } = outcome;
      const matches =
        got !== undefined &&
        got.line === line &&
        got.column === col &&
        got.file === name &&
        (isFromLibrary(message) || (got.message === message && (full === undefined || got.full === full)));
      if (!matches) wrong.push({ id, want: { message, name, line, col }, got });
    }
    expect(wrong).toEqual([]);
    announce(`rego load errors: ${file}: ${refused} of ${vectors.length} modules refused, all as recorded`);
  });

  test('agent-decisions.json', () => {
    const { policies } = JSON.parse(readFileSync(resolve(folder, 'agent-decisions.json'), 'utf8')) as {
      policies: readonly {
        readonly id: string;
        readonly policy: string;
        readonly dialects: Readonly<Record<Dialect, { readonly load: Load }>>;
      }[];
    };
    const wrong = policies.flatMap(({ id, policy, dialects }) =>
      (['v0', 'v1'] as const).flatMap((dialect) => {
        const { message, line, col } = dialects[dialect].load;
        const got = parse(policy, { name: 'agent_policy', dialect }).loadError;
        const isSame = got?.message === message && got?.line === line && got?.column === col;
        return isSame ? [] : [{ id, dialect, message, line, col, got }];
      }),
    );
    expect(policies.length).toBeGreaterThan(0);
    expect(wrong).toEqual([]);
  });

  test('query texts', () => {
    const { vectors } = JSON.parse(readFileSync(resolve(folder, 'rego-query-text.json'), 'utf8')) as {
      vectors: readonly Recorded[];
    };
    const wrong = vectors.flatMap(({ id, dialect, query, outcome }) => {
      const got = parseQuery(query, { dialect }).loadError;
      const isSyntax = outcome.kind === 'eval-error' && outcome.message?.startsWith('expecting') === true;
      const isSame = isSyntax
        ? got?.message === outcome.message && got?.line === outcome.line && got?.column === outcome.col
        : got === undefined;
      return isSame ? [] : [{ id, query, outcome, got }];
    });
    expect(wrong).toEqual([]);
  });
});
