import { policy } from '../examples.ts';
import { patternOf } from '../patterns.ts';
import type { LintRule } from '../rule.ts';
import { builtinName } from '../syntax.ts';
import { stringOf } from '../syntax.ts';

export const regexUnicodeClass: LintRule = {
  code: 'policy/regex-unicode-class',
  about: 'rego',
  why: 'In the guest \\d, \\w and \\s stand for digits, letters and blanks of all scripts.',
  hint: 'Write the characters that are meant: [0-9], [A-Za-z0-9_].',
  bad: policy(`default ExecProcessRequest := false

ExecProcessRequest if {
	regex.match(\`^\\w+$\`, input.process.Args[0])
}`),
  good: policy(`default ExecProcessRequest := false

ExecProcessRequest if {
	regex.match(\`^[A-Za-z0-9_]+$\`, input.process.Args[0])
}`),
  *find(subject) {
    for (const { node } of subject.nodes('call')) {
      const name = builtinName(subject, node);
      if (name === undefined || !name.startsWith('regex.')) continue;
      const pattern = patternOf(node);
      if (pattern === undefined) continue;

      const written = stringOf(pattern);
      const found = written === undefined ? null : /(?:^|[^\\])(?:\\\\)*\\([dwsb])/i.exec(written);
      if (found === null || written?.includes('(?-u') === true) continue;
      yield { span: pattern.span, message: `\\${found[1] ?? ''} stands for characters of all scripts.` };
    }
  },
};
