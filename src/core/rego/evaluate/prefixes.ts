/** Paths that lead to rules with names of several parts. */
import type { DefinedRule } from '../ast.ts';
import { isDefined, type Program, type RuleEntry } from '../compile/program.ts';

/** Each path once, package included: objects even without a value. */
export function prefixesOf(program: Program): readonly (readonly string[])[] {
  const prefixes = new Map<string, readonly string[]>();
  for (const module of program.modules) {
    for (const entry of module.rules) {
      const names = prefixNames(entry);
      if (names.length <= 1) continue;
      const path = [...module.segments, ...names.slice(0, -1)];
      prefixes.set(path.join('\n'), path);
    }
  }
  return [...prefixes.values()];
}

/** Names of a rule after its last bracket that holds anything but a string. */
function prefixNames(entry: RuleEntry): readonly string[] {
  const name = entry.rule.kind === 'default' ? entry.rule.name : entry.rule.head.name;
  if (name.kind === 'variable') return [name.name];
  let names: string[] = name.base.kind === 'variable' ? [name.base.name] : [];
  // Brackets that vary cut off what stands behind them.
  for (const operand of name.operands) {
    if (operand.kind === 'dot') names.push(operand.name);
    else if (operand.index.kind === 'string') names.push(operand.index.value);
    else return names;
  }
  const rule: DefinedRule | undefined = isDefined(entry) ? entry.rule : undefined;
  if (rule?.head.kind === 'set' && rule.head.form === 'dot' && names.length >= 2) names = names.slice(0, -1);
  return names;
}
