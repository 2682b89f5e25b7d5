import { regexOf } from '#core/rego/regex/regex.ts';
import { policy } from '../examples.ts';
import { patternOf } from '../patterns.ts';
import { tooLarge } from '../patterns.ts';
import type { LintRule } from '../rule.ts';
import { builtinName } from '../syntax.ts';
import { stringOf } from '../syntax.ts';

export const regexTooLarge: LintRule = {
  code: 'policy/regex-too-large',
  about: 'rego',
  why: 'Compiled, the pattern is larger than the engine allows: the condition is undefined whatever the input is, without a word.',
  hint: 'Write [A-Za-z0-9_] for \\w, which stands for the letters of all scripts, and bound the length with count.',
  bad: policy(`default ExecProcessRequest := false

ExecProcessRequest if {
	regex.match(\`^[\\w.-]{1,255}$\`, input.process.Args[0])
}`),
  good: policy(`default ExecProcessRequest := false

ExecProcessRequest if {
	count(input.process.Args[0]) < 256
	regex.match(\`^[A-Za-z0-9_.-]+$\`, input.process.Args[0])
}`),
  *find(subject) {
    for (const { node } of subject.nodes('call')) {
      const name = builtinName(subject, node);
      if (name === undefined || !name.startsWith('regex.')) continue;
      const pattern = patternOf(node);
      if (pattern === undefined) continue;

      const written = stringOf(pattern);
      const reading = written === undefined ? undefined : regexOf(written);
      if (reading?.kind !== 'refused' || reading.reason !== tooLarge) continue;
      yield {
        span: pattern.span,
        message: 'Compiled, this pattern is beyond the memory that the engine allows.',
      };
    }
  },
};
