/**
 * The interpreter cases of regorus: YAML files of modules, a query and what it gives. They run with every builtin, in v0
 * and with strict builtin errors unless they say otherwise (reference/agent-policy.md 8.4).
 */
import { isRecord, type Json } from '#core/testing/comparison.ts';
import type { CaseResult, RecordedFormat } from '#core/testing/recorded.ts';
import { compile, evaluate, type ParsedModule, parse } from '../api.ts';
import type { Dialect } from '../ast.ts';
import type { Outcome } from '../evaluate/evaluate.ts';
import { loadBuiltins } from '../builtins/registry.ts';
import { profileOf } from '../profile.ts';
import { readableJson, valueFromUnknown } from '../value/json.ts';
import {
  compareValues,
  equalValues,
  isArray,
  isObject,
  newObject,
  objectOf,
  putMember,
  type RegoObject,
  setOf,
  type Value,
} from '../value/value.ts';
import { departures } from './departures.ts';
import { guarded, withDepartures } from './listed.ts';

/** A value as the cases write it, with sets and objects that JSON cannot express. */
function expectedValue(json: unknown): Value | undefined {
  if (json === '#undefined') return undefined;
  if (Array.isArray(json)) return json.map((item) => expectedValue(item) ?? null);
  if (!isRecord(json)) return valueFromUnknown(json);
  const { 'set!': items, 'object!': members } = json;
  if (Array.isArray(items)) return setOf(items.map((item) => expectedValue(item) ?? null));
  const object = newObject();
  if (Array.isArray(members)) {
    for (const { key, value } of members.filter(isRecord)) put(object, expectedValue(key), value);
    return object;
  }
  for (const [key, value] of Object.entries(json)) put(object, key, value);
  return object;
}

function put(object: RegoObject, key: Value | undefined, json: unknown): void {
  const value = expectedValue(json);
  if (key !== undefined && value !== undefined) putMember(object, key, value);
}

function manyOf(json: unknown): readonly unknown[] {
  return isRecord(json) && Array.isArray(json['many!']) ? json['many!'] : [json];
}

/** What the runner of regorus compares: bindings where there are any, else expressions. */
function resultsOf(outcome: Outcome): readonly Value[] {
  switch (outcome.kind) {
    case 'undefined':
    case 'failed':
      return [];
    case 'value':
      return [outcome.value];
    case 'rows': {
      const [first, ...others] = outcome.rows;
      if (first !== undefined && others.length === 0) {
        return first.bindings.size > 0 ? [objectOf(first.bindings)] : first.expressions;
      }
      return outcome.rows.map((row) => (row.bindings.size > 0 ? objectOf(row.bindings) : row.expressions));
    }
  }
}

function runCase(test: Json, dialect: Dialect): CaseResult {
  const id = String(test['note']);
  if (test['skip'] === true) return { id, outcome: 'skipped', difference: 'skipped by regorus as well' };
  const timed = ['execution_timer', 'global_execution_timer', 'time_source'].some((key) => key in test);
  if (timed) return { id, outcome: 'skipped', difference: 'about the timer of the native library' };
  const profile = profileOf('opa');
  const wanted = typeof test['error'] === 'string' ? test['error'] : undefined;
  const fails = (message: string): CaseResult => {
    if (wanted !== undefined && message.includes(wanted)) return { id, outcome: 'passed' };
    return { id, outcome: 'failed', difference: `error: expected ${wanted ?? 'none'}, found ${message}` };
  };
  const modules: ParsedModule[] = [];
  const texts = Array.isArray(test['modules']) ? test['modules'] : [];
  for (const [index, text] of texts.entries()) {
    const parsed = parse(String(text), { name: `rego_${index}`, dialect, profile });
    if (parsed.loadError !== undefined) return fails(parsed.loadError.full);
    modules.push(parsed);
  }
  const compiled = compile(modules, { profile, dialect });
  const data = valueFromUnknown(test['data'] ?? {});
  const found: Value[] = [];
  const prints: string[] = [];
  for (const input of 'input' in test ? manyOf(test['input']) : [undefined]) {
    const outcome = evaluate(compiled, {
      query: String(test['query']),
      data: isObject(data) ? data : newObject(),
      strictBuiltinErrors: test['strict'] !== false,
      ...(input === undefined ? {} : { input: valueFromUnknown(input) }),
    });
    prints.push(...outcome.prints);
    if (outcome.kind === 'failed') return fails(outcome.failure.text);
    found.push(...resultsOf(outcome));
  }
  if (test['no_result'] === true) return { id, outcome: 'passed' };
  if (wanted !== undefined) return { id, outcome: 'failed', difference: `expected the error ${wanted}` };
  const expected = manyOf(test['want_result']).map(expectedValue);
  const sorts = test['sort_bindings'] === true;
  const same =
    expected.length === found.length &&
    expected.every((value, index) => equalResults(value, found[index] as Value, sorts));
  if (!same) {
    const shown = (values: readonly (Value | undefined)[]): string =>
      values.map((value) => (value === undefined ? 'undefined' : readableJson(value))).join(' ');
    return { id, outcome: 'failed', difference: `expected ${shown(expected)}, found ${shown(found)}` };
  }
  const wantedPrints = test['want_prints'];
  if (Array.isArray(wantedPrints) && JSON.stringify(wantedPrints) !== JSON.stringify(prints)) {
    return { id, outcome: 'failed', difference: `prints: found ${JSON.stringify(prints)}` };
  }
  return { id, outcome: 'passed' };
}

function equalResults(expected: Value | undefined, found: Value, sorts: boolean): boolean {
  if (expected === undefined) return false;
  if (sorts && isArray(expected) && isArray(found)) {
    return equalValues(expected.toSorted(compareValues), found.toSorted(compareValues));
  }
  return equalValues(expected, found);
}

/** Only a file about bindings is written in v1 without saying so. */
function dialectOf(cases: readonly Json[]): Dialect {
  const modern = cases
    .map((test) => JSON.stringify(test['modules']))
    .filter((text) => /\bif\s*\{/.test(text));
  const silent = modern.filter((text) => !/import (?:rego|future)/.test(text));
  return silent.length > modern.length / 2 ? 'v1' : 'v0';
}

export const regorusFormat: RecordedFormat = {
  name: 'regorus-cases',
  recognises: (file) =>
    isRecord(file) &&
    Array.isArray(file['cases']) &&
    file['cases'].every((test) => isRecord(test) && 'note' in test && 'modules' in test && 'query' in test),
  async run(file) {
    await loadBuiltins(profileOf('opa'));
    const cases = isRecord(file) && Array.isArray(file['cases']) ? file['cases'].filter(isRecord) : [];
    const dialect = dialectOf(cases);
    return cases.map((test) =>
      withDepartures(
        guarded(String(test['note']), () => runCase(test, dialect)),
        departures,
      ),
    );
  },
};
