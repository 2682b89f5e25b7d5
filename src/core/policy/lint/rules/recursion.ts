import type { Rule } from '#core/rego/ast.ts';
import { policy } from '../examples.ts';
import type { LintRule } from '../rule.ts';
import { waysBack } from '../cycles.ts';
import { nameSpan } from '../syntax.ts';

export const recursion: LintRule = {
  code: 'policy/recursion',
  about: 'rego',
  why: 'The engine stops with an error as soon as the rule is needed.',
  bad: policy(`default ExecProcessRequest := false

ExecProcessRequest if allowed

allowed if ExecProcessRequest`),
  good: policy(`default ExecProcessRequest := false

ExecProcessRequest if allowed

allowed if input.process.Args == ["uptime"]`),
  *find(subject) {
    for (const [name, way] of waysBack(subject)) {
      const [first] = subject.reading.rules.get(name) ?? [];
      // Functions that call themselves may end.
      if (first === undefined || isFunction(first)) continue;
      const through = way.length === 0 ? 'itself' : `itself through ${way.join(' and ')}`;
      yield { span: nameSpan(first), message: `${name} needs ${through}.` };
    }
  },
};

function isFunction(rule: Rule): boolean {
  return rule.kind === 'rule' ? rule.head.kind === 'function' : rule.parameters !== undefined;
}
