import { policy } from '../examples.ts';
import type { LintRule } from '../rule.ts';
import { builtinName } from '../syntax.ts';

const replacements: ReadonlyMap<string, string> = new Map([
  ['any', 'Use `true in list`.'],
  ['all', 'Use `every`.'],
  ['re_match', 'Use regex.match.'],
  ['set_diff', 'Use the operator `-`.'],
  ['net.cidr_overlap', 'Use net.cidr_contains, where the engine has it.'],
  ...['array', 'boolean', 'null', 'object', 'set', 'string'].map((kind): readonly [string, string] => [
    `cast_${kind}`,
    `Use is_${kind}.`,
  ]),
]);

/** Whether a name was once a builtin. */
export function isDeprecated(name: string): boolean {
  return replacements.has(name);
}

export const builtinDeprecated: LintRule = {
  code: 'policy/builtin-deprecated',
  about: 'rego',
  why: 'It was removed from Rego, and the engine in the guest never had it: a request that reaches the call fails.',
  bad: policy(`ExecProcessRequest if re_match(\`^uptime$\`, input.process.Args[0])`),
  good: policy(`ExecProcessRequest if regex.match(\`^uptime$\`, input.process.Args[0])`),
  *find(subject) {
    for (const { node } of subject.nodes('call')) {
      const name = builtinName(subject, node);
      const instead = name === undefined ? undefined : replacements.get(name);
      if (instead === undefined) continue;
      yield { span: node.callee.span, message: `${name} was removed from Rego.`, hint: instead };
    }
  },
};
