import { insertAt } from '#core/text/edit.ts';
import { policy } from '../examples.ts';
import type { LintRule } from '../rule.ts';

export const unaryMinus: LintRule = {
  code: 'policy/unary-minus',
  about: 'rego',
  why: 'The engine knows a minus before the digits of a number only; before anything else the evaluation ends with an error.',
  bad: policy(`CopyFileRequest if -input.offset == 0`),
  good: policy(`CopyFileRequest if 0 - input.offset == 0`),
  *find(subject) {
    for (const { node } of subject.nodes('minus')) {
      const { from } = node.span;
      yield {
        span: { from, to: from + 1 },
        message: 'This minus stands before something other than a number.',
        fix: { title: 'Subtract from 0', edits: [insertAt(from, '0 ')] },
      };
    }
  },
};
