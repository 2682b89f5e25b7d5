import type { Rule } from '#core/rego/ast.ts';
import { rootName } from '#core/rego/compile/walk.ts';
import { policy } from '../examples.ts';
import type { LintRule } from '../rule.ts';
import type { LintSubject } from '../subject.ts';
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
    const { rules } = subject.reading;
    for (const [name, defined] of rules) {
      const [first] = defined;
      if (first === undefined || isFunction(first)) continue;
      const way = wayBack(subject, name);
      if (way === undefined) continue;
      const through = way.length === 0 ? 'itself' : `itself through ${way.join(' and ')}`;
      yield { span: nameSpan(first), message: `${name} needs ${through}.` };
    }
  },
};

function isFunction(rule: Rule): boolean {
  return rule.kind === 'rule' ? rule.head.kind === 'function' : rule.parameters !== undefined;
}

/** Names between a rule and itself; undefined when it does not need itself. */
function wayBack(subject: LintSubject, name: string): readonly string[] | undefined {
  const from = new Map<string, string | undefined>([[name, undefined]]);
  for (const at of from.keys()) {
    for (const next of neededBy(subject, at)) {
      if (next === name) {
        const way: string[] = [];
        for (let step: string | undefined = at; step !== undefined && step !== name; step = from.get(step))
          way.unshift(step);
        return way;
      }
      if (!from.has(next)) from.set(next, at);
    }
  }
  return undefined;
}

function* neededBy({ origins, reading }: LintSubject, name: string): Generator<string> {
  for (const facts of origins.named(name)) {
    for (const call of facts.calls) {
      const callee = origins.calleeOf(call);
      if (callee !== undefined) yield callee;
    }
    for (const read of facts.reads) {
      const root = rootName(read);
      if (!facts.locals.has(root) && reading.rules.has(root)) yield root;
    }
  }
}
