/** What the rules look at: one policy, its nodes by kind, and answers to requests, each worked out when first asked for. */
import type { Expression, Module } from '#core/rego/ast.ts';
import { childrenOf, type SyntaxNode } from '#core/rego/children.ts';
import type { Profile } from '#core/rego/profile.ts';
import type { RequestName } from '../requests/catalogue.ts';
import type { JsonObject } from '../simulate/json.ts';
import type { Dependencies } from '../matrix/dependencies.ts';
import { answerAfter } from '../matrix/compare.ts';
import { matrixOf, type PolicyMatrix } from '../matrix/matrix.ts';
import type { PolicyModel } from '../matrix/model.ts';
import { initialData, type PolicyReading } from '../matrix/reading.ts';
import { answerTo } from '../matrix/decide.ts';
import type { Origin, Origins, RuleFacts } from '../matrix/origins.ts';
import type { JsonPath } from '../matrix/places.ts';
import { findAllowed } from '../matrix/search.ts';
import type { RequestVerdict, Witness } from '../matrix/verdict.ts';

export interface LintOptions {
  /** The matrix of the same policy, when it was worked out already. */
  readonly matrix?: PolicyMatrix;
  /** The most inputs that are tried for one question; absent means 24. */
  readonly tries?: number;
  /** After so many milliseconds no further input is tried; absent means 400. */
  readonly milliseconds?: number;
  /** When it is aborted, no further rule is asked. */
  readonly signal?: { readonly aborted: boolean };
}

type NodeOf<K extends SyntaxNode['kind']> = Extract<SyntaxNode, { readonly kind: K }>;

/** A node with the rule that it is in. */
export interface Placed<N> {
  readonly node: N;
  readonly facts: RuleFacts;
}

export interface LintSubject {
  readonly text: string;
  readonly profile: Profile;
  readonly reading: PolicyReading;
  readonly module: Module;
  readonly model: PolicyModel;
  readonly origins: Origins;
  /** All nodes of a kind inside of rules, in the order of the text. */
  readonly nodes: <K extends SyntaxNode['kind']>(kind: K) => readonly Placed<NodeOf<K>>[];
  /** Places of the input that an expression stands for. */
  readonly inputOf: (facts: RuleFacts, expression: Expression) => readonly Origin[];
  readonly dependenciesOf: (name: string) => Dependencies;
  /** What the policy does with a request; absent when the release has no such request. */
  readonly row: (name: RequestName) => RequestVerdict | undefined;
  /** Whether exactly this request is allowed, after those before it. */
  readonly passes: (witness: Witness) => boolean;
  /** A request that is allowed, made from these inputs with `fixed` parts left alone. */
  readonly search: (
    name: RequestName,
    inputs: readonly JsonObject[],
    fixed: readonly JsonPath[],
  ) => Witness | undefined;
}

/** Prepares a policy for the rules; undefined when there is no module to look at. */
export function subjectOf(model: PolicyModel, options: LintOptions = {}): LintSubject | undefined {
  const { reading } = model;
  const { module } = reading;
  if (module === undefined) return undefined;
  const { tries = 24, milliseconds = 400, signal } = options;
  const deadline = performance.now() + milliseconds;
  const origins = model.origins();
  const nodes = once(() => nodesByKind(origins));
  const matrix = once(
    () => options.matrix ?? matrixOf(model, { milliseconds, ...(signal === undefined ? {} : { signal }) }),
  );
  return {
    text: reading.text,
    profile: reading.profile,
    reading,
    module,
    model,
    origins,
    nodes: <K extends SyntaxNode['kind']>(kind: K) =>
      (nodes().get(kind) ?? []) as readonly Placed<NodeOf<K>>[],
    inputOf: (facts, expression) => origins.of(facts, expression).filter(({ root }) => root === 'input'),
    dependenciesOf: (name) => model.dependenciesOf(name),
    row: (name) => matrix().rows.find((row) => row.name === name),
    passes: (witness) => answerAfter(model, witness)?.kind === 'allowed',
    search(name, inputs, fixed) {
      if (reading.compiled === undefined || reading.failure !== undefined) return undefined;
      const limits = { tries, deadline, fixed, ...(signal === undefined ? {} : { signal }) };
      const { allowed } = findAllowed(model, name, inputs, limits);
      if (allowed !== undefined) return { entrypoint: name, input: allowed, before: [] };
      const before = matrix().rows.find((row) => row.name === name)?.allowed?.before ?? [];
      if (before.length === 0) return undefined;
      let data = initialData;
      for (const sent of before) {
        const answer = answerTo(reading, sent.entrypoint, sent.input, data);
        if (answer?.kind === 'allowed') data = answer.data;
      }
      const later = findAllowed(model, name, inputs, { ...limits, data });
      return later.allowed === undefined ? undefined : { entrypoint: name, input: later.allowed, before };
    },
  };
}

function nodesByKind(origins: Origins): ReadonlyMap<SyntaxNode['kind'], readonly Placed<SyntaxNode>[]> {
  const byKind = new Map<SyntaxNode['kind'], Placed<SyntaxNode>[]>();
  for (const facts of origins.facts) {
    const waiting: SyntaxNode[] = [facts.rule];
    for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
      const list = byKind.get(node.kind);
      if (list === undefined) byKind.set(node.kind, [{ node, facts }]);
      else list.push({ node, facts });
      // The name of a function is no variable.
      const children = node.kind === 'call' ? node.parameters : childrenOf(node);
      for (let index = children.length - 1; index >= 0; index -= 1) {
        const child = children[index];
        if (child !== undefined) waiting.push(child);
      }
    }
  }
  return byKind;
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
