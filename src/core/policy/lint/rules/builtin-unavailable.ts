import { allBuiltins, builtinOf, enginesWith } from '#core/rego/builtins/registry.ts';
import { policy } from '../examples.ts';
import type { LintRule } from '../rule.ts';
import { builtinName, closest } from '../syntax.ts';
import { isDeprecated } from './builtin-deprecated.ts';

export const builtinUnavailable: LintRule = {
  code: 'policy/builtin-unavailable',
  about: 'rego',
  why: 'The policy loads; a request that reaches the call fails with an internal error. Nothing warns before.',
  bad: policy(`CopyFileRequest if glob.match("/run/**", ["/"], input.path)`),
  good: policy(`CopyFileRequest if startswith(input.path, "/run/kata-containers/shared/containers/")`),
  *find(subject) {
    for (const { node } of subject.nodes('call')) {
      const name = builtinName(subject, node);
      if (name === undefined || name === 'print' || isDeprecated(name)) continue;
      if (builtinOf(name, subject.profile) !== undefined || subject.profile.extensions.includes(name))
        continue;
      const engines = enginesWith(name);
      const known = [...allBuiltins()].filter(({ feature }) => subject.profile.features.includes(feature));
      const likely = closest(
        name,
        known.map((builtin) => builtin.name),
      );
      yield {
        span: node.callee.span,
        message: `${subject.profile.name} has no function ${name}.`,
        hint:
          engines.length > 0
            ? `It exists in ${engines.map((profile) => profile.name).join(', ')}.`
            : likely === undefined
              ? 'No engine is known to have it.'
              : `Did you mean ${likely}?`,
      };
    }
  },
};
