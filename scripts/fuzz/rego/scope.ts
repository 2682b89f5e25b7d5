/** What generated text may refer to at a place. */
import type { Type } from './inputs.ts';
import type { Random } from './random.ts';

export interface KnownRule {
  readonly name: string;
  readonly kind: 'value' | 'set' | 'object' | 'function' | 'nested';
  readonly type: Type;
  readonly parameters: readonly Type[];
}

export interface Scope {
  /** Variables with the type that they probably have. */
  readonly locals: Map<string, Type>;
  /** Rules that stand further up, so that recursion is rare. */
  readonly rules: readonly KnownRule[];
  readonly names: { next: number };
  readonly dialect: 'v0' | 'v1';
  /** Whether `in`, `every` and their like are keywords here. */
  readonly keywords: boolean;
  /** Terms have the type that they should have, as compilers that check types want it. */
  readonly plain: boolean;
  /** Writes the statements of queries inside of terms. */
  readonly write: (random: Random, scope: Scope, count: number, depth: number) => readonly string[];
}

/** A scope inside: what is declared there is unknown outside. */
export function inside(scope: Scope): Scope {
  return { ...scope, locals: new Map(scope.locals) };
}

export function newName(scope: Scope, type: Type): string {
  const name = `v${String((scope.names.next += 1))}`;
  scope.locals.set(name, type);
  return name;
}

export function localsOf(scope: Scope, type: Type): readonly string[] {
  return [...scope.locals].filter(([, each]) => each === type).map(([name]) => name);
}
