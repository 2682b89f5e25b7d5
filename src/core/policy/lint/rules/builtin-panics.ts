import { policy } from '../examples.ts';
import type { LintRule } from '../rule.ts';
import { builtinName, stringOf } from '../syntax.ts';

export const builtinPanics: LintRule = {
  code: 'policy/builtin-panics',
  about: 'agent',
  why: 'The engine does not answer: the thread of the agent that decides dies, and with it the guest.',
  bad: policy(`CreateContainerRequest if strings.count(input.OCI.Hostname, "") == 0`),
  good: policy(`CreateContainerRequest if strings.count(input.OCI.Hostname, "-") == 0`),
  *find(subject) {
    for (const { node } of subject.nodes('call')) {
      const name = builtinName(subject, node);
      const [first, second, third] = node.parameters;
      const panics =
        (name === 'strings.count' && stringOf(second) === '') ||
        (name === 'numbers.range_step' && third?.kind === 'number' && Number(third.text) <= 0) ||
        (name === 'object.subset' &&
          first?.kind === 'array' &&
          second?.kind === 'array' &&
          second.items.length === 0);
      if (panics)
        yield {
          span: node.span,
          message: `With these arguments ${name} takes the engine of the guest down.`,
        };
    }
  },
};
