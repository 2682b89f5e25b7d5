import { insertAt } from '#core/text/edit.ts';
import { isRequestName } from '#core/policy/requests/request.ts';
import { policy } from '../examples.ts';
import type { LintRule } from '../rule.ts';
import { nameSpan } from '../syntax.ts';

export const defaultMissing: LintRule = {
  code: 'policy/default-missing',
  about: 'agent',
  why: 'When no rule holds, the request is undefined: the agent answers with an internal error in place of a denial.',
  bad: policy(`ExecProcessRequest if input.process.Args == ["uptime"]`),
  good: policy(`default ExecProcessRequest := false

ExecProcessRequest if input.process.Args == ["uptime"]`),
  *find(subject) {
    for (const [name, rules] of subject.reading.rules) {
      const [first] = rules;
      if (!isRequestName(name) || first === undefined || rules.some(({ kind }) => kind === 'default'))
        continue;
      // An answer for every input needs no default.
      if (
        rules.some((rule) => rule.kind === 'rule' && (rule.bodies.length === 0 || rule.head.kind !== 'value'))
      )
        continue;
      yield {
        span: nameSpan(first),
        message: `${name} has a rule and no default.`,
        fix: {
          title: `Write default ${name} := false`,
          edits: [insertAt(first.span.from, `default ${name} := false\n\n`)],
        },
      };
    }
  },
};
