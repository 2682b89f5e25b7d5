import { regexOf } from '#core/rego/regex/regex.ts';
import { policy } from '../examples.ts';
import { patternOf } from '../patterns.ts';
import { tooLarge } from '../patterns.ts';
import type { LintRule } from '../rule.ts';
import { builtinName } from '../syntax.ts';
import { stringOf } from '../syntax.ts';

export const regexInvalid: LintRule = {
  code: 'policy/regex-invalid',
  about: 'rego',
  why: 'The condition is undefined whatever the input is. The engine says nothing.',
  hint: 'The engine knows no look-around and no back-references.',
  bad: policy(`default ExecProcessRequest := false

ExecProcessRequest if {
	regex.match(\`^(?!sh)[a-z]+$\`, input.process.Args[0])
}`),
  good: policy(`default ExecProcessRequest := false

ExecProcessRequest if {
	regex.match(\`^[a-z]+$\`, input.process.Args[0])
}`),
  *find(subject) {
    for (const { node } of subject.nodes('call')) {
      const name = builtinName(subject, node);
      if (name === undefined || !name.startsWith('regex.')) continue;
      const pattern = patternOf(node);
      if (pattern === undefined) continue;

      const written = stringOf(pattern);
      const reading = written === undefined || name === 'regex.is_valid' ? undefined : regexOf(written);
      if (reading?.kind !== 'refused' || reading.reason === tooLarge) continue;
      yield { span: pattern.span, message: `The engine refuses this pattern: ${reading.reason}.` };
    }
  },
};
