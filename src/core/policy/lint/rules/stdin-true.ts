import { policy } from '../examples.ts';
import { exposureOf } from '../exposure.ts';
import { openRequests } from '../open-request.ts';
import type { LintRule } from '../rule.ts';

export const stdinTrue: LintRule = {
  code: 'policy/stdin-true',
  about: 'agent',
  why: 'The host feeds what it likes to the workload, or types into a shell that is open.',
  bad: policy(`default WriteStreamRequest := true`),
  good: policy(`default WriteStreamRequest := false`),
  *find(subject) {
    for (const finding of openRequests(subject, ['WriteStreamRequest'])) {
      const isWorse = exposureOf(subject).exec() !== undefined;
      yield isWorse
        ? { ...finding, message: `${finding.message} ExecProcessRequest can be allowed as well.` }
        : finding;
    }
  },
};
