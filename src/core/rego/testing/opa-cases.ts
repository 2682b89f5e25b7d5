/**
 * The conformance cases of OPA: YAML files of modules, data, input, a query and what it gives, by folder. They are judged
 * as the runner of regorus judges them: a row is its bindings or else its last expression, sets become arrays, and any
 * error is as good as the one that is wanted (reference/agent-policy.md 8.3).
 *
 * @see https://github.com/open-policy-agent/opa/blob/main/v1/test/cases/cases.go
 */
import type { Json } from '#core/testing/comparison.ts';
import type { CaseResult } from '#core/testing/recorded.ts';
import { compile, evaluate, type ParsedModule, parse } from '../api.ts';
import type { Dialect } from '../ast.ts';
import type { Outcome } from '../evaluate/evaluate.ts';
import { profileOf } from '../profile.ts';
import { jsonOf, readableJson, valueFromJson, valueFromUnknown } from '../value/json.ts';
import {
  compareValues,
  emptyObject,
  equalValues,
  isArray,
  isObject,
  membersOf,
  objectOf,
  type RegoObject,
  type Value,
} from '../value/value.ts';
import { guarded, withDepartures } from './listed.ts';
import { opaDepartures } from './opa-departures.ts';

const profile = profileOf('opa');

type Found =
  | { readonly kind: 'rows'; readonly rows: readonly Value[] }
  | { readonly kind: 'error'; readonly message: string };

/** How `../builtins/unavailable.ts` says that there is no answer. */
const notAnswered = /^.* is not answered here: .*$/m;

/**
 * Runs one case. The builtins of OPA must have been loaded.
 *
 * @param test as YAML gave it, integers beyond 2^53 as `bigint`
 * @param dialect the first folder of its path
 * @returns with an id such as `v1 time/weekday`; skipped when it is listed, or reaches a builtin without an answer
 */
export function runOpaCase(test: Json, dialect: Dialect): CaseResult {
  const id = `${dialect} ${String(test['note'])}`;
  const result = guarded(id, () => {
    const answer = found(test, dialect);
    const unanswered = answer.kind === 'error' ? notAnswered.exec(answer.message)?.[0] : undefined;
    if (unanswered !== undefined) return { id, outcome: 'skipped', difference: unanswered };
    const difference = differenceOf(test, answer);
    return difference === undefined
      ? { id, outcome: 'passed' }
      : { id, outcome: 'failed', difference: difference.slice(0, 2_000) };
  });
  return withDepartures(result, opaDepartures);
}

function found(test: Json, dialect: Dialect): Found {
  const modules: ParsedModule[] = [];
  const texts = Array.isArray(test['modules']) ? test['modules'] : [];
  for (const [index, text] of texts.entries()) {
    const parsed = parse(String(text), { name: `rego${String(index)}.rego`, dialect, profile });
    if (parsed.loadError !== undefined) return { kind: 'error', message: parsed.loadError.full };
    modules.push(parsed);
  }
  const input = inputOf(test, dialect);
  const data = valueFromUnknown(test['data'] ?? {});
  const outcome = evaluate(compile(modules, { profile, dialect }), {
    query: String(test['query']),
    data: isObject(data) ? data : emptyObject,
    strictBuiltinErrors: test['strict_error'] === true,
    ...(input === undefined ? {} : { input }),
  });
  return outcome.kind === 'failed'
    ? { kind: 'error', message: outcome.failure.text }
    : { kind: 'rows', rows: rowsOf(outcome, test['sort_bindings'] === true) };
}

/** The input as JSON, or as a term of Rego, which may hold sets. */
function inputOf(test: Json, dialect: Dialect): Value | undefined {
  const term = test['input_term'];
  if (typeof term !== 'string') return 'input' in test ? valueFromUnknown(test['input']) : undefined;
  const outcome = evaluate(compile([], { profile, dialect }), { query: term });
  return outcome.kind === 'value' ? outcome.value : undefined;
}

function rowsOf(outcome: Exclude<Outcome, { kind: 'failed' }>, sorts: boolean): readonly Value[] {
  switch (outcome.kind) {
    case 'undefined':
      return [];
    case 'value':
      return [asJson(outcome.value)];
    case 'rows':
      return outcome.rows.map(({ bindings, expressions }) => {
        if (bindings.size === 0) return asJson(expressions.at(-1) ?? null);
        const members = [...bindings].map(([name, value]): [string, Value] => [name, sorted(value, sorts)]);
        return asJson(objectOf(members));
      });
  }
}

function sorted(value: Value, sorts: boolean): Value {
  return sorts && isArray(value) ? value.toSorted(compareValues) : value;
}

/** Sets become arrays and keys become texts, as on the way through JSON. */
function asJson(value: Value): Value {
  const reading = valueFromJson(jsonOf(value) ?? readableJson(value));
  return reading.kind === 'value' ? reading.value : value;
}

function differenceOf(test: Json, result: Found): string | undefined {
  const wantsError =
    test['want_error'] !== undefined ||
    test['want_error_code'] !== undefined ||
    test['strict_error'] === true;
  if (result.kind === 'error') return wantsError ? undefined : `error: ${result.message}`;
  const wanted = test['want_result'];
  if (wanted === undefined) {
    if (wantsError) return `expected an error, found ${shown(result.rows)}`;
    const isExpected = test['want_defined'] === true || result.rows.length === 0;
    return isExpected ? undefined : `expected no result, found ${shown(result.rows)}`;
  }
  const sorts = test['sort_bindings'] === true;
  const expected = valueFromUnknown(wanted) as readonly Value[];
  const rows = expected.map((row) => asJson(isObject(row) ? withSorted(row, sorts) : row));
  const same =
    rows.length === result.rows.length &&
    rows.every((row, index) => equalValues(row, result.rows[index] ?? null));
  return same ? undefined : `expected ${shown(rows)}, found ${shown(result.rows)}`;
}

function withSorted(row: RegoObject, sorts: boolean): Value {
  return objectOf([...membersOf(row)].map(([name, value]): [Value, Value] => [name, sorted(value, sorts)]));
}

function shown(rows: readonly Value[]): string {
  return readableJson(rows);
}
