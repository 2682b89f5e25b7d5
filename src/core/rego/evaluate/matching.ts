/** Patterns as closures: what a value is matched with, and the names that get their values by it. */
import type { Expression } from '../ast.ts';
import type { Pattern } from '../compile/patterns.ts';
import { equalValues, isArray, isObject, memberOf, type Value } from '../value/value.ts';
import type { Compiler } from './compiler.ts';
import type { Match } from './machine.ts';

/** A parameter of a function, matched with an argument. */
export function parameterMatch(compiler: Compiler, parameter: Expression): Match {
  return matchOf(compiler, compiler.program.plans.parameters.get(parameter) ?? { kind: 'ignore' });
}

export function matchOf(compiler: Compiler, pattern: Pattern): Match {
  switch (pattern.kind) {
    case 'ignore':
      return () => true;
    case 'bind': {
      const slot = compiler.environment.bind(pattern.name);
      return (_, slots, value) => {
        slots[slot] = value;
        return true;
      };
    }
    case 'constant': {
      const { value: expected } = pattern;
      return (_, __, value) => equalValues(value, expected);
    }
    case 'equal': {
      const expected = compiler.expression(pattern.expression);
      return (machine, slots, value) => {
        const other = expected(machine, slots);
        return other !== undefined && equalValues(value, other);
      };
    }
    case 'array': {
      const items = pattern.items.map((item) => matchOf(compiler, item));
      return (machine, slots, value) => {
        if (!isArray(value) || value.length !== items.length) return false;
        for (let index = 0; index < items.length; index += 1) {
          if (items[index]?.(machine, slots, value[index] as Value) !== true) return false;
        }
        return true;
      };
    }
    case 'object': {
      const members = pattern.members.map(([key, each]) => ({ key, match: matchOf(compiler, each) }));
      const computed = pattern.computed.map(([key, each]) => ({
        key: compiler.expression(key),
        match: matchOf(compiler, each),
      }));
      return (machine, slots, value) => {
        if (!isObject(value)) return false;
        for (const { key, match } of members) {
          const member = memberOf(value, key);
          if (member === undefined || !match(machine, slots, member)) return false;
        }
        for (const { key, match } of computed) {
          const name = key(machine, slots);
          const member = name === undefined ? undefined : memberOf(value, name);
          if (member === undefined || !match(machine, slots, member)) return false;
        }
        return true;
      };
    }
  }
}
