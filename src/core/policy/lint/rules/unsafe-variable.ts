import { isUnsafe } from '../failures.ts';
import { policy } from '../examples.ts';
import type { LintRule } from '../rule.ts';

export const unsafeVariable: LintRule = {
  code: 'policy/unsafe-variable',
  about: 'agent',
  why: 'The policy loads, and then every request fails, the harmless ones included.',
  bad: policy(`ExecProcessRequest if command == "uptime"`),
  good: policy(`ExecProcessRequest if {
	some command in input.process.Args
	command == "uptime"
}`),
  *find(subject) {
    const { failure } = subject.reading;
    if (failure === undefined || !isUnsafe(failure)) return;
    const at = failure.at ?? subject.module.package.pathSpan.from;
    yield {
      span: { from: at, to: Math.min(at + 1, subject.text.length) },
      message: `Nothing gives this name a value. The engine says: ${failure.message}`,
    };
  },
};
