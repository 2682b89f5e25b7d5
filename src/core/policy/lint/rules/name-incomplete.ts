import { insertAt } from '#core/text/edit.ts';
import { agentRequests, requestExistsIn } from '#core/policy/requests/request.ts';
import { policy } from '../examples.ts';
import type { LintRule } from '../rule.ts';

export const nameIncomplete: LintRule = {
  code: 'policy/name-incomplete',
  about: 'agent',
  why: 'A request without a rule is undefined: the agent answers with an internal error, which also the allowance of failures turns into permission.',
  bad: policy(`default ExecProcessRequest := false`),
  good: policy(agentRequests.map(({ name }) => `default ${name} := false`).join('\n')),
  *find(subject) {
    const { module, text, reading, profile } = subject;
    if (!reading.isAgentPolicy) return;
    const missing = agentRequests.filter(
      (request) => requestExistsIn(request, profile.id) && !reading.rules.has(request.name),
    );
    if (missing.length === 0) return;
    const needed = missing.filter(({ need }) => need === 'yes').map(({ name }) => name);
    const others = missing.filter(({ need }) => need !== 'yes').map(({ name }) => name);
    const last = module.rules.findLast((rule) => rule.kind === 'default');
    const lineEnd = text.includes('\r\n') ? '\r\n' : '\n';
    const lines = missing.map(({ name, genpolicy }) => `default ${name} := ${genpolicy === 'allows'}`);
    const from = Math.max(
      last?.span.to ?? 0,
      module.package.span.to,
      ...module.imports.map(({ span }) => span.to),
    );
    const after = text.indexOf(lineEnd, from);
    const at = after === -1 ? text.length : after;
    yield {
      span: module.package.pathSpan,
      message: `${missing.length} of the requests have no rule, ${needed.length === 0 ? 'none' : needed.length} of which a pod needs to run.`,
      hint: [
        ...(needed.length === 0 ? [] : [`A pod needs ${listed(needed)}.`]),
        ...(others.length === 0 ? [] : [`It does without ${listed(others)}.`]),
      ].join(' '),
      fix: {
        title: 'Write the defaults of genpolicy for them',
        edits: [insertAt(at, `${lineEnd}${last === undefined ? lineEnd : ''}${lines.join(lineEnd)}`)],
      },
    };
  },
};

function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
