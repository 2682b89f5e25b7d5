import type { Expression } from '#core/rego/ast.ts';
import { policy } from '../examples.ts';
import type { LintRule } from '../rule.ts';

export const stateOutside: LintRule = {
  code: 'policy/state-outside',
  about: 'agent',
  why: 'A patch applies to the whole data document: below /agent_policy it takes the place of rules, elsewhere nothing reads it.',
  bad: policy(
    `CreateContainerRequest := {"allowed": true, "ops": [{"op": "add", "path": "/agent_policy/ExecProcessRequest", "value": true}]}`,
  ),
  good: policy(
    `CreateContainerRequest := {"allowed": true, "ops": [{"op": "add", "path": "/pstate/created", "value": true}]}`,
  ),
  *find(subject) {
    for (const { node } of subject.nodes('object')) {
      const member = (name: string): Expression | undefined =>
        node.members.find(({ key }) => key.kind === 'string' && key.value === name)?.value;
      const path = member('path');
      if (member('op') === undefined || path?.kind !== 'string') continue;
      if (path.value === '/pstate' || path.value.startsWith('/pstate/')) continue;
      const isRule = path.value.startsWith('/agent_policy');
      yield {
        span: path.span,
        message: isRule
          ? 'This operation puts a document in place of a rule of the policy.'
          : 'This operation changes data outside of /pstate.',
        ...(isRule ? {} : { severity: 'warning' }),
      };
    }
  },
};
