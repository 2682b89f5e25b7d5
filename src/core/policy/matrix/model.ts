/** A policy with everything that is worked out of it, each part when it is first asked for. */
import type { Literal } from '#core/rego/ast.ts';
import type { Profile } from '#core/rego/profile.ts';
import type { Span } from '#core/text/span.ts';
import { type Dependencies, dependenciesOf } from './dependencies.ts';
import { type Origins, originsOf, type RuleFacts } from './origins.ts';
import { type PolicyReading, readPolicy } from './reading.ts';

export interface PolicyModel {
  readonly reading: PolicyReading;
  readonly origins: () => Origins;
  readonly dependenciesOf: (name: string) => Dependencies;
  /** The statement at a span, with the rule that it is in. */
  readonly literalAt: (span: Span) => PlacedLiteral | undefined;
}

export interface PlacedLiteral {
  readonly literal: Literal;
  readonly facts: RuleFacts;
}

/** Reads a policy for a release. Never throws. */
export function modelOf(text: string, profile: Profile): PolicyModel {
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
  return {
    reading,
    origins,
    dependenciesOf(name) {
      let found = known.get(name);
      if (found === undefined) known.set(name, (found = dependenciesOf(name, origins())));
      return found;
    },
    literalAt: (span) => literals().get(keyOf(span)),
  };
}

function keyOf({ from, to }: Span): string {
  return `${from} ${to}`;
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
