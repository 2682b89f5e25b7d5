/** Questions out of the recorded cases beside the repository, to be changed at random. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Question } from '../../../bench/peers/peer.ts';

interface Vector {
  readonly dialect: 'v0' | 'v1';
  readonly mode: string;
  readonly modules: readonly { readonly name: string; readonly text: string }[];
  readonly query: string;
  readonly input?: unknown;
  readonly input_json?: string;
  readonly data?: unknown;
  readonly data_json?: string;
  readonly strict_builtin_errors?: boolean;
}

/** @param folder of `rego-*.json`; none where it is not there */
export function recordedQuestions(folder: string): readonly Question[] {
  if (!existsSync(folder)) return [];
  const files = readdirSync(folder).filter((name) =>
    /^rego-(?!agent-sequence|limits|panics).*\.json$/.test(name),
  );
  return files.flatMap((name) => {
    const { vectors } = JSON.parse(readFileSync(join(folder, name), 'utf8')) as {
      vectors: readonly Vector[];
    };
    return vectors
      .filter(({ mode, strict_builtin_errors: strict }) => mode === 'query' && strict !== true)
      .map(questionOf);
  });
}

function questionOf(vector: Vector): Question {
  const input = vector.input_json ?? (vector.input === undefined ? null : JSON.stringify(vector.input));
  const data = vector.data_json ?? (vector.data === undefined ? undefined : JSON.stringify(vector.data));
  return {
    dialect: vector.dialect,
    modules: vector.modules.map(({ name, text }) => [name, text]),
    inputs: [input],
    queries: [vector.query],
    ...(data === undefined ? {} : { data }),
  };
}
