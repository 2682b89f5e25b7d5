import { specimens } from '#core/policy/matrix/specimens.ts';
import { policy } from '../examples.ts';
import { otherStorage, withValue } from '../hostile.ts';
import { openFor } from '../open-request.ts';
import type { LintRule } from '../rule.ts';

export const sandboxTrue: LintRule = {
  code: 'policy/sandbox-true',
  about: 'agent',
  why: 'The host loads kernel modules, names a directory of hooks, or mounts a storage where a later container expects another.',
  hint: 'Ask for an empty hook path, no modules, and the storages that are needed.',
  bad: policy(`default CreateSandboxRequest := true`),
  good: policy(`default CreateSandboxRequest := false

CreateSandboxRequest if {
	input.guest_hook_path == ""
	count(input.kernel_modules) == 0
	every storage in input.storages {
		storage.mount_point == "/run/kata-containers/sandbox/shm"
	}
}`),
  *find(subject) {
    const [ordinary] = specimens.get('CreateSandboxRequest') ?? [];
    if (ordinary === undefined) return;
    yield* openFor(subject, 'CreateSandboxRequest', [
      {
        input: withValue(ordinary, ['kernel_modules'], [{ name: 'anything', parameters: [] }]),
        fixed: [['kernel_modules']],
        what: 'with a kernel module',
      },
      {
        input: withValue(ordinary, ['guest_hook_path'], '/run/anything'),
        fixed: [['guest_hook_path']],
        what: 'with a directory of hooks',
      },
      {
        input: withValue(ordinary, ['storages'], [otherStorage]),
        fixed: [['storages']],
        what: 'with any storage',
      },
    ]);
  },
};
