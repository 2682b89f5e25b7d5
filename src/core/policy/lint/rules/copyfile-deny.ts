import { policy } from '../examples.ts';
import type { LintRule } from '../rule.ts';
import { placeOf } from '../syntax.ts';

export const copyfileDeny: LintRule = {
  code: 'policy/copyfile-deny',
  about: 'agent',
  why: 'Without a shared file system every file of a volume comes this way: resolv.conf, tokens, ConfigMaps, Secrets. The pod fails without them.',
  hint: 'Allow the paths of the volumes. With a shared file system the request is not sent.',
  bad: policy(`default CopyFileRequest := false`),
  good: policy(`default CopyFileRequest := false

CopyFileRequest if startswith(input.path, "/run/kata-containers/shared/containers/")`),
  *find(subject) {
    const standing = subject.row('CopyFileRequest')?.standing;
    if (standing !== 'denied') return;
    yield { span: placeOf(subject, 'CopyFileRequest'), message: 'CopyFileRequest is never allowed.' };
  },
};
