/** Kinds of failures with which the engine refuses to prepare a policy, by its words. */
import type { EngineFailure } from '#core/rego/compile/failure.ts';

/** A variable that nothing binds. */
export function isUnsafe({ message }: EngineFailure): boolean {
  return message.includes('unsafe');
}

/** A variable that is declared twice, or used before its declaration. */
export function isRedeclared({ message }: EngineFailure): boolean {
  return /redefinition|redeclared|used before definition|declared/.test(message);
}

/** Messages may show places of the text below themselves. */
export function firstLine(message: string): string {
  return message.split('\n', 1)[0] ?? message;
}
