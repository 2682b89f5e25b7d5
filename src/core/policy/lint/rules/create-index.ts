import { pathText, type Step } from '#core/policy/matrix/origins.ts';
import { policy } from '../examples.ts';
import type { LintRule } from '../rule.ts';

export const createIndex: LintRule = {
  code: 'policy/create-index',
  about: 'agent',
  why: 'Neither order nor presence is guaranteed: in an empty list there is no such item, and the rule is undefined.',
  hint: 'Ask for all items, or for the number of items as well.',
  bad: policy(`default CreateContainerRequest := false

CreateContainerRequest if {
	input.storages[0].source == "registry.example/web@sha256:1b2c"
}`),
  good: policy(`default CreateContainerRequest := false

CreateContainerRequest if {
	count(input.storages) == 1
	every storage in input.storages {
		storage.source == "registry.example/web@sha256:1b2c"
	}
}`),
  *find(subject) {
    for (const { node, facts } of subject.nodes('reference')) {
      const found = subject.inputOf(facts, node).find(({ path }) => isIndexed(path));
      // Marked once, where the number stands.
      const operand = node.operands.find((each) => each.kind === 'bracket' && each.index.kind === 'number');
      if (found === undefined || operand === undefined) continue;
      yield {
        span: operand.span,
        message: `input.${pathText(found.path)} takes a place in the list for granted.`,
      };
    }
  },
};

const lists: ReadonlySet<Step> = new Set(['storages', 'Args', 'Env', 'Mounts', 'devices']);

function isIndexed(path: readonly Step[]): boolean {
  return path.some((step, index) => typeof step === 'number' && lists.has(path[index - 1]));
}
