/** Places of an input that an expression of a policy stands for, and the values that an evaluation saw. */
import type { Expression } from '#core/rego/ast.ts';
import type { Seen, Stop } from '#core/rego/explain/recorder.ts';
import { jsonOf, valueFromUnknown } from '#core/rego/value/json.ts';
import { equalValues, type Value } from '#core/rego/value/value.ts';
import { isJsonObject, type Json, jsonAt } from '../simulate/json.ts';
import type { PolicyModel } from './model.ts';
import type { RuleFacts, Step } from './origins.ts';
import { literalJson } from './written.ts';

export type JsonPath = readonly (string | number)[];

/** A statement that stopped an evaluation, with the input of that evaluation. */
export interface Context {
  readonly model: PolicyModel;
  readonly facts: RuleFacts;
  readonly input: Json;
  readonly stop: Stop;
}

const maxPlaces = 24;

/** Places of the input that an expression stands for: those that hold what the evaluation saw, or all. */
export function placesOf(expression: Expression, context: Context): readonly JsonPath[] {
  const { model, facts, input } = context;
  const places = model
    .origins()
    .of(facts, expression)
    .filter(({ root }) => root === 'input')
    .flatMap(({ path }) => concretePaths(input, path));
  const seen = seenOf(expression, context);
  if (seen?.value === undefined) return places.slice(0, maxPlaces);
  const { value } = seen;
  return places
    .filter((path) => {
      const at = jsonAt(input, path);
      return at !== undefined && equalValues(valueFromUnknown(at), value);
    })
    .slice(0, 2);
}

function concretePaths(input: Json, path: readonly Step[]): readonly JsonPath[] {
  let paths: (string | number)[][] = [[]];
  for (const step of path) {
    if (step !== undefined) {
      for (const each of paths) each.push(step);
      continue;
    }
    paths = paths
      .flatMap((each) => keysAt(jsonAt(input, each)).map((key) => [...each, key]))
      .slice(0, maxPlaces);
  }
  return paths;
}

function keysAt(value: Json | undefined): readonly (string | number)[] {
  if (Array.isArray(value)) return [...value.keys()];
  return isJsonObject(value) ? Object.keys(value) : [];
}

function seenOf({ span }: Expression, { stop }: Context): Seen | undefined {
  return stop.seen.find((seen) => seen.span.from === span.from && seen.span.to === span.to);
}

/** What an expression was, or is as it is written. */
export function valueOf(expression: Expression, context: Context): Json | undefined {
  const seen = seenOf(expression, context)?.value;
  return seen === undefined ? literalJson(expression) : jsonOfValue(seen);
}

function jsonOfValue(value: Value): Json | undefined {
  const text = jsonOf(value);
  return text === undefined ? undefined : (JSON.parse(text) as Json);
}

export function itemsOf(value: Json | undefined): readonly Json[] {
  if (Array.isArray(value)) return value as readonly Json[];
  return isJsonObject(value) ? Object.values(value) : [];
}
