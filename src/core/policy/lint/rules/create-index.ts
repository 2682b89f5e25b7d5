import { pathText, type RuleFacts, type Step } from '#core/policy/matrix/origins.ts';
import type { LintSubject } from '../subject.ts';
import { builtinName } from '../syntax.ts';
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
      const operands = node.operands.filter(
        (each) => each.kind === 'bracket' && each.index.kind === 'number',
      );
      const operand = operands.at(-1);
      if (operand === undefined) continue;
      for (const { path } of subject.inputOf(facts, node)) {
        const index = path.findLastIndex((step, at) => typeof step === 'number' && lists.has(path[at - 1]));
        if (index === -1 || isCounted(subject, facts, path.slice(0, index))) continue;
        yield {
          span: operand.span,
          message: `input.${pathText(path.slice(0, index + 1))} takes a place in the list for granted.`,
        };
        break;
      }
    }
  },
};

const lists: ReadonlySet<Step> = new Set(['storages', 'Args', 'Env', 'Mounts', 'devices']);

/** Whether the rule asks for the number of items as well. */
function isCounted(subject: LintSubject, facts: RuleFacts, list: readonly Step[]): boolean {
  const text = pathText(list);
  return facts.calls.some((call) => {
    const [first] = call.parameters;
    if (builtinName(subject, call) !== 'count' || first === undefined) return false;
    return subject.inputOf(facts, first).some(({ path }) => pathText(path) === text);
  });
}
