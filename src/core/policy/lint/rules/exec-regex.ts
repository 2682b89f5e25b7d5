import type { Expression } from '#core/rego/ast.ts';
import type { RuleFacts } from '#core/policy/matrix/origins.ts';
import { policy } from '../examples.ts';
import { exposureOf, listAt, mutated } from '../exposure.ts';
import { argsPath, withValue } from '../hostile.ts';
import { isAnchored } from '../patterns.ts';
import type { LintRule } from '../rule.ts';
import type { LintSubject } from '../subject.ts';
import { builtinName, stringOf } from '../syntax.ts';

export const execRegex: LintRule = {
  code: 'policy/exec-regex',
  about: 'agent',
  why: 'A pattern that is not tied to both ends, or holds `.*`, lets the host add to the command.',
  hint: 'Compare the list of arguments, or begin with ^, end with $ and name the characters.',
  bad: policy(`default ExecProcessRequest := false

ExecProcessRequest if regex.match(\`^nginx -[a-z]\`, concat(" ", input.process.Args))`),
  good: policy(`default ExecProcessRequest := false

ExecProcessRequest if regex.match(\`^nginx -[a-z]$\`, concat(" ", input.process.Args))`),
  *find(subject) {
    for (const { node, facts } of subject.nodes('call')) {
      const [pattern, text] = node.parameters;
      const written = stringOf(pattern);
      if (builtinName(subject, node) !== 'regex.match' || written === undefined || text === undefined)
        continue;
      if (isAnchored(written) && !/\.[*+]/.test(written)) continue;
      if (!readsArgs(subject, facts, text)) continue;
      const witness = mutated(subject, exposureOf(subject).exec(), (input) =>
        withValue(input, argsPath, [...listAt(input, argsPath), ';', 'id']),
      );
      yield {
        span: pattern?.span ?? node.span,
        message: 'The pattern lets the host add to the command.',
        ...(witness === undefined ? {} : { witness }),
      };
    }
  },
};

/** Whether a text is made of arguments: one of them, or several joined, also under a name. */
function readsArgs(subject: LintSubject, facts: RuleFacts, text: Expression): boolean {
  if (subject.inputOf(facts, text).some(({ path }) => path.includes('Args'))) return true;
  const source = text.kind === 'variable' ? facts.assigned.get(text.name) : text;
  return source?.kind === 'call' && source.parameters.some((each) => readsArgs(subject, facts, each));
}
