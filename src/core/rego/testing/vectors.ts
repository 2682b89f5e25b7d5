/**
 * Recorded answers of the agent's engine (`rego-vectors/1`) and the conformance cases of regorus, run through the engine.
 * Both compare everything that was recorded: the value as exact JSON text, rows, prints, messages and their places.
 */
import { type CompileOptions, compile, evaluate, type ParsedModule, parse } from '../api.ts';
import type { Dialect } from '../ast.ts';
import { loadBuiltins } from '../builtins/registry.ts';
import type { EvaluateOptions, Outcome } from '../evaluate/evaluate.ts';
import type { Row } from '../evaluate/machine.ts';
import { profileOf } from '../profile.ts';
import { jsonOf, valueFromJson, valueFromUnknown } from '../value/json.ts';
import {
  copyObject,
  emptyObject,
  isObject,
  memberOf,
  objectOf,
  putMember,
  type RegoObject,
  type Value,
} from '../value/value.ts';
import type { CaseResult, RecordedFormat } from '#core/testing/recorded.ts';
import { isRecord, type Json } from '#core/testing/comparison.ts';
import { departures } from './departures.ts';
import { guarded, withDepartures } from './listed.ts';
import { type Recorded, recordedFailure, recordedLoadError } from './recorded-outcome.ts';
import { kataRequestsFormat } from './kata-requests.ts';
import { regorusFormat } from './regorus-cases.ts';

function textOf(module: Json): string {
  if (typeof module['text'] === 'string') return module['text'];
  const parts = Array.isArray(module['parts']) ? module['parts'] : [];
  return parts.map(([text, count]: [string, number]) => text.repeat(count)).join('');
}

function rowValue({ expressions, bindings }: Row): Value {
  return objectOf([
    ['expressions', expressions],
    ['bindings', objectOf(bindings)],
  ]);
}

/** The rows with their members in the order of the engine, which JSON of an object does not have. */
function rowsJson(rows: readonly Row[]): string | undefined {
  const texts = rows.map((row) => {
    const expressions = jsonOf(row.expressions);
    const bindings = jsonOf(memberOf(rowValue(row) as RegoObject, 'bindings') ?? emptyObject);
    return expressions === undefined || bindings === undefined
      ? undefined
      : `{"expressions":${expressions},"bindings":${bindings}}`;
  });
  return texts.includes(undefined) ? undefined : `[${texts.join(',')}]`;
}

function recordedOutcome(outcome: Outcome): Recorded {
  switch (outcome.kind) {
    case 'value':
    case 'rows': {
      const json = outcome.kind === 'value' ? jsonOf(outcome.value) : rowsJson(outcome.rows);
      if (json === undefined) return { kind: 'serialize-error', message: 'could not serialize number' };
      return { kind: outcome.kind, json };
    }
    case 'undefined':
      return { kind: 'undefined' };
    case 'failed':
      return recordedFailure('eval-error', outcome.failure);
  }
}

function runVector(vector: Json): { readonly outcome: Recorded; readonly prints: readonly string[] } {
  const dialect = vector['dialect'] as Dialect;
  const profile = profileOf('kata-3.30');
  const modules: ParsedModule[] = [];
  for (const module of vector['modules'] as readonly Json[]) {
    const parsed = parse(textOf(module), { name: String(module['name']), dialect, profile });
    if (parsed.loadError !== undefined) return { outcome: recordedLoadError(parsed.loadError), prints: [] };
    modules.push(parsed);
  }
  const input = inputOf(vector);
  if (input.kind === 'refused')
    return { outcome: { kind: 'input-error', message: input.message }, prints: [] };
  const options: CompileOptions = { profile, dialect };
  const request: EvaluateOptions = {
    query: String(vector['query']),
    mode: vector['mode'] === 'rule' ? 'rule' : 'query',
    data: dataOf(vector),
    ...(input.value === undefined ? {} : { input: input.value }),
    ...(vector['strict_builtin_errors'] === true ? { strictBuiltinErrors: true } : {}),
  };
  const outcome = evaluate(compile(modules, options), request);
  return { outcome: recordedOutcome(outcome), prints: outcome.prints };
}

type Input =
  | { readonly kind: 'input'; readonly value: Value | undefined }
  | { readonly kind: 'refused'; readonly message: string };

function inputOf(vector: Json): Input {
  const text = vector['input_json'] ?? ('input' in vector ? JSON.stringify(vector['input']) : undefined);
  if (typeof text !== 'string') return { kind: 'input', value: undefined };
  const reading = valueFromJson(text);
  return reading.kind === 'value' ? { kind: 'input', value: reading.value } : reading;
}

function dataOf(vector: Json): RegoObject {
  const data = copyObject(valueFromUnknown({ pstate: {} }) as RegoObject);
  const text = vector['data_json'] ?? ('data' in vector ? JSON.stringify(vector['data']) : undefined);
  if (typeof text !== 'string') return data;
  const reading = valueFromJson(text);
  if (reading.kind === 'value' && isObject(reading.value)) {
    for (const [key, value] of reading.value.members) putMember(data, key, value);
  }
  return data;
}

function runAndCompare(vector: Json): CaseResult {
  const id = String(vector['id']);
  const { outcome, prints } = runVector(vector);
  const recorded = vector['outcome'] as Recorded;
  const differences: string[] = [];
  const compare = (field: string, expected: unknown, found: unknown): void => {
    if (expected === undefined || expected === found) return;
    differences.push(`${field}: recorded ${JSON.stringify(expected)}, found ${JSON.stringify(found)}`);
  };
  compare('kind', recorded.kind, outcome.kind);
  compare('json', recorded.json, outcome.json ?? outcome.message);
  // A panic has words of the native library; those of serde_json may differ between its releases.
  if (recorded.kind !== 'panic' && recorded.kind !== 'input-error') {
    compare('message', recorded.message, outcome.message ?? outcome.json);
    compare('file', recorded.file, outcome.file);
    compare('line', recorded.line, outcome.line);
    compare('col', recorded.col, outcome.col);
    compare('full', recorded.full, outcome.full);
  }
  compare('prints', JSON.stringify(vector['prints'] ?? []), JSON.stringify(prints));
  return differences.length === 0
    ? { id, outcome: 'passed' }
    : { id, outcome: 'failed', difference: `${String(vector['note'])}: ${differences.join('; ')}` };
}

const vectorsFormat: RecordedFormat = {
  name: 'rego-vectors',
  recognises: (file) => isRecord(file) && file['format'] === 'rego-vectors/1',
  async run(file) {
    await loadBuiltins(profileOf('kata-3.30'));
    const vectors = isRecord(file) && Array.isArray(file['vectors']) ? file['vectors'].filter(isRecord) : [];
    return vectors.map((vector) =>
      withDepartures(
        guarded(String(vector['id']), () => runAndCompare(vector)),
        departures,
      ),
    );
  },
};

export const formats: readonly RecordedFormat[] = [vectorsFormat, regorusFormat, kataRequestsFormat];
