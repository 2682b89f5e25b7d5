import { builtinOf } from '#core/rego/builtins/registry.ts';
import { policy } from '../examples.ts';
import type { LintRule } from '../rule.ts';
import { builtinName } from '../syntax.ts';

export const builtinArity: LintRule = {
  code: 'policy/builtin-arity',
  about: 'rego',
  why: 'The engine does not refuse it: the call is undefined, and so is the condition, whatever the input is.',
  bad: policy(`ExecProcessRequest if count(input.process.Args, 1) == 1`),
  good: policy(`ExecProcessRequest if count(input.process.Args) == 1`),
  *find(subject) {
    for (const { node } of subject.nodes('call')) {
      const name = builtinName(subject, node);
      const builtin = name === undefined ? undefined : builtinOf(name, subject.profile);
      if (builtin === undefined) continue;
      const { min, max } = builtin.arity;
      const given = node.parameters.length;
      // One more takes the result.
      if (
        given >= min &&
        given <= max + 1 &&
        !(given === max + 1 && node.parameters.at(-1)?.kind !== 'variable')
      )
        continue;
      const wanted = min === max ? `${min}` : `${min} to ${max}`;
      yield {
        span: node.span,
        message: `${name} takes ${wanted} ${wanted === '1' ? 'argument' : 'arguments'} and is given ${given}.`,
      };
    }
  },
};
