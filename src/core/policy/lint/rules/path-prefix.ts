import { insertAt } from '#core/text/edit.ts';
import { policy } from '../examples.ts';
import { readsInput } from '../reads.ts';
import type { LintRule } from '../rule.ts';
import { builtinName, stringOf } from '../syntax.ts';

export const pathPrefix: LintRule = {
  code: 'policy/path-prefix',
  about: 'agent',
  why: 'A prefix without a slash at its end takes neighbours along: /data also begins /database.',
  bad: policy(`default CopyFileRequest := false

CopyFileRequest if startswith(input.path, "/run/kata-containers/shared")`),
  good: policy(`default CopyFileRequest := false

CopyFileRequest if startswith(input.path, "/run/kata-containers/shared/")`),
  *find(subject) {
    for (const { node, facts } of subject.nodes('call')) {
      const [text, prefix] = node.parameters;
      const written = stringOf(prefix);
      if (builtinName(subject, node) !== 'startswith' || text === undefined || prefix === undefined) continue;
      if (written?.startsWith('/') !== true || written.endsWith('/') || !readsInput(subject, facts, text))
        continue;
      const inside = prefix.span.to - 1;
      yield {
        span: prefix.span,
        message: `${written} is also the beginning of ${written}-other.`,
        fix: { title: 'End it with a slash', edits: [insertAt(inside, '/')] },
      };
    }
  },
};
