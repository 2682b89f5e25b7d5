import type { Step } from '#core/policy/matrix/origins.ts';
import { policy } from '../examples.ts';
import type { LintRule } from '../rule.ts';
import { builtinName, stringOf } from '../syntax.ts';

/** Made of letters and digits by whoever makes them. */
const ids: ReadonlySet<Step> = new Set(['container_id', 'exec_id', 'sandbox_id']);

export const statePathEscape: LintRule = {
  code: 'policy/state-path-escape',
  about: 'agent',
  why: 'In a path of JSON Patch a slash parts names: a key with one is stored elsewhere, or the request fails.',
  hint: 'Replace ~ by ~0 and / by ~1.',
  bad: policy(
    `CreateContainerRequest := {"allowed": true, "ops": [{"op": "add", "path": concat("/", ["/pstate", input.OCI.Hostname]), "value": 1}]}`,
  ),
  good: policy(`CreateContainerRequest := {"allowed": true, "ops": [{"op": "add", "path": concat("/", ["/pstate", key]), "value": 1}]}

key := replace(replace(input.OCI.Hostname, "~", "~0"), "/", "~1")`),
  *find(subject) {
    for (const { node, facts } of subject.nodes('call')) {
      const name = builtinName(subject, node);
      const [format, values] = node.parameters;
      if ((name !== 'concat' && name !== 'sprintf') || values?.kind !== 'array' || format === undefined)
        continue;
      const isState = [format, ...values.items].some(
        (item) => stringOf(item)?.startsWith('/pstate') === true,
      );
      if (!isState) continue;
      for (const item of values.items) {
        if (!subject.inputOf(facts, item).some(({ path }) => !ids.has(path.at(-1)))) continue;
        yield { span: item.span, message: 'This part of the path comes from the input and is not escaped.' };
      }
    }
  },
};
