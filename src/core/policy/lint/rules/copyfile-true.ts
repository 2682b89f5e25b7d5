import { policy } from '../examples.ts';
import { exposureOf } from '../exposure.ts';
import type { LintRule } from '../rule.ts';
import { placeOf } from '../syntax.ts';

export const copyfileTrue: LintRule = {
  code: 'policy/copyfile-true',
  about: 'agent',
  why: 'The agent keeps files below its shared directory; what is in them nobody checks: configuration, secrets, trust anchors.',
  hint: 'Match the path from ^ to $ with the volumes of the workload.',
  bad: policy(`default CopyFileRequest := true`),
  good: policy(`default CopyFileRequest := false

CopyFileRequest if {
	regex.match(\`^/run/kata-containers/shared/containers/[0-9a-f]{64}-[0-9a-f]{16}-(resolv\\.conf|hosts|hostname)$\`, input.path)
}`),
  *find(subject) {
    const { anyFile, climbingFile } = exposureOf(subject);
    const witness = climbingFile() === undefined ? undefined : anyFile();
    if (witness === undefined) return;
    const span = placeOf(subject, witness.entrypoint);
    yield { span, message: 'CopyFileRequest is allowed for any path.', witness };
  },
};
