import { policy } from '../examples.ts';
import { isAnchored } from '../patterns.ts';
import { patternOf } from '../patterns.ts';
import { readsInput } from '../reads.ts';
import type { LintRule } from '../rule.ts';
import { builtinName } from '../syntax.ts';
import { stringOf } from '../syntax.ts';

export const regexUnanchored: LintRule = {
  code: 'policy/regex-unanchored',
  about: 'rego',
  why: 'The engine looks for the pattern anywhere in the text: what the host puts before or behind it passes.',
  hint: 'Begin with ^ and end with $.',
  bad: policy(`default ExecProcessRequest := false

ExecProcessRequest if {
	regex.match(\`uptime\`, input.process.Args[0])
}`),
  good: policy(`default ExecProcessRequest := false

ExecProcessRequest if {
	regex.match(\`^uptime$\`, input.process.Args[0])
}`),
  *find(subject) {
    for (const { node, facts } of subject.nodes('call')) {
      const name = builtinName(subject, node);
      if (name === undefined || !name.startsWith('regex.')) continue;
      const pattern = patternOf(node);
      if (pattern === undefined) continue;

      const text = node.parameters[1];
      const written = stringOf(pattern);
      if (name !== 'regex.match' || written === undefined || text === undefined || isAnchored(written))
        continue;
      if (!readsInput(subject, facts, text)) continue;
      // What must not be anywhere in a text is looked for anywhere.
      const { from } = node.span;
      if (subject.nodes('not').some((not) => not.node.span.from <= from && not.node.span.to >= node.span.to))
        continue;
      yield { span: pattern.span, message: 'This pattern is not tied to both ends of the text.' };
    }
  },
};
