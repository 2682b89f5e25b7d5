import { pathText, type Step } from '#core/policy/matrix/origins.ts';
import { policy } from '../examples.ts';
import type { LintRule } from '../rule.ts';

/** Lists that an honest host never leaves empty. */
const matters: ReadonlySet<Step> = new Set([
  'Args',
  'storages',
  'Namespaces',
  'MaskedPaths',
  'ReadonlyPaths',
]);

export const everyVacuous: LintRule = {
  code: 'policy/every-vacuous',
  about: 'agent',
  why: 'Of no item everything is true: an empty list passes.',
  hint: 'Ask for the number of items as well.',
  bad: policy(`default ExecProcessRequest := false

ExecProcessRequest if {
	every arg in input.process.Args { arg in ["uptime", "-p"] }
}`),
  good: policy(`default ExecProcessRequest := false

ExecProcessRequest if {
	count(input.process.Args) > 0
	every arg in input.process.Args { arg in ["uptime", "-p"] }
}`),
  *find(subject) {
    for (const { node, facts } of subject.nodes('every')) {
      const path = subject
        .inputOf(facts, node.domain)
        .find((origin) => matters.has(origin.path.at(-1)))?.path;
      if (path === undefined) continue;
      const text = pathText(path);
      const isCounted = subject.nodes('call').some((call) => {
        const [first] = call.node.parameters;
        if (call.node.path.join('.') !== 'count' || first === undefined) return false;
        return subject.inputOf(call.facts, first).some((origin) => pathText(origin.path) === text);
      });
      if (isCounted) continue;
      yield { span: node.domain.span, message: `An empty input.${text} passes.` };
    }
  },
};
