import { firstLine, isRedeclared } from '../failures.ts';
import { policy } from '../examples.ts';
import type { LintRule } from '../rule.ts';

export const redeclaredVariable: LintRule = {
  code: 'policy/redeclared-variable',
  about: 'agent',
  why: 'The policy loads, and then every request fails, the harmless ones included.',
  bad: policy(`ExecProcessRequest if {
	command := input.process.Args
	command := ["uptime"]
}`),
  good: policy(`ExecProcessRequest if {
	command := input.process.Args
	command == ["uptime"]
}`),
  *find(subject) {
    const { failure } = subject.reading;
    if (failure === undefined || !isRedeclared(failure)) return;
    const at = failure.at ?? subject.module.package.pathSpan.from;
    yield {
      span: { from: at, to: Math.min(at + 1, subject.text.length) },
      message: `A name cannot be used before it is declared, nor be declared again. The engine says: ${firstLine(failure.message)}`,
    };
  },
};
