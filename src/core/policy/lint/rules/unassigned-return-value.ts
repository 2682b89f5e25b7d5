import { policy } from '../examples.ts';
import type { LintRule } from '../rule.ts';
import { builtinName } from '../syntax.ts';

/** Builtins whose value is never false. */
const values: ReadonlySet<string> = new Set([
  ...[
    'abs',
    'ceil',
    'concat',
    'count',
    'floor',
    'format_int',
    'indexof',
    'lower',
    'max',
    'min',
    'product',
    'replace',
  ],
  ...[
    'round',
    'sort',
    'split',
    'sprintf',
    'substring',
    'sum',
    'to_number',
    'trim',
    'trim_left',
    'trim_prefix',
  ],
  ...[
    'trim_right',
    'trim_space',
    'trim_suffix',
    'type_name',
    'upper',
    'array.concat',
    'array.slice',
    'json.marshal',
  ],
  ...['object.keys', 'regex.replace', 'regex.split', 'strings.replace_n', 'strings.reverse'],
]);

export const unassignedReturnValue: LintRule = {
  code: 'policy/unassigned-return-value',
  about: 'rego',
  why: 'Only false and undefined end a rule: as a condition a text, a number or a list holds whatever it is.',
  bad: policy(`default ExecProcessRequest := false

ExecProcessRequest if {
	lower(input.exec_id)
}`),
  good: policy(`default ExecProcessRequest := false

ExecProcessRequest if {
	lower(input.exec_id) == "probe"
}`),
  *find(subject) {
    for (const { node } of subject.nodes('condition')) {
      const { condition } = node;
      if (condition.kind !== 'call') continue;
      const name = builtinName(subject, condition);
      if (name === undefined || !values.has(name) || condition.parameters.at(-1)?.kind === 'variable')
        continue;
      yield { span: node.span, message: `${name} gives a value that nothing looks at.` };
    }
  },
};
