import { policy } from '../examples.ts';
import type { LintRule } from '../rule.ts';
import { nameSpan, requestRules } from '../syntax.ts';

export const functionAsEntrypoint: LintRule = {
  code: 'policy/function-as-entrypoint',
  about: 'agent',
  why: 'The agent asks for a value. A function has none until it is called, so the request is undefined.',
  bad: policy(`ExecProcessRequest(command) if command == "uptime"`),
  good: policy(`default ExecProcessRequest := false

ExecProcessRequest if input.process.Args == ["uptime"]`),
  *find(subject) {
    for (const [name, rule] of requestRules(subject)) {
      const isFunction =
        rule.kind === 'default' ? rule.parameters !== undefined : rule.head.kind === 'function';
      if (!isFunction) continue;
      yield { span: nameSpan(rule), message: `${name} is a function here; the agent asks for a rule.` };
    }
  },
};
