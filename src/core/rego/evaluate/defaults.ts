/** Default rules: where their values go, and what a value may be. */
import type { Expression } from '../ast.ts';
import { Failed, failureAt, failureOf, type Source } from '../compile/failure.ts';
import { literalOf } from '../compile/patterns.ts';
import type { DefaultEntry } from '../compile/program.ts';
import type { Value } from '../value/value.ts';

/** Where the value of a default goes in the data document. */
export function defaultPath(entry: DefaultEntry): readonly Value[] {
  const { name } = entry.rule;
  const path: Value[] = [...entry.module.segments];
  if (name.kind === 'variable') return [...path, name.name];
  if (name.base.kind === 'variable') path.push(name.base.name);
  for (const operand of name.operands) {
    if (operand.kind === 'dot') path.push(operand.name);
    else path.push(constantIndex(operand.index));
  }
  return path;
}

function constantIndex(index: Expression): Value {
  const value = index.kind === 'variable' ? index.name : literalOf(index);
  if (value === undefined) throw new Failed(failureOf('evaluate', 'not a valid ref'));
  return value;
}

/** @throws Failed unless the value can be worked out without anything else */
export function checkDefaultValue(value: Expression, source: Source): void {
  if (literalOf(value) !== undefined || value.kind.endsWith('comprehension')) return;
  if (value.kind === 'minus' && value.operand.kind === 'number') return;
  if (value.kind === 'array' || value.kind === 'set') {
    for (const item of value.items) checkDefaultValue(item, source);
    return;
  }
  if (value.kind === 'object') {
    for (const member of value.members) {
      checkDefaultValue(member.key, source);
      checkDefaultValue(member.value, source);
    }
    return;
  }
  const message = `invalid \`${kindNames[value.kind]}\` in default value`;
  throw new Failed(failureAt('evaluate', source, value.at, message));
}

const kindNames: Readonly<Partial<Record<Expression['kind'], string>>> = {
  variable: 'var',
  reference: 'ref',
  call: 'call',
  minus: 'unaryexpr',
  'set-operation': 'binexpr',
  comparison: 'boolexpr',
  arithmetic: 'arithexpr',
  membership: 'membership',
};
