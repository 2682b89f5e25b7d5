/** Values that stand in a policy as they are. */
import type { Expression } from '#core/rego/ast.ts';
import type { Json } from '../simulate/json.ts';

/** The value of an expression that is written out; undefined when anything in it is a name or worked out. */
export function literalJson(expression: Expression): Json | undefined {
  switch (expression.kind) {
    case 'null':
      return null;
    case 'boolean':
    case 'string':
      return expression.value;
    case 'number':
      return Number(expression.text);
    case 'array':
    case 'set': {
      const items = expression.items.map(literalJson);
      return items.includes(undefined) ? undefined : (items as Json[]);
    }
    case 'object': {
      const members: (readonly [string, Json])[] = [];
      for (const member of expression.members) {
        const key = literalJson(member.key);
        const value = literalJson(member.value);
        if (typeof key !== 'string' || value === undefined) return undefined;
        members.push([key, value]);
      }
      return Object.fromEntries(members);
    }
    case 'variable':
    case 'reference':
    case 'call':
    case 'array-comprehension':
    case 'set-comprehension':
    case 'object-comprehension':
    case 'minus':
    case 'arithmetic':
    case 'set-operation':
    case 'comparison':
    case 'membership':
      return undefined;
  }
}
