import { replaceSpan } from '#core/text/edit.ts';
import { agentRequests, deadRequests, failuresEntrypoint } from '#core/policy/requests/request.ts';
import { policy } from '../examples.ts';
import type { LintRule } from '../rule.ts';
import { closest, nameSpan } from '../syntax.ts';

export const nameUnknown: LintRule = {
  code: 'policy/name-unknown',
  about: 'agent',
  why: 'The agent never asks for this name, so the rule decides nothing, and the request that was meant is undefined.',
  bad: policy(`default ExecProcesRequest := false`),
  good: policy(`default ExecProcessRequest := false`),
  *find(subject) {
    const known = [...agentRequests.map(({ name }) => name), failuresEntrypoint];
    for (const [name, rules] of subject.reading.rules) {
      if (!/^[A-Z]\w*(?:Request|Config|Policy)$/.test(name) || known.some((other) => other === name))
        continue;
      if (deadRequests.has(name)) continue;
      const likely = closest(name, known);
      for (const rule of rules) {
        const span = nameSpan(rule);
        yield {
          span,
          message: `${name} is no request of the agent.`,
          ...(likely === undefined
            ? {}
            : {
                hint: `Did you mean ${likely}?`,
                fix: { title: `Rename to ${likely}`, edits: [replaceSpan(span, likely)] },
              }),
        };
      }
    }
  },
};
