import { firstLine, isRedeclared, isUnsafe } from '../failures.ts';
import { policy } from '../examples.ts';
import type { LintRule } from '../rule.ts';

export const prepareFailure: LintRule = {
  code: 'policy/prepare-failure',
  about: 'agent',
  why: 'The policy loads, and then every request fails, the harmless ones included.',
  bad: policy(`ExecProcessRequest if f(1)

f(a) if a == 1

f(a, b) if a == b`),
  good: policy(`ExecProcessRequest if f(1)

f(a) if a == 1`),
  *find(subject) {
    const { failure } = subject.reading;
    if (failure === undefined || isUnsafe(failure) || isRedeclared(failure)) return;
    const at = failure.at ?? subject.module.package.pathSpan.from;
    yield {
      span: { from: at, to: Math.min(at + 1, subject.text.length) },
      message: `The engine cannot prepare the policy: ${firstLine(failure.message)}`,
    };
  },
};
