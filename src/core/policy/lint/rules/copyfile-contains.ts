import { policy } from '../examples.ts';
import { exposureOf } from '../exposure.ts';
import type { LintRule } from '../rule.ts';
import { placeOf } from '../syntax.ts';

export const copyfileContains: LintRule = {
  code: 'policy/copyfile-contains',
  about: 'agent',
  why: 'A list of what must not be in a path misses spellings, and a prefix lets `..` through.',
  hint: 'Match the whole path from ^ to $, and say what may be in it.',
  bad: policy(`default CopyFileRequest := false

CopyFileRequest if startswith(input.path, "/run/kata-containers/shared/containers/")`),
  good: policy(`default CopyFileRequest := false

CopyFileRequest if {
	regex.match(\`^/run/kata-containers/shared/containers/[0-9a-f]{64}-[0-9a-f]{16}-(resolv\\.conf|hosts|hostname)$\`, input.path)
}`),
  *find(subject) {
    const { anyFile, climbingFile } = exposureOf(subject);
    const any = anyFile();
    const climbing = climbingFile();
    if ((any === undefined) === (climbing === undefined)) return;
    const witness = any ?? climbing;
    if (witness === undefined) return;
    const what = any === undefined ? 'a path that climbs with ..' : 'a path outside of the shared directory';
    yield {
      span: placeOf(subject, witness.entrypoint),
      message: `CopyFileRequest is allowed for ${what}.`,
      witness,
    };
  },
};
