import { policy } from '../examples.ts';
import { patternOf } from '../patterns.ts';
import { withoutClasses } from '../patterns.ts';
import type { LintRule } from '../rule.ts';
import { builtinName } from '../syntax.ts';
import { stringOf } from '../syntax.ts';

export const regexDot: LintRule = {
  code: 'policy/regex-dot',
  about: 'rego',
  why: 'A dot that is not escaped stands for any character: web.example matches webXexample.',
  hint: 'Escape it: `\\.`.',
  bad: policy(`default ExecProcessRequest := false

ExecProcessRequest if {
	regex.match(\`^https://web.example/$\`, input.process.Args[1])
}`),
  good: policy(`default ExecProcessRequest := false

ExecProcessRequest if {
	regex.match(\`^https://web\\.example/$\`, input.process.Args[1])
}`),
  *find(subject) {
    for (const { node } of subject.nodes('call')) {
      const name = builtinName(subject, node);
      if (name === undefined || !name.startsWith('regex.')) continue;
      const pattern = patternOf(node);
      if (pattern === undefined) continue;

      const written = stringOf(pattern);
      const found = written === undefined ? null : /[a-z0-9](\.)[a-z]{2,}/i.exec(withoutClasses(written));
      if (found === null) continue;
      yield { span: pattern.span, message: `The dot in ${found[0]} stands for any character.` };
    }
  },
};
