import { policy } from '../examples.ts';
import { exposureOf, listAt, mutated } from '../exposure.ts';
import { argsPath, withValue } from '../hostile.ts';
import type { LintRule } from '../rule.ts';
import { builtinName, stringOf } from '../syntax.ts';

export const execString: LintRule = {
  code: 'policy/exec-string',
  about: 'agent',
  why: 'Joined with blanks, ["a b"] and ["a", "b"] are the same text but not the same command.',
  hint: 'Compare the list: input.process.Args == ["…", "…"].',
  bad: policy(`default ExecProcessRequest := false

ExecProcessRequest if concat(" ", input.process.Args) == "cat /etc/hostname"`),
  good: policy(`default ExecProcessRequest := false

ExecProcessRequest if input.process.Args == ["cat", "/etc/hostname"]`),
  *find(subject) {
    for (const { node, facts } of subject.nodes('call')) {
      const [separator, list] = node.parameters;
      if (builtinName(subject, node) !== 'concat' || separator === undefined || list === undefined) continue;
      const isArgs = subject.inputOf(facts, list).some(({ path }) => path.at(-1) === 'Args');
      if (!isArgs) continue;
      const { exec } = exposureOf(subject);
      const witness = mutated(subject, exec(), (input) => {
        const args = listAt(input, argsPath).filter((arg) => typeof arg === 'string');
        return args.length < 2 ? input : withValue(input, argsPath, [args.join(stringOf(separator) ?? ' ')]);
      });
      yield {
        span: node.span,
        message: 'Arguments are joined to one text before they are compared.',
        ...(witness === undefined || facts.name !== witness.entrypoint ? {} : { witness }),
      };
    }
  },
};
