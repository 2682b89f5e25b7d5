import { replaceSpan } from '#core/text/edit.ts';
import { policy } from '../examples.ts';
import { patternOf } from '../patterns.ts';
import type { LintRule } from '../rule.ts';
import { builtinName } from '../syntax.ts';

export const nonRawRegexPattern: LintRule = {
  code: 'policy/non-raw-regex-pattern',
  about: 'rego',
  why: 'Between backticks a backslash is itself, and the pattern reads as the engine sees it.',
  bad: policy(`default ExecProcessRequest := false

ExecProcessRequest if {
	regex.match("^\\\\d+$", input.process.Args[0])
}`),
  good: policy(`default ExecProcessRequest := false

ExecProcessRequest if {
	regex.match(\`^[0-9]+$\`, input.process.Args[0])
}`),
  *find(subject) {
    for (const { node } of subject.nodes('call')) {
      const pattern = builtinName(subject, node)?.startsWith('regex.') === true ? patternOf(node) : undefined;
      if (
        pattern?.kind !== 'string' ||
        pattern.raw ||
        !pattern.value.includes('\\') ||
        pattern.value.includes('`')
      )
        continue;
      const raw = `\`${pattern.value}\``;
      yield {
        span: pattern.span,
        message: 'The backslashes of this pattern are doubled.',
        fix: { title: 'Write it between backticks', edits: [replaceSpan(pattern.span, raw)] },
      };
    }
  },
};
