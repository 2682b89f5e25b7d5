import { boundContainers, policy } from '../examples.ts';
import { exposureOf, listAt, mutated } from '../exposure.ts';
import { otherStorage, withValue } from '../hostile.ts';
import type { LintRule } from '../rule.ts';
import { placeOf } from '../syntax.ts';

export const createExists: LintRule = {
  code: 'policy/create-exists',
  about: 'agent',
  why: 'A rule that some storage fulfils says nothing of the others: they are mounted as well.',
  hint: 'Ask for the number of storages, or for something of every one.',
  bad: policy(`default CreateContainerRequest := false

CreateContainerRequest if {
	some storage in input.storages
	storage.source == "registry.example/web@sha256:1b2c"
}`),
  good: boundContainers,
  *find(subject) {
    const { anyContainer, container } = exposureOf(subject);
    if (anyContainer() !== undefined) return;
    const path = ['storages'] as const;
    const witness =
      mutated(subject, container(), (input) =>
        withValue(input, path, [...listAt(input, path), otherStorage]),
      ) ??
      mutated(subject, container(), (input) =>
        withValue(input, path, [otherStorage, ...listAt(input, path)]),
      );
    if (witness === undefined) return;
    const span = placeOf(subject, witness.entrypoint);
    yield {
      span,
      message: 'CreateContainerRequest is allowed with a further storage of any source.',
      witness,
    };
  },
};
