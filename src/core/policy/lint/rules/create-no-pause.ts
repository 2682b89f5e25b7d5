import { specimens } from '#core/policy/matrix/specimens.ts';
import { jsonAt } from '#core/policy/simulate/json.ts';
import { policy } from '../examples.ts';
import { imagePath } from '../hostile.ts';
import type { LintRule } from '../rule.ts';
import { placeOf } from '../syntax.ts';

export const createNoPause: LintRule = {
  code: 'policy/create-no-pause',
  about: 'agent',
  why: 'The pause container comes first and goes through the same request. With guest pull its storage has the source pause.',
  hint: 'Allow the source "pause" for the sandbox container.',
  bad: policy(`default CreateContainerRequest := false

CreateContainerRequest if {
	some storage in input.storages
	storage.source == "registry.example/web@sha256:1b2c"
}`),
  good: policy(`default CreateContainerRequest := false

CreateContainerRequest if {
	count(input.storages) == 1
	input.storages[0].source in {"pause", "registry.example/web@sha256:1b2c"}
}`),
  *find(subject) {
    const { fields, facts } = subject.dependenciesOf('CreateContainerRequest');
    const row = subject.row('CreateContainerRequest');
    if (row?.standing !== 'conditional' && row?.standing !== 'unreached') return;
    // Rules that do not look at the source, or look at it by a pattern, may let it through in ways that are not tried.
    if (!fields.some(({ text }) => /^storages\[.*\]\.source$/.test(text))) return;
    const names = new Set(facts.map(({ name }) => name));
    const mentions = subject
      .nodes('string')
      .some(({ node, facts: { name } }) => names.has(name) && node.value.includes('pause'));
    const pause = (specimens.get('CreateContainerRequest') ?? []).filter(
      (input) => jsonAt(input, imagePath) === 'pause',
    );
    if (mentions || subject.search('CreateContainerRequest', pause, [['storages']]) !== undefined) return;
    yield {
      span: placeOf(subject, 'CreateContainerRequest'),
      message: 'No pause container was found to be allowed, and none of these rules names the source pause.',
    };
  },
};
