/** A policy with everything that is worked out of it, each part when it is first asked for. */
import type { Literal } from '#core/rego/ast.ts';
import type { Profile } from '#core/rego/profile.ts';
import type { Span } from '#core/text/span.ts';
import { type Dependencies, dependenciesOf } from './dependencies.ts';
import { type Origins, originsOf, type RuleFacts } from './origins.ts';
import { newSearchMemory, type SearchMemory } from './memory.ts';
import { type PolicyReading, readPolicy } from './reading.ts';

export interface PolicyModel {
  readonly reading: PolicyReading;
  readonly origins: () => Origins;
  readonly dependenciesOf: (name: string) => Dependencies;
  /** The statement at a span, with the rule that it is in. */
  readonly literalAt: (span: Span) => PlacedLiteral | undefined;
  /** Everything that the answers of a rule depend on, as text; undefined when that cannot be told. */
  readonly groundsOf: (name: string) => string | undefined;
  readonly memory: SearchMemory;
}

export interface PlacedLiteral {
  readonly literal: Literal;
  readonly facts: RuleFacts;
}

/**
 * Reads a policy for a release. Never throws.
 *
 * @param before the model of an earlier text: searches are not done again whose rules are the same as they were
 */
export function modelOf(text: string, profile: Profile, before?: PolicyModel): PolicyModel {
  const reading = readPolicy(text, profile);
  const origins = once(() => originsOf(reading));
  const known = new Map<string, Dependencies>();
  const literals = once(() => {
    const places = new Map<string, PlacedLiteral>();
    for (const facts of origins().facts) {
      for (const literal of facts.literals) places.set(keyOf(literal.span), { literal, facts });
    }
    return places;
  });
  const dependencies = (name: string): Dependencies => {
    let found = known.get(name);
    if (found === undefined) known.set(name, (found = dependenciesOf(name, origins())));
    return found;
  };
  return {
    reading,
    origins,
    dependenciesOf: dependencies,
    literalAt: (span) => literals().get(keyOf(span)),
    groundsOf: (name) => groundsOf(reading, dependencies(name)),
    memory: before?.memory ?? newSearchMemory(),
  };
}

function groundsOf(
  { module, text, profile, compiled, failure }: PolicyReading,
  { facts, isClosed }: Dependencies,
): string | undefined {
  // A policy that is not prepared answers nothing, whatever its rules are.
  if (module === undefined || compiled === undefined || failure !== undefined || !isClosed) return undefined;
  const header = [
    profile.id,
    module.package.path.join('.'),
    ...module.imports.map((each) => textAt(text, each.span)),
  ];
  return [...header, ...facts.map(({ rule }) => textAt(text, rule.span))].join('\n\n');
}

function textAt(text: string, { from, to }: Span): string {
  return text.slice(from, to);
}

function keyOf({ from, to }: Span): string {
  return `${from} ${to}`;
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
