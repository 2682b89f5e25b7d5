import { replaceSpan } from '#core/text/edit.ts';
import type { LintRule } from '../rule.ts';

export const packageRule: LintRule = {
  code: 'policy/package',
  about: 'agent',
  why: 'The agent asks for data.agent_policy and nothing else: in any other package every request is undefined.',
  bad: `package agent_policy.web

default ExecProcessRequest := false
`,
  good: `package agent_policy

default ExecProcessRequest := false
`,
  *find(subject) {
    if (subject.reading.isAgentPolicy) return;
    const { path, pathSpan } = subject.module.package;
    yield {
      span: pathSpan,
      message: `The package is ${path.join('.')}; the agent asks for agent_policy.`,
      fix: { title: 'Rename the package to agent_policy', edits: [replaceSpan(pathSpan, 'agent_policy')] },
    };
  },
};
